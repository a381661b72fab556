"""Which export a returned workbook answers, and what has happened to its assets since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.comparing import compare
from ksa_tui.domain.deciding_words import EXCLUDED, REMOVED
from ksa_tui.domain.exporting import ExportRow
from ksa_tui.domain.handed import Asked, Handed
from ksa_tui.domain.model import Model
from ksa_tui.domain.receipt import ExportName, Problem, Sentence
from ksa_tui.domain.returned import Returned
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import N_
from ksa_tui.services.earlier_decisions import gathered
from ksa_tui.services.models import model_of
from ksa_tui.services.owners_columns import new_headers, owners_headers
from ksa_tui.services.returned_measures import returned_measures
from ksa_tui.services.workshops import load
from ksa_tui.spreadsheets.decision.contract import Headers, Properties, Sheets
from ksa_tui.store import Store
from ksa_tui.store.decided import (
    asked_since,
    decisions_in,
    files_of,
    find_exports,
    rated_on,
    read_lines,
)
from ksa_tui.store.handed_out import find_book

NOT_OURS: Final = N_(
    "{name} is not a decision workbook from ksa, or everything that tells so was removed from it. "
    "Choose the workbook that was handed out."
)
MARKS_DISAGREE: Final = N_(
    "{name} carries the marks of two exports, so sheets of two workbooks were put together. "
    "Nothing is taken. Ask the owner for the file as it was handed out."
)
OTHER_STORE: Final = N_(
    "{name} was handed out from another ksa store, or from a backup that is not here. "
    "Open it where it was made."
)
DRAFT: Final = N_(
    "{name} is a draft, and nothing can be decided in one. Hand out a workbook for decision."
)
WORKSHOP_GONE: Final = N_("{name} belongs to the workshop “{title}”, which was removed.")
OTHER_WORKSHOP: Final = N_("{name} belongs to another workshop: “{title}”. Read it back there.")


class RefusedReturnError(Exception):
    """The workbook answers no export that can be decided here; ``problem`` says why."""

    def __init__(self, problem: Problem, export: Any = None) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.export = export


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a workbook says of itself."""

    exports: frozenset[UUID]
    keys: frozenset[UUID]
    """The treatments that its rows name."""
    codes: frozenset[str]
    kinds: frozenset[str]


def handed_for(store: Store, returned: Returned, workshop: UUID | None = None) -> Handed:
    """The export that a workbook answers. Raises :class:`RefusedReturnError` when there is none."""
    export = _find(store, returned)
    params = {"name": returned.file_name, "title": export.workshop_title}
    if export.kind == "draft":
        raise _refusal("draft", DRAFT, export, **params)
    if export.workshop_deleted_at is not None:
        raise _refusal("workshop_removed", WORKSHOP_GONE, export, **params)
    if workshop is not None and export.workshop_id != workshop:
        raise _refusal("other_workshop", OTHER_WORKSHOP, export, **params)
    return _handed(store, export)


def _refusal(code: str, message: str, export: Any = None, **params: object) -> RefusedReturnError:
    return RefusedReturnError(Problem(code, Sentence(message, params), stops=True), export)


def _find(store: Store, returned: Returned) -> Any:
    marks, name = _marks(returned), {"name": returned.file_name}
    if len(marks.exports) > 1:
        raise _refusal("marks_disagree", MARKS_DISAGREE, **name)
    with store.reading() as connection:
        for export in marks.exports:
            found = find_exports(connection, export=export)
            if found:
                return found[0]
            raise _refusal("other_store", OTHER_STORE, **name)
        if found := find_exports(connection, treatments=marks.keys):
            return _likest(connection, returned, marks, found)
        for export in marks.keys:  # the basis says the export's id in words
            if found := find_exports(connection, export=export):
                return found[0]
        for code in sorted(marks.codes):
            found = find_exports(connection, code=code)
            if len(found) == 1:
                return found[0]
    if marks.keys:
        raise _refusal("other_store", OTHER_STORE, **name)
    raise _refusal("not_ours", NOT_OURS, **name)


def _marks(returned: Returned) -> _Marks:
    claimed = (mark.get(Properties.WORKBOOK, "") for mark in returned.marks)
    keys = (key.partition("#")[0] for page in returned.pages for key in page.keys.values())
    return _Marks(
        exports=frozenset(_ids(claimed)),
        keys=frozenset(_ids(keys)),
        codes=returned.codes | {mark.get(Properties.CODE, "") for mark in returned.marks} - {""},
        kinds=frozenset(mark.get(Properties.KIND, "") for mark in returned.marks),
    )


def _ids(texts: Iterable[str]) -> Iterator[UUID]:
    for text in texts:
        try:
            yield UUID(text)
        except ValueError:
            continue


