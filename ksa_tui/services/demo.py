"""The worked example: two workshops of an invented municipality, built through the ordinary use cases.

The same day gives the same store contents and the same workbooks, byte for byte: clock and ids are inputs.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from ksa_tui import i18n
from ksa_tui.domain.model import Model
from ksa_tui.domain.protecting import Place, Scope, State
from ksa_tui.domain.rating import NOT_RELEVANT
from ksa_tui.domain.systems import SystemUplift
from ksa_tui.domain.workshop import Ref
from ksa_tui.paths import Workspace
from ksa_tui.services import (
    assets,
    attendance,
    classify,
    exports,
    parked,
    protection,
    sittings,
    system_changes,
    systems,
    workshops,
)
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.system_changes import SystemDraft, UpliftDraft
from ksa_tui.store import Store

TOLD_ON: Final = date(2026, 11, 24)
"""The day on which the example's dates are true; another day moves them all."""

_SEED: Final = 20261124
_STEP: Final = timedelta(seconds=7)
_BREAK: Final = timedelta(minutes=15)
ZONE: Final = timezone(timedelta(hours=1))
"""Where the example is told: its minutes must not follow the computer that tells it."""

_FACILITATOR: Final = Actor("Ali Moradi", "informationssäkerhetssamordnare")

Entry = Mapping[str, Any]


class _Clock:
    """A clock that moves a few seconds each time it is read."""

    def __init__(self) -> None:
        self._now = datetime.now(UTC)

    def set(self, day: date) -> None:
        self._now = datetime.combine(day, time(8), UTC)

    def wait(self, time: timedelta) -> None:
        """Let time pass."""
        self._now += time

    def __call__(self) -> datetime:
        self._now += _STEP
        return self._now


def told_ids(seed: int = _SEED) -> Callable[[], UUID]:
    """Ids that are the same each time for the same ``seed``."""
    numbers = random.Random(seed)  # noqa: S311 - identity, not secrecy
    return lambda: UUID(int=numbers.getrandbits(128), version=4)


def told_clock() -> Callable[[], datetime]:
    """The clock of the day on which the example is told."""
    clock = _Clock()
    clock.set(TOLD_ON)
    return clock


def build(workspace: Workspace, *, today: date = TOLD_ON) -> None:
    """Build the example in an empty ``workspace``, with its dates as if told on ``today``."""
    clock = _Clock()
    clock.set(today)
    text = (files("ksa_tui") / "services" / "example.toml").read_text("utf-8")
    moved = today - TOLD_ON
    with open_store(workspace, _FACILITATOR, clock=clock, new_id=told_ids()) as store:
        told = tomllib.loads(text)
        for entry in reversed(told["workshop"]):
            clock.set(entry["held_on"] + moved)
            _Telling(store, clock, entry, moved).tell()
        _tell_systems(store, told["system"])


def _tell_systems(store: Store, told: Iterable[Entry]) -> None:
    """Which systems inherit from which, and why one needs more than what lies in it."""
    language = i18n.language()
    known = {each.name: key for key, each in systems.read(store).facts.items()}
    for entry in told:
        name = entry["name"] if isinstance(entry["name"], str) else entry["name"][language]
        supplier = entry.get("supplier", "")
        if name not in known:
            known[name] = system_changes.add(store, SystemDraft(name, supplier))
        for source in entry.get("inherits_from", ()):
            system_changes.inherit(store, known[name], known[source])
        if why := entry.get("moved"):
            model = next(line.model_id for line in systems.read(store).lines_of(known[name]))
            uplift = SystemUplift(
                known[name], why["aspect"], why["code"], why["level"], why["why"][language]
            )
            if model is not None:
                system_changes.set_uplift(store, UpliftDraft(model, uplift))


