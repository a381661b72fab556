"""The decision workbook is handed out: checked, built, written, and kept as it was handed out.

What a returned workbook is compared with is the snapshot kept here, never the workshop's present state.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from ksa_tui import __version__
from ksa_tui.collecting import resting
from ksa_tui.domain.exporting import (
    DecisionBook,
    ExportKind,
    ExportScope,
    is_offered,
    narrowed,
    owners_of,
)
from ksa_tui.domain.measure_book import measure_book
from ksa_tui.domain.sitting import attendance_in_zone, sitting_in_zone
from ksa_tui.domain.standing import Gap, workshop_gaps
from ksa_tui.domain.workshop import Owner, Workshop
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import DEFAULT_LANGUAGE, LANGUAGES, N_
from ksa_tui.services.calibration import compared
from ksa_tui.services.delivery import NO_LANGUAGE, delivery_of
from ksa_tui.services.derived import refresh
from ksa_tui.services.export_records import keep, kept, workshop_row
from ksa_tui.services.missing import Missing
from ksa_tui.services.models import model_of
from ksa_tui.services.protection import answers, keep_measures, measures_of
from ksa_tui.services.rounds import last_round, still_open
from ksa_tui.services.workbook_files import decision_stem, locked
from ksa_tui.services.workshops import load
from ksa_tui.spreadsheets.saving import save_new
from ksa_tui.store import Store

if TYPE_CHECKING:
    from ksa_tui.spreadsheets.decision.book import Made

NOT_READY: Final = N_(
    "“{title}” cannot be handed out for decision yet. This is missing:\n{missing}\n"
    "Fill it in, or hand out a draft."
)
NOTHING_TO_DECIDE: Final = N_(
    "“{title}” has no information asset to decide about, so there is nothing to hand out. Add one first."
)
OTHER_VERSION: Final = N_(
    "Export {number} was made with ksa {version}, and this version would not make the same workbook. "
    "Use the file that was handed out, or make a new export."
)
CANCELLED: Final = N_("The export was stopped. Nothing was handed out.")

NOTHING_OPEN: Final = N_(
    "Everything in “{title}” is decided, so there is nothing open to hand out. Choose to hand out all of it "
    "(on the command line: --scope all)."
)

_SUFFIX: Final = ".xlsx"

Progress = Callable[[int, int], None]
"""Told (done, total) now and then; may raise to stop."""


class ExportCancelledError(KsaError):
    """The person stopped the export. Nothing was written or recorded."""


class NotReadyError(KsaError):
    """Something blocks a decision; ``gaps`` is what."""

    def __init__(self, workshop: Workshop, gaps: Sequence[Gap], missing: Missing) -> None:
        super().__init__(NOT_READY, title=workshop.title, missing=missing)
        self.gaps = tuple(gaps)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is asked when a workbook is handed out. What is left out is as it was the last time."""

    kind: ExportKind = "decision"
    to: Path | None = None
    """A folder, made when it is not there; None is the workspace's ``exports``."""
    answer_by: date | None = None
    reply_to: str = ""
    language: str = ""
    """The owner's, "sv" or "en"; the first time Swedish."""
    scope: ExportScope = "all"
    """"open" leaves out what is decided already."""
    password: str = field(default="", repr=False)
    """Locks the files, if there is one; it is not kept."""
    zone: tzinfo | None = None
    """Whose time of day the minutes tell; None is this computer's. Kept with the export."""


@dataclass(frozen=True, slots=True)
class Handed:
    """One workbook that was handed out."""

    path: Path
    number: int
    control_code: str
    assets: int
    owner: Owner | None


@dataclass(frozen=True, slots=True)
class Exported:
    """What one export wrote: one workbook per owner, the workshop's own first."""

    workbooks: tuple[Handed, ...]

    @property
    def path(self) -> Path:
        """The first workbook."""
        return self.workbooks[0].path

    @property
    def number(self) -> int:
        """The first workbook's number."""
        return self.workbooks[0].number

    @property
    def control_code(self) -> str:
        """The first workbook's control code."""
        return self.workbooks[0].control_code

    @property
    def assets(self) -> int:
        """How many assets are asked about, in all workbooks."""
        return sum(workbook.assets for workbook in self.workbooks)

    @property
    def owners(self) -> int:
        """How many owners get a workbook."""
        return len(self.workbooks)


def preflight(store: Store, workshop_id: UUID) -> tuple[Gap, ...]:
    """What blocks an export for decision; a draft is handed out all the same."""
    return tuple(workshop_gaps(model_of(store, workshop_id), load(store, workshop_id)))