def _likest(connection: Any, returned: Returned, marks: _Marks, found: Sequence[Any]) -> Any:
    """Of the exports that ask about these rows: that with the control code, else the most alike, newest."""
    by_code = [export for export in found if export.control_code in marks.codes]
    if by_code:
        return by_code[0]
    owners = owners_headers(None, "", ())

    def unlike(export: Any) -> int:
        rows = _rows(read_lines(connection, export.id))
        return len(compare(returned, rows, owners).differences)

    return min(found[:10], key=unlike)  # the first of equals is the newest


def _rows(lines: Iterable[Any]) -> tuple[ExportRow, ...]:
    return tuple(
        ExportRow(
            sheet=line.sheet,
            row_key=line.row_key,
            cells=line.cells or {},
            row_digest=line.row_digest,
            treatment=line.workshop_asset_id,
            asset=line.asset_id,
            proposal=line.proposal,
            emptied=line.cells is None,
        )
        for line in lines
    )


def _handed(store: Store, export: Any) -> Handed:
    model = model_of(store, export.workshop_id)
    workshop = load(store, export.workshop_id)
    with store.reading() as connection:
        lines = read_lines(connection, export.id)
        since = asked_since(connection, export.workshop_id, export.number)
        decisions = decisions_in(connection, export.workshop_id)
        asked = [line for line in lines if _is_asked(line, export.locale)]
        changed = rated_on(connection, [line.asset_id for line in asked])
        files = files_of(connection, export.id)
        book = find_book(connection, export.id) or {}
    measures = returned_measures(store, export, lines, workshop)
    assets = {asset.id: asset for asset in workshop.assets}
    decided = gathered(decisions, export.at)
    language = export.locale
    return Handed(
        name=ExportName(export.id, export.number),
        workshop=export.workshop_id,
        workshop_title=workshop.title,
        day=export.at.astimezone().date(),
        language=language,
        control_code=export.control_code,
        model=model,
        rows=_rows(lines),
        asked=tuple(
            replace(
                _asked(line, language, assets.get(line.workshop_asset_id)),
                changed_on=changed[line.asset_id].astimezone().date()
                if line.asset_id in changed
                else None,
                exported_since=since.get(line.workshop_asset_id),
                earlier=decided[line.workshop_asset_id].since(line.id),
                stood=decided[line.workshop_asset_id].before(line.id),
            )
            for line in asked
        ),
        sheet=asked[0].sheet if asked else Sheets.DECIDE.get(language),
        new_headers=new_headers(model, language),
        owners=owners_headers(model, language, [line.row_key for line in lines]),
        known_files=files,
        owner=(book.get("owner") or {}).get("name", ""),
        measures=measures.rows,
        measure_sheet=measures.sheet,
        measure_headers=measures.headers,
        measure_columns=measures.columns,
    )


def _is_asked(line: Any, language: str) -> bool:
    """Whether the owner decides in that row, or did before a stop emptied it."""
    if line.cells is None:
        return line.workshop_asset_id is not None and line.sheet == Sheets.DECIDE.get(language)
    return line.proposal is not None


def asked_in(store: Store, receipt: Any) -> tuple[UUID, ...]:
    """The treatments that the export of a recorded receipt asked about; none for one by hand."""
    if receipt.export_id is None:
        return ()
    with store.reading() as connection:
        lines = read_lines(connection, receipt.export_id)
    return tuple(line.workshop_asset_id for line in lines if _is_asked(line, receipt.locale))


def _asked(line: Any, language: str, asset: Asset | None) -> Asked:
    cells: Mapping[str, str] = line.cells or {}
    gone = None
    if asset is None:
        gone = Sentence(REMOVED)
    elif asset.excluded or line.cells is None:
        gone = Sentence(EXCLUDED)
    return Asked(
        row=line.id,
        key=line.row_key,
        asset=line.workshop_asset_id,
        thing=line.asset_id,
        number=_number(cells, language, line.position),
        name=_name(cells, asset, language),
        proposal=line.proposal or {},
        now={a: each.proposed for a, each in asset.assessments.items()} if asset else {},
        gone=gone,
        emptied=line.cells is None,
    )


def _number(cells: Mapping[str, str], language: str, position: int) -> int:
    text = cells.get(Headers.NUMBER.get(language), "")
    return int(text) if text.isdecimal() else position


def _name(cells: Mapping[str, str], asset: Asset | None, language: str) -> str:
    """The name as it was handed out; a stop leaves only the neutral label."""
    if asset is not None and asset.excluded:
        return asset.excluded.label
    return cells.get(Headers.ASSET.get(language), "") or (asset.name if asset else "")


def aspect_letters(model: Model, levels: Mapping[str, Any]) -> dict[str, Any]:
    """Levels by the aspects' letters, in the model's order."""
    return {aspect.letter: levels[aspect.id] for aspect in model.aspects if aspect.id in levels}
