"""The systems as JSON values, for other programs: the form of ``ksa systems --json``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ksa_tui.domain.model import Aspect
from ksa_tui.services.show import SCHEMA
from ksa_tui.services.systems import SystemLine, Systems


def to_json(found: Systems) -> list[dict[str, Any]]:
    """Every system by name; ``null`` is not rated, never 0. Levels stand under the model they are levels of."""
    return [_system(found, system) for system in found.facts]


def _system(found: Systems, system: UUID) -> dict[str, Any]:
    facts = found.facts[system]
    lines = [*found.lines_of(system)]
    return {
        "schema": SCHEMA,
        "id": str(system),
        "name": facts.name,
        "supplier": facts.supplier or None,
        "owner": facts.owner or None,
        "department": facts.department or None,
        "assets": [_asset(found, asset) for asset in found.held.get(system, ())],
        "inherits_from": _named(found, lines[0].sources),
        "hands_on_to": _named(found, lines[0].heirs),
        "models": [_model(found, line, line.model_id) for line in lines if line.model_id],
    }


def _named(found: Systems, systems: tuple[UUID, ...]) -> list[dict[str, str]]:
    return [{"id": str(each), "name": found.name(each)} for each in systems]


def _asset(found: Systems, asset: UUID) -> dict[str, Any]:
    place = found.places[asset]
    model = found.models[place.model]
    return {
        "id": str(asset),
        "name": place.held.name,
        "status": place.status.value,
        "workshop": {"id": str(place.workshop), "title": place.workshop_title},
        "model": {"id": model.id, "version": model.version},
        "levels_are": "decided" if place.held.is_decided else "proposed",
        "levels": {aspect.letter: place.held.levels.get(aspect.id) for aspect in model.aspects},
    }


def _model(found: Systems, line: SystemLine, key: UUID) -> dict[str, Any]:
    model = found.models[key]
    return {
        "model": {"id": model.id, "version": model.version},
        "state": line.standing.state.value,
        "levels": {aspect.letter: _level(found, line, key, aspect) for aspect in model.aspects},
    }


def _level(found: Systems, line: SystemLine, key: UUID, aspect: Aspect) -> dict[str, Any] | None:
    """The level, what it is before it is moved, and what was said to move it."""
    here = line.standing.levels.get(aspect.id)
    if here is None:
        return None
    said = found.uplift(line.system.id, key, aspect.id)
    return {
        "level": here.level,
        "inherited": here.highest,
        "is": "decided" if here.is_decided else "proposed",
        "from_assets": [str(asset.asset) for asset in here.assets],
        "from_systems": [str(system) for system in here.systems],
        "moved": None
        if said is None
        else {
            "code": said.code,
            "direction": "down" if said.lowers else "up",
            "level": said.level,
            "motivation": said.motivation,
            "counts": here.uplift is not None,
        },
    }