@resting()
def export(
    store: Store,
    workshop_id: UUID,
    options: ExportOptions,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """Hand out one workbook per owner, and record what was handed out.

    Raises :class:`NotReadyError` when something blocks a decision, SpreadsheetError when a file cannot be
    written, :class:`ExportCancelledError` when stopped: then nothing is recorded and no file is left.
    """
    workshop = compared(store, load(store, workshop_id))
    _check(store, workshop, options)
    books = _books(store, workshop, options)
    made = _made(books, progress, cancelled)
    made = [replace(each, data=locked(each.data, options.password)) for each in made]
    paths = _hand_out(store, books, made, options.to or store.workspace.exports)
    return Exported(
        tuple(
            Handed(path, book.number, result.control_code, len(book.assets), book.owner)
            for book, result, path in zip(books, made, paths, strict=True)
        )
    )


def again(store: Store, workshop_id: UUID, number: int, to: Path | None = None) -> Path:
    """Make an earlier workbook once more, byte for byte, whatever has changed since; returns its path."""
    from ksa_tui.spreadsheets.decision.book import make

    earlier = kept(store, workshop_id, load(store, workshop_id).title, number)
    made = make(earlier.book)
    if made.digest != earlier.digest:
        raise KsaError(OTHER_VERSION, number=number, version=earlier.book.app_version)
    folder = to or store.workspace.exports
    there = folder / earlier.file_name
    if there.is_file() and there.read_bytes() == made.data:
        return there
    return save_new(folder, there.stem, _SUFFIX, made.data)


def _check(store: Store, workshop: Workshop, options: ExportOptions) -> None:
    if options.language not in ("", *LANGUAGES):
        raise RuleError(NO_LANGUAGE, language=options.language)
    model = model_of(store, workshop.id)
    gaps = tuple(workshop_gaps(model, workshop))
    if gaps and options.kind == "decision":
        raise NotReadyError(workshop, gaps, Missing(model, workshop, gaps))
    if not any(map(is_offered, workshop.assets)):
        raise KsaError(NOTHING_TO_DECIDE, title=workshop.title)
    if options.scope == "open" and not any(map(is_offered, still_open(model, workshop).assets)):
        raise KsaError(NOTHING_OPEN, title=workshop.title)


def _books(store: Store, workshop: Workshop, options: ExportOptions) -> list[DecisionBook]:
    """One book per owner, with what was asked about the answer."""
    language = (
        options.language or delivery_of(store, workshop.id).owner_language or DEFAULT_LANGUAGE
    )
    model, created = model_of(store, workshop.id), store.clock()
    offered = still_open(model, workshop) if options.scope == "open" else workshop
    asked = replace(
        offered,
        participants=tuple(
            replace(person, attendance=attendance_in_zone(person.attendance, options.zone))
            for person in offered.participants
        ),
        sittings=tuple(sitting_in_zone(sitting, options.zone) for sitting in offered.sittings),
        answer_by=options.answer_by or workshop.answer_by,
        reply_to=options.reply_to.strip() or workshop.reply_to,
    )
    last = last_round(store, workshop)
    next_number = max((earlier.number for earlier in workshop.exports), default=0) + 1
    books = [
        DecisionBook(
            id=store.new_id(),
            number=number,
            kind=options.kind,
            language=language,
            created=created,
            workshop=narrowed(asked, owner),
            owner=owner,
            model=model,
            app_version=__version__,
            last=last,
            scope=options.scope,
            history=store.head,
        )
        for number, owner in enumerate(owners_of(asked), start=next_number)
    ]
    measures, said = measures_of(store, workshop.id), answers(store)
    return [
        replace(
            book,
            measures=measure_book(measures, model, book.assets, workshop.department, said),
        )
        for book in books
    ]


def _made(
    books: Sequence[DecisionBook], progress: Progress | None, cancelled: Callable[[], bool] | None
) -> list[Made]:
    """Every workbook in memory; nothing is written yet."""
    from ksa_tui.spreadsheets.decision.book import TICKS, make

    done, total = 0, TICKS * len(books)

    def tick() -> None:
        nonlocal done
        done += 1
        if cancelled and cancelled():
            raise ExportCancelledError(CANCELLED)
        if progress:
            progress(done, total)

    return [make(book, tick) for book in books]


def _hand_out(
    store: Store, books: Sequence[DecisionBook], made: Sequence[Made], folder: Path
) -> list[Path]:
    """Write the files and record them in one command: both or neither."""
    first = books[0]
    measures = measures_of(store, first.workshop.id)
    paths: list[Path] = []
    try:
        with store.command("export.make", workshop=first.workshop.id) as unit:
            row = workshop_row(unit, first.workshop.id)
            unit.update(
                row,
                answer_by=first.workshop.answer_by,
                reply_to=first.workshop.reply_to,
                owner_language=first.language,
            )
            for book, result in zip(books, made, strict=True):
                paths.append(save_new(folder, decision_stem(book), _SUFFIX, result.data))
                keep(unit, row, book, result, file_name=paths[-1].name, head=store.head)
            if first.kind == "decision":
                keep_measures(unit, first.workshop.id, measures)
                refresh(store, unit, [asset.asset_id for book in books for asset in book.assets])
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
    return paths
