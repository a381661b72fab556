"""The sheet "Protokoll": who was there and when, what they confirmed, where views differed, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from ksa_tui.domain.check_words import CHECKS
from ksa_tui.domain.checks import absent_core_roles, dismissed_checks
from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.rating import unrated_areas
from ksa_tui.domain.workshop import Asset, Participant
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import Headers, Sheets
from ksa_tui.spreadsheets.decision.sittings import Sittings
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Row, Sheet

_COLUMNS: Final = (Column(34), Column(44), Column(40), Column(44))
_WIDTH: Final = len(_COLUMNS)


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book."""
    return _Minutes(book).sheet()


class _Minutes:
    def __init__(self, book: DecisionBook) -> None:
        self.book = book
        self.words = Words.of(book)
        self.gettext = self.words.gettext
        self.sittings = Sittings(book)

    def sheet(self) -> Sheet:
        _ = self.gettext
        title = self.words.name(self.book.workshop.title)
        rows = frame.banner(self.book, _WIDTH, _("Minutes of the workshop"), (title,))
        rows += self._session() + self._sat() + self._participants() + self._confirmations()
        rows += self._dissent() + self._dismissed() + self._parked() + self._put_off()
        rows += self._left_out()
        return Sheet(
            name=self.words.of_text(Sheets.MINUTES),
            columns=_COLUMNS,
            rows=tuple(rows),
            printed=_WIDTH,
        )

    def _session(self) -> list[Row]:
        _, workshop, words = self.gettext, self.book.workshop, self.words
        sat = self.sittings.all
        facts = (
            (_("Held on"), words.day(workshop.held_on)),
            *([(_("Time without breaks"), self.sittings.time())] if sat else []),
            (_("Department"), workshop.department.name if workshop.department else "–"),
            (_("Information owner"), words.owner(workshop.owner)),
            (
                _("Workshop leader"),
                words.person(workshop.facilitator, workshop.facilitator_role) or "–",
            ),
            (_("Core roles that were not there"), self._missing_roles()),
        )
        rows = [frame.heading((_("The workshop"), 2))]
        rows += [
            Row((Cell(label, "wrap muted"), Cell(words.passage(value), "wrap bold ink")))
            for label, value in facts
        ]
        return rows

    def _missing_roles(self) -> str:
        missing = absent_core_roles(self.book.model, self.book.workshop)
        if not missing:
            return self.gettext("None.")
        return ", ".join(self.words.of_text(role.name) for role in missing)

    def _sat(self) -> list[Row]:
        """When the room sat, if it is known."""
        _ = self.gettext
        rows = self.sittings.rows()
        headers = (_("Date"), _("From and to"), _("Breaks"), _("Time without breaks"))
        return self._table(_("Sittings"), headers, rows, "") if rows else []

    def _participants(self) -> list[Row]:
        _, words = self.gettext, self.words
        sat = self.sittings.all
        rows = [
            [
                words.name(person.name),
                words.name(words.role(person)),
                words.name(person.department),
                *([self.sittings.present(person)] if sat else []),
            ]
            for person in sorted(self.book.workshop.participants, key=self._role_order)
        ]
        return self._table(
            _("Participants by role"),
            (_("Name"), _("Role"), _("Department"), *([_("Present")] if sat else [])),
            rows,
            _("Nobody is noted."),
        )

    def _role_order(self, person: Participant) -> int:
        order = [role.id for role in self.book.model.roles]
        return order.index(person.role_id) if person.role_id in order else len(order)

    def _confirmations(self) -> list[Row]:
        _, words = self.gettext, self.words
        rows = [
            [
                f"{asset.number}  {words.name(asset.name)}",
                self._rest(asset),
                *self._confirmed(asset),
            ]
            for asset in self.book.assets
        ]
        return self._table(
            _("No area left unrated gives a higher level"),
            (
                self._asset(),
                _("Number of areas not rated"),
                _("Confirmed by"),
                _("Confirmed on"),
            ),
            rows,
            _("No asset is here yet."),
        )

    def _rest(self, asset: Asset) -> str:
        """How many areas were left, by aspect."""
        model = self.book.model
        counts = [
            (a.letter, len(unrated_areas(model, asset.assessments[a.id].ratings)))
            for a in model.aspects
        ]
        return ", ".join(f"{letter} {count}" for letter, count in counts)

    def _confirmed(self, asset: Asset) -> tuple[str, str]:
        _ = self.gettext
        if asset.rest_confirmed_at:
            return self.words.name(
                asset.rest_confirmed_by or "–"
            ), asset.rest_confirmed_at.date().isoformat()
        if all(asset.assessments[a.id].calculated == a.top for a in self.book.model.aspects):
            return _("Not needed: the highest level is reached"), "–"
        return _("Not confirmed"), "–"

    def _dissent(self) -> list[Row]:
        """Views that differed from the room's."""
        _, words = self.gettext, self.words
        rows = [
            [
                f"{asset.number}  {words.name(asset.name)}",
                f"{words.aspect(aspect)}: {words.level_of(aspect, view.level)}",
                words.passage(view.reason),
                words.name(view.role) or "–",
            ]
            for asset in self.book.assets
            for aspect in self.book.model.aspects
            for view in asset.assessments[aspect.id].dissent
        ]
        headers = (self._asset(), _("Proposed instead"), _("Why"), _("Role"))
        return self._table(_("Differing views"), headers, rows, _("None."))

    def _parked(self) -> list[Row]:
        """Questions left for later that nobody has answered; all of them stand on a sheet of their own."""
        _, words = self.gettext, self.words
        names: dict[UUID | None, str] = {
            asset.id: words.name(asset.name) for asset in self.book.workshop.assets
        }
        rows = [
            [
                names.get(question.asset, _("The whole workshop")),
                words.passage(question.text),
                words.name(question.who) or "–",
                words.day(question.due),
            ]
            for question in self.book.workshop.parked
            if question.resolved_at is None
        ]
        headers = (self._asset(), _("Question"), _("Who finds out"), _("By when"))
        return self._table(_("Left for later"), headers, rows, _("None."))

    def _dismissed(self) -> list[Row]:
        """What was looked over and stands as it is, with the reasons; nothing at all where there is none."""
        _, words, model = self.gettext, self.words, self.book.model
        names = {asset.id: asset.name for asset in self.book.workshop.assets}
        rows = []
        for check, reason in dismissed_checks(model, self.book.workshop):
            about = words.name(names[check.asset]) if check.asset else _("The whole workshop")
            aspect = words.aspect(model.aspect(check.aspect)) if check.aspect else "–"
            rows.append([about, _(CHECKS[check.code]), aspect, words.passage(reason)])
        headers = (_("Concerns"), _("To look over"), _("Aspect"), _("Why it stands"))
        return self._table(_("Checks that were dismissed"), headers, rows, "") if rows else []

    def _put_off(self) -> list[Row]:
        _ = self.gettext
        rows = [[self.words.name(asset.name)] for asset in self.book.deferred]
        return self._table(_("Put off to a later session"), (self._asset(),), rows, _("None."))

    def _left_out(self) -> list[Row]:
        """What was referred to the head of protective security: a label, a date and a role, nothing more."""
        _ = self.gettext
        rows = [
            [self.words.name(found.label), found.on.isoformat(), self.words.name(found.role)]
            for asset in self.book.excluded
            if (found := asset.excluded)
        ]
        return self._table(
            _("Left out of the classification"),
            (_("Neutral label"), _("Date"), _("Referred to")),
            rows,
            _("None."),
        )

    def _asset(self) -> str:
        return self.words.of_text(Headers.ASSET)

    def _table(
        self, title: str, headers: Sequence[str], rows: Sequence[Sequence[str]], empty: str
    ) -> list[Row]:
        """A small table with a heading of its own, or one line that says there is nothing."""
        head = [frame.gap(), frame.heading((title, max(len(headers), 2)))]
        if not rows:
            return [*head, Row((Cell(empty, "left muted"),))]
        body = [
            Row(
                tuple(
                    Cell(text, "cell wrap bold ink" if not index else "cell wrap")
                    for index, text in enumerate(row)
                )
            )
            for row in rows
        ]
        return [*head, frame.header(headers, self.words), *body]
