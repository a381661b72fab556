"""The sheet "Läs mig": how to answer, or, in the buyer's own copy, what the requirements rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ksa_tui.domain.requiring import Annex, InternalCopy
from ksa_tui.domain.requiring_words import cautions
from ksa_tui.spreadsheets.requirements import asked, left_out
from ksa_tui.spreadsheets.workbook import frame
from ksa_tui.spreadsheets.workbook.blocks import COLUMNS, Block, Left, Right, fact, side_by_side
from ksa_tui.spreadsheets.workbook.plan import Cell, Content, Formula, Jump, Limit, Row, Sheet
from ksa_tui.spreadsheets.workbook.speech import Speech


def made_on(annex: Annex) -> str:
    """The day the annex was made, in words for an edge of a page."""
    day = annex.created.astimezone().date().isoformat()
    return Speech(annex.language).gettext("Made {day}").format(day=day)


def for_bidders(annex: Annex) -> Sheet:
    """How a supplier answers."""
    return _ForBidders(annex).sheet()


def for_the_buyer(annex: Annex, internal: InternalCopy) -> Sheet:
    """What the requirements rest on, and that the file stays here."""
    return _ForTheBuyer(annex, internal).sheet()


def _name(speech: Speech) -> str:
    return speech.gettext("Read me")


class _ForBidders:
    def __init__(self, annex: Annex) -> None:
        self.annex = annex
        self.speech = Speech(annex.language)
        self.gettext = self.speech.gettext
        self.answers = asked.Answers(annex)

    def sheet(self) -> Sheet:
        _ = self.gettext
        title, line = _("Information security requirements"), _("Annex to the tender documents")
        call = _("Every requirement needs an answer of its own")
        rows = frame.banner(len(COLUMNS), title, [line], call)
        for left, right in self._blocks():
            rows += [frame.gap(), *side_by_side(left, right)]
        return Sheet(
            name=_name(self.speech),
            columns=COLUMNS,
            rows=tuple(rows),
            printed=len(COLUMNS),
            one_page=True,
            limits=tuple(self._limits(rows)),
        )

    def _blocks(self) -> Iterator[Block]:
        _ = self.gettext
        yield (
            (_("How to answer"), self._steps()),
            (_("The procurement (the buyer fills in)"), self._procurement()),
        )
        yield (
            (_("What the answers mean"), self._meanings()),
            (_("The supplier (you fill in)"), self._supplier()),
        )
        yield (_("Good to know"), self._hints()), (_("How far you have come"), self._standing())

    def _steps(self) -> list[Left]:
        _ = self.gettext
        steps: list[tuple[Content, str]] = [
            (
                Jump(_("Read them"), asked.name(self.speech)),
                _("The sheet {sheet} has one requirement on each numbered row.").format(
                    sheet=asked.name(self.speech)
                ),
            ),
            (
                Jump(_("Answer them"), asked.name(self.speech)),
                _("Choose Yes, Partly or No in the yellow cells. Every row needs an answer."),
            ),
            (
                _("Describe how"),
                _(
                    "Say how it is met. At Partly or No: what is missing, and when it will be there."
                ),
            ),
            (
                _("Show it"),
                _(
                    "Refer to what shows it: an agreement, a certificate, a description, a test report."
                ),
            ),
            (_("Save and send"), _("Save the file as .xlsx and send it with the tender.")),
        ]
        return [
            (
                Cell(number, "step"),
                Cell(name, "left link large" if isinstance(name, Jump) else "left bold ink large"),
                Cell(text, "wrap large"),
            )
            for number, (name, text) in enumerate(steps, start=1)
        ]

    def _meanings(self) -> list[Left]:
        _ = self.gettext
        yes, partly, no = self.answers.words
        meanings = (
            (yes, "✓", "approve", _("The requirement is met in full.")),
            (partly, "◐", "change", _("Some of it is met. Say what is missing, and by when.")),
            (
                no,
                "✗",
                "return",
                _("The requirement is not met. Say why, and what you offer instead."),
            ),
        )
        return [
            (
                Cell(sign, f"{style} edge center"),
                Cell(word, f"{style} edge left"),
                Cell(text, "wrap"),
            )
            for word, sign, style, text in meanings
        ]

    def _hints(self) -> list[Left]:
        _ = self.gettext
        hints = (
            (_("Yellow bar at the top?"), _("Choose Enable Editing. The file holds no macros.")),
            (
                "ISO/IEC 27002:2022",
                _("The numbers point to controls of the standard, to help the reader. The text is what is "
                  "required."),
            ),
            (
                _("Other wording"),
                _("Put questions about a requirement to the buyer; the requirement itself is locked."),
            ),
        )  # fmt: skip
        return [
            (Cell("·", "center muted"), Cell(a, "left bold ink"), Cell(b, "wrap")) for a, b in hints
        ]

    def _procurement(self) -> list[Right]:
        _ = self.gettext
        return [
            _asked_for(_("Procurement")),
            _asked_for(_("Registry number")),
            fact(_("Requirements"), self.answers.total),
            fact(_("Made"), self.annex.created.astimezone().date().isoformat()),
        ]

    def _supplier(self) -> list[Right]:
        _ = self.gettext
        return [
            _asked_for(_("Supplier")),
            _asked_for(_("Filled in by")),
            _asked_for(_("Date"), "date"),
        ]

    def _standing(self) -> list[Right]:
        _, answers = self.gettext, self.answers
        return [
            fact(_("Answered"), Formula(f"={answers.answered}", 0)),
            fact(
                _("Left to answer"), Formula(f"={answers.total}-{answers.answered}", answers.total)
            ),
        ]

    def _limits(self, rows: Sequence[Row]) -> Iterator[Limit]:
        """The one date cell takes a date."""
        _ = self.gettext
        for number, row in enumerate(rows, start=1):
            if row.cells and "input" in row.cells[-1].style and "date" in row.cells[-1].style:
                error = _("Write a date, such as 2026-12-31.")
                yield Limit(f"F{number}", "date", _("Date"), error, error)


class _ForTheBuyer:
    def __init__(self, annex: Annex, internal: InternalCopy) -> None:
        self.annex, self.internal = annex, internal
        self.speech = Speech(annex.language)
        self.gettext = self.speech.gettext

    def sheet(self) -> Sheet:
        _ = self.gettext
        title = _("INTERNAL · {title}").format(title=_("Information security requirements"))
        line = _("The buyer's own copy: why each requirement is there")
        call = _("Never give this file to a bidder")
        rows = frame.banner(len(COLUMNS), title, [line], call, "draft")
        for left, right in self._blocks():
            rows += [frame.gap(), *side_by_side(left, right)]
        return Sheet(
            name=_name(self.speech),
            columns=COLUMNS,
            rows=tuple(rows),
            printed=len(COLUMNS),
            one_page=True,
            tab="grey",
        )

    def _blocks(self) -> Iterator[Block]:
        _ = self.gettext
        yield (_("What is in the file"), self._contents()), (_("What it is about"), self._about())
        yield (_("Before it is used"), self._cautions()), (_("In numbers"), self._numbers())

    def _contents(self) -> list[Left]:
        _ = self.gettext
        sheets = (
            (
                asked.name(self.speech),
                _(
                    "The same requirements with the same numbers as in the annex for bidders, and why."
                ),
            ),
            (
                left_out.name(self.speech),
                _("The measures that did not become requirements, and why."),
            ),
        )
        return [
            (Cell(n, "step"), Cell(Jump(name, name), "left link large"), Cell(text, "wrap large"))
            for n, (name, text) in enumerate(sheets, start=1)
        ]

    def _about(self) -> list[Right]:
        _, internal = self.gettext, self.internal
        subject = self.speech.name(internal.subject) or _("The whole workshop")
        return [
            fact(_("Workshop"), self.speech.name(internal.workshop), "wrap bold ink"),
            fact(_("Concerns"), subject, "wrap bold ink"),
            fact(_("Made"), self.annex.created.astimezone().date().isoformat()),
        ]

    def _cautions(self) -> list[Left]:
        return [
            (Cell("·", "center muted"), Cell(head, "wrap bold ink"), Cell(text, "wrap"))
            for head, text in self._warnings()
        ]

    def _warnings(self) -> Iterable[tuple[str, str]]:
        _ = self.gettext
        for heading, text in cautions(self.internal.reckoning, self.speech.ngettext):
            yield _(heading), text
        yield (
            _("A supplier"),
            _("The requirements count on a supplier who will handle the information."),
        )
        yield (
            _("Fit them in"),
            _(
                "Levels alone do not choose requirements: take away what does not fit this procurement."
            ),
        )
        yield (
            _("Say elsewhere"),
            _(
                "The times that requirements leave to you or to the agreement, and how Partly is judged."
            ),
        )
        yield (
            _("What can be seen"),
            _(
                "The annex for bidders says no levels, but whoever knows the list of measures can infer them."
            ),
        )

    def _numbers(self) -> list[Right]:
        _, internal = self.gettext, self.internal
        return [
            fact(_("Information assets"), internal.reckoning.assets),
            fact(_("Requirements"), len(internal.backgrounds)),
            fact(_("Without a wording"), len(internal.unworded)),
            fact(_("Not relevant"), len(internal.not_relevant)),
        ]


def _asked_for(label: str, style: str = "") -> Right:
    return Cell(label, "wrap muted"), Cell(None, f"input wrap left {style}".strip())
