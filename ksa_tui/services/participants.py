"""Who is in the room: pasted as lines, or taken from an earlier workshop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.cleaning import clean_line, optional, required
from ksa_tui.domain.model import Model, Role
from ksa_tui.domain.texts import fold
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, language
from ksa_tui.services.models import model_of, model_within
from ksa_tui.services.shapes import ParticipantDraft
from ksa_tui.store import Store, Unit
from ksa_tui.store.loading import load_sittings
from ksa_tui.store.quick import EARLIER, rows
from ksa_tui.store.tables import AttendanceRow, ParticipantRow

EMPTY_NAME: Final = N_("A participant needs a name.")
NO_PARTICIPANT: Final = N_("This participant is not there any more.")

_SEPARATORS: Final = ("\t", ";", ",")
_DASH: Final = re.compile(r"\s+[-–—]+\s+")
_BULLET: Final = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")
_ADDRESS: Final = re.compile(r"<[^<>]*@[^<>]*>")
_WORDS: Final = re.compile(r"\s+(?:eller|och|or|and)\s+|\s*/\s*")
_SHORTEST_BEGINNING: Final = 3
ALSO_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "owner": ("ägare", "ägare av informationen", "infoägare"),
    "facilitator": ("ledare", "processledare", "mötesledare", "moderator", "leader"),
    "scribe": ("antecknar", "protokollförare", "secretary", "note taker", "minutes"),
    "expert": ("expert", "verksamhetsexpert", "verksamhetssakkunnig", "sakkunnig"),
    "sysowner": ("förvaltare", "förvaltningsledare", "systemansvarig"),
    "it": ("it-drift", "it-tekniker", "it-chef", "it-ansvarig", "it-arkitekt"),
    "ciso": ("informationssäkerhetssamordnare", "informationssäkerhetschef", "infosäk"),
    "dpo": ("dso", "dataskyddsansvarig"),
    "legal": ("kommunjurist", "förvaltningsjurist"),
    "archive": ("kommunarkivarie",),
    "procurement": ("inköpare", "inköp", "buyer"),
}
"""What a room calls a role beside its name, where the model has that role."""


def parse_participants(text: str) -> tuple[ParticipantDraft, ...]:
    """Lines of "name, role[, department]", also with tabs, semicolons or "name - role"; or mail addresses.

    >>> parse_participants("Anna Ek, sekr.\\n\\n- Bo Öst; it; Skolkontoret")[1]
    ParticipantDraft(name='Bo Öst', role_text='it', department='Skolkontoret')
    """
    drafts = (_parse(line) for line in _lines(text))
    return tuple(draft for draft in drafts if draft.name)


def add_participants(store: Store, workshop_id: UUID, drafts: Iterable[ParticipantDraft]) -> None:
    """Add people to a workshop, in order; a word that names a role of the model becomes that role.

    Who joins those that are listed is there from now on; the first list is of those who are there.
    """
    model = model_of(store, workshop_id)
    columns = [_columns(model, draft) for draft in drafts]
    with store.command("participant.add", workshop=workshop_id) as unit:
        present = unit.find(ParticipantRow, workshop_id=workshop_id)
        first = max((row.position for row in present), default=0) + 1
        for position, person in enumerate(columns, start=first):
            row = ParticipantRow(
                id=unit.new_id(), workshop_id=workshop_id, position=position, **person
            )
            unit.insert(row)
            if present:
                _note_newcomer(unit, row)


def edit_participant(store: Store, participant_id: UUID, draft: ParticipantDraft) -> None:
    """Change someone's name, role or department."""
    with store.command("participant.edit") as unit:
        row = participant_row(unit, participant_id)
        unit.update(row, **_columns(model_within(store, unit, row.workshop_id), draft))


def remove_participant(store: Store, participant_id: UUID) -> None:
    """Take someone off the list; undo brings them back."""
    with store.command("participant.remove") as unit:
        row = participant_row(unit, participant_id)
        for noted in unit.find(AttendanceRow, participant_id=row.id):
            unit.delete(noted)
        unit.flush()
        unit.delete(row)


def earlier_participants(
    store: Store, workshop_id: UUID
) -> tuple[tuple[str, tuple[ParticipantDraft, ...]], ...]:
    """Title and people of each other workshop that has some, last changed first."""
    model = model_of(store, workshop_id)
    with store.driver() as connection:
        found = rows(connection, EARLIER, workshop_id.hex)
    return tuple(
        (title, tuple(_again(model, *person) for _, _, *person in people))
        for (_, title), people in groupby(found, key=lambda row: (row[0], row[1]))
    )


def role_named(model: Model, words: str) -> Role | None:
    """The role of the model that the words name: whole, one of its alternatives, or its beginning ("sekr.")."""
    wanted = fold(words).rstrip(".")
    if not wanted:
        return None
    by_name = {name: role for role in model.roles for name in _names(role)}
    for word in (wanted, *_indefinite(wanted)):
        if word in by_name:
            return by_name[word]
    if len(wanted) < _SHORTEST_BEGINNING:
        return None
    fits = {role.id: role for name, role in by_name.items() if name.startswith(wanted)}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _names(role: Role) -> Iterable[str]:
    yield fold(role.id)
    for name in (fold(role.name.sv), fold(role.name.en)):
        yield name
        yield from _WORDS.split(name)
    yield from map(fold, ALSO_CALLED.get(role.id, ()))


def _indefinite(word: str) -> Iterable[str]:
    """What "sekreteraren" and "juristen" may be without their article."""
    return (word[: -len(end)] for end in ("n", "en") if word.endswith(end))


def _lines(text: str) -> Iterable[str]:
    for line in text.splitlines():
        if _ADDRESS.search(line):
            yield from (_ADDRESS.sub("", one) for one in line.split(";"))
        else:
            yield _BULLET.sub("", line)


def _parse(line: str) -> ParticipantDraft:
    separator = next((one for one in _SEPARATORS if one in line), None)
    parts = [clean_line(part) for part in (line.split(separator) if separator else [line])]
    parts[:1] = map(clean_line, _DASH.split(parts[0], maxsplit=1))
    name, role, *rest = [*parts, ""]
    return ParticipantDraft(name, role, ", ".join(part for part in rest if part))


def _columns(model: Model, draft: ParticipantDraft) -> dict[str, Any]:
    words = optional(draft.role_text)
    role = role_named(model, words)
    return {
        "name": required(draft.name, EMPTY_NAME),
        "role_id": role.id if role else None,
        "role_text": "" if role else words,
        "department": optional(draft.department),
    }


def _again(
    model: Model, name: str, role_id: str | None, role_text: str, department: str
) -> ParticipantDraft:
    role = model.role(role_id)
    words = role.name.get(language()) if role else role_text or role_id or ""
    return ParticipantDraft(name, words, department)


def participant_row(unit: Unit, participant_id: UUID) -> ParticipantRow:
    """Someone's row, to be changed."""
    row = unit.get(ParticipantRow, participant_id)
    if row is None:
        raise KsaError(NO_PARTICIPANT)
    unit.concern(workshop=row.workshop_id)
    return row


def _note_newcomer(unit: Unit, person: ParticipantRow) -> None:
    """At the sitting that goes on from now, and not at those before."""
    for sitting in load_sittings(unit.connection, person.workshop_id):
        goes_on = sitting.goes_on(unit.now)
        unit.insert(
            AttendanceRow(
                id=unit.new_id(),
                participant_id=person.id,
                workshop_session_id=sitting.id,
                from_at=unit.now if goes_on else sitting.since,
                to_at=None if goes_on else sitting.since,
            )
        )