class _Telling:
    """One workshop of the example on its way into the store."""

    def __init__(self, store: Store, clock: _Clock, entry: Entry, moved: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._entry = entry
        self._moved = moved
        self._language = i18n.language()
        self._workshop = self._create()
        self._model: Model = workshops.model_of(store, self._workshop)

    def tell(self) -> None:
        self._invite()
        for number, entry in enumerate(self._entry["asset"], start=1):
            self._tell_asset(entry)
            self._happen(number)
        for entry in self._entry.get("parked", ()):
            self._park(entry)
        for entry in self._entry.get("measure", ()):
            self._answer(entry)
        if self._entry.get("exported"):
            self._export()
        self._leave()

    def _happen(self, number: int) -> None:
        """What happened in the room when so many assets had been talked about."""
        sat = self._entry.get("sat", {})
        for someone in sat.get("left", ()):
            if someone["after"] == number:
                attendance.toggle(self._store, self._person(someone["name"]))
        if number in sat.get("breaks_after", ()):
            sittings.begin_break(self._store, self._workshop)
            self._clock.wait(_BREAK)
            sittings.end_break(self._store, self._workshop)

    def _person(self, name: str) -> UUID:
        people = workshops.load(self._store, self._workshop).participants
        return next(person.id for person in people if person.name == name)

    def _leave(self) -> None:
        """The room stopped at the first asset that is not finished; Home leads back to it."""
        for row in workshops.table(self._store, self._workshop).rows:
            aspects = zip(self._model.aspects, row.levels, strict=True)
            for aspect in (aspect.id for aspect, level in aspects if level is None):
                here = classify.Place(self._workshop, row.id, aspect, self._model.areas[0].id)
                classify.remember_place(self._store, here)
                return

    def _say(self, text: Entry | str) -> str:
        return text if isinstance(text, str) else text[self._language]

    def _create(self) -> UUID:
        entry = self._entry
        draft = workshops.WorkshopDraft(
            title=self._say(entry["title"]),
            owner_name=entry["owner"],
            owner_title=self._say(entry["owner_title"]),
            department=self._say(entry["department"]),
            facilitator=_FACILITATOR.name,
            facilitator_role=_FACILITATOR.role,
            held_on=entry["held_on"] + self._moved,
        )
        return workshops.create(self._store, draft)

    def _invite(self) -> None:
        drafts = []
        for person in self._entry["participants"]:
            role = self._model.role(person["role"])
            drafts.append(
                workshops.ParticipantDraft(
                    name=person["name"],
                    role_text=role.name.get(self._language) if role else "",
                    department=self._say(person.get("department", "")),
                )
            )
        workshops.add_participants(self._store, self._workshop, drafts)

    def _tell_asset(self, entry: Entry) -> None:
        treatment = self._add(entry)
        for flag in entry.get("flags", ()):
            classify.answer_flag(self._store, treatment, flag, True)
        for aspect in self._model.aspects:
            if told := entry.get(aspect.id):
                self._rate(treatment, aspect.id, told)
        self._spend(treatment, entry)
        if all(aspect.id in entry for aspect in self._model.aspects):
            classify.confirm_rest(self._store, treatment)
        if question := entry.get("parked"):
            self._park(question, treatment)

    def _spend(self, treatment: UUID, entry: Entry) -> None:
        """The minutes that the room talked about the asset, as Classify counts them."""
        if minutes := entry.get("minutes", 0):
            self._clock.wait(timedelta(minutes=minutes))
            here = classify.Place(self._workshop, treatment)
            classify.remember_place(self._store, here, minutes * 60)

    def _add(self, entry: Entry) -> UUID:
        if "catalogue" in entry:
            (treatment,) = assets.add_from_catalogue(
                self._store, self._workshop, [entry["catalogue"]]
            )
            if not entry.get("unconfirmed"):
                self._add_systems(treatment, entry)
            return treatment
        draft = assets.AssetDraft(
            name=self._say(entry["name"]),
            description=self._say(entry.get("description", "")),
            systems=tuple(entry.get("systems", ())),
            refs=tuple(Ref("law", law) for law in entry.get("laws", ())),
        )
        return assets.add(self._store, self._workshop, draft)

    def _add_systems(self, treatment: UUID, entry: Entry) -> None:
        """What the room changed in a catalogue asset: its systems, and the flags it said no to."""
        for answer in classify.load(self._store, treatment).flags:
            if answer.flag not in entry.get("flags", ()):
                classify.answer_flag(self._store, treatment, answer.flag, False)
        if systems := tuple(entry.get("systems", ())):
            assets.set_systems(self._store, treatment, systems)

    def _rate(self, treatment: UUID, aspect: str, told: Entry) -> None:
        for area, rating in told["ratings"].items():
            level = NOT_RELEVANT if rating == "-" else rating
            classify.rate(self._store, treatment, aspect, area, level)
        if why := self._say(told["why"]):
            classify.save_text(self._store, treatment, aspect, "motivation", why)
        if below := told.get("below"):
            classify.save_text(self._store, treatment, aspect, "floor_reason", self._say(below))
        if adjust := told.get("adjust"):
            classify.adjust(
                self._store,
                treatment,
                aspect,
                adjust["level"],
                adjust["code"],
                self._say(adjust["why"]),
            )

    def _park(self, entry: Entry, treatment: UUID | None = None) -> None:
        parked.add(
            self._store,
            self._workshop,
            self._say(entry["text"]),
            who=self._say(entry["who"]),
            due=entry["due"] + self._moved,
            treatment=treatment,
        )

    def _answer(self, entry: Entry) -> None:
        """How it stands with a measure somewhere."""
        due = entry.get("due")
        draft = protection.AnswerDraft(
            State(entry["state"]),
            reason=self._say(entry.get("reason", "")),
            role=self._say(entry.get("role", "")),
            due=due + self._moved if due else None,
            note=self._say(entry.get("note", "")),
        )
        protection.answer(self._store, self._workshop, entry["id"], self._where(entry), draft)

    def _where(self, entry: Entry) -> Place:
        scope, name = Scope(entry["at"]), self._say(entry.get("of", ""))
        workshop = workshops.load(self._store, self._workshop)
        match scope:
            case Scope.ORGANISATION:
                return scope, None
            case Scope.DEPARTMENT:
                return scope, workshop.department.id if workshop.department else None
            case Scope.SYSTEM:
                systems = (system for asset in workshop.assets for system in asset.systems)
                return scope, next(system.id for system in systems if system.name == name)
            case Scope.ASSET:
                named = (asset.asset_id for asset in workshop.assets if asset.name == name)
                return scope, next(named)

    def _export(self) -> None:
        options = exports.ExportOptions(
            kind="decision",
            answer_by=self._entry["answer_by"] + self._moved,
            reply_to=self._entry["reply_to"],
            language=self._language,
            zone=ZONE,
        )
        exports.export(self._store, self._workshop, options)
