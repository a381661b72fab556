"""From the TOML of a starter catalogue to the frozen :class:`Catalogue`, checked against a model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ksa_tui.domain.model import (
    Aspect,
    Catalogue,
    CatalogueArea,
    CatalogueAsset,
    Model,
    SecrecyRule,
)
from ksa_tui.domain.naming import looks_like_system
from ksa_tui.domain.rating import floor_of
from ksa_tui.domain.texts import fold
from ksa_tui.i18n import N_
from ksa_tui.reference.rows import MAX_NAME, Row
from ksa_tui.reference.unique import tell_doubles


@dataclass(frozen=True, slots=True)
class Known:
    """What a row of the catalogue may refer to."""

    areas: Collection[str]
    secrecy: Collection[str]
    flags: Collection[str]
    aspects: Mapping[str, Aspect]
    stop_flag: str | None


def build_catalogue(top: Row, model: Model) -> Catalogue:
    """The catalogue of a whole document. A row that is not strict loses what the model lacks."""
    areas = _areas(top)
    secrecy = _secrecy(top)
    rows = top.rows("asset")
    tell_doubles(rows, "id")
    known = Known(
        areas=dict.fromkeys(area.id for area in areas),
        secrecy=secrecy,
        flags=dict.fromkeys(flag.id for flag in model.flags if flag.scope == "asset"),
        aspects={aspect.id: aspect for aspect in model.aspects},
        stop_flag=model.stop.flag if model.stop else None,
    )
    assets = tuple(_asset(row, model, known) for row in rows)
    _warn_of_names(rows, assets)
    return Catalogue(
        id=top.identity(),
        version=top.string("version", limit=MAX_NAME),
        areas=areas,
        secrecy=secrecy,
        assets=assets,
    )


def _areas(top: Row) -> tuple[CatalogueArea, ...]:
    rows = top.rows("area")
    tell_doubles(rows, "id")
    areas = []
    for row in rows:
        areas.append(CatalogueArea(row.identity(), row.text("name", limit=MAX_NAME)))
        row.close()
    return tuple(areas)


def _secrecy(top: Row) -> Mapping[str, SecrecyRule]:
    rows = top.rows("osl", label=("ref",))
    tell_doubles(rows, "ref")
    rules = {}
    for row in rows:
        ref = row.string("ref", limit=20)
        rules[ref] = SecrecyRule(
            ref=ref,
            cite=row.string("cite"),
            name=row.text("name", limit=MAX_NAME),
            strength=row.string("strength"),
        )
        row.close()
    return rules


def _asset(row: Row, model: Model, known: Known) -> CatalogueAsset:
    asset = CatalogueAsset(
        id=row.identity(),
        area=row.choice("area", known.areas),
        core=row.boolean("core"),
        name=row.text("name", limit=MAX_NAME),
        description=row.text("description", required=False),
        osl=row.strings("osl", known.secrecy),
        osl_sure=row.boolean("osl_sure", default=True),
        flags=row.strings("flags", known.flags),
        hint=row.levels("hint", known.aspects),
        stop=row.boolean("stop"),
        other=row.strings("laws"),
        note=row.text("note", required=False),
    )
    row.close()
    if row.strict:
        _check_stop(row, asset, known.stop_flag)
        _check_hint(row, asset, model)
        if asset.name.sv and not asset.osl and not asset.osl_sure:
            row.problem(
                N_("osl_sure is false but osl names no paragraph to be unsure of."), "osl_sure"
            )
    return asset


def _check_stop(row: Row, asset: CatalogueAsset, stop_flag: str | None) -> None:
    if asset.stop != (stop_flag in asset.flags):
        row.problem(
            N_("stop = true and the flag {flag} belong together; here only one of them stands."),
            "stop",
            flag=stop_flag or "–",
        )
    if asset.stop and asset.hint:
        row.problem(N_("A row with stop = true has no hint, for it is not classified."), "hint")


def _check_hint(row: Row, asset: CatalogueAsset, model: Model) -> None:
    for aspect, level in asset.hint.items():
        floor = floor_of(model, aspect, asset.flags)
        if floor and level < floor.level:
            row.problem(
                N_(
                    "hint has {aspect} = {level}, below the floor {floor} that the flag {flag} implies;"
                    " expected is {floor} or higher."
                ),
                "hint",
                aspect=aspect,
                level=level,
                floor=floor.level,
                flag=floor.floors[0].flag,
            )


def _warn_of_names(rows: list[Row], assets: tuple[CatalogueAsset, ...]) -> None:
    seen: dict[str, str] = {}
    for row, asset in zip(rows, assets, strict=True):
        if asset.name.sv and seen.setdefault(fold(asset.name.sv), row.at.place) != row.at.place:
            row.warning(N_("{value} is the name of another row too."), "name_sv")
        if looks_like_system(asset.name.sv):
            row.warning(
                N_("{value} looks like a system; what is classified is information."), "name_sv"
            )
