"""What an import plan says, in words: where, what was found, why it was not taken as it stands, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ksa_tui.domain.importing import (
    Code,
    Column,
    Field,
    ImportRow,
    Match,
    Problem,
    RowState,
)
from ksa_tui.domain.texts import visible
from ksa_tui.i18n import N_, _

_LONGEST_VALUE: Final = 80

FIELD_NAMES: Final = {
    Field.NAME: N_("name of the information asset"),
    Field.DESCRIPTION: N_("description"),
    Field.NOTE: N_("note"),
    Field.LAW: N_("legal basis of secrecy"),
    Field.PERSONAL: N_("personal data"),
    Field.SENSITIVE: N_("sensitive personal data"),
    Field.SYSTEM: N_("system"),
    Field.DEPARTMENT: N_("department"),
    Field.OWNER: N_("information owner"),
    Field.MEDIUM: N_("medium"),
    Field.RETENTION: N_("retention, kept in the note"),
    Field.NUMBER: N_("number, kept in the note"),
    Field.EARLIER_LEVEL: N_("level of an earlier classification"),
}

_MATCHES: Final = {
    Match.EXACT: N_("The header says so."),
    Match.WORDS: N_("Words in the header say so."),
    Match.ONLY_TEXT: N_(
        "No header says what names the assets; this column differs on nearly every row."
    ),
    Match.CHOSEN: N_("You chose it."),
    Match.SECOND: N_("Column {other} fits better; this one is kept in the note."),
    Match.EARLIER: N_(
        "Levels of an earlier classification are not taken: nothing is filled in beforehand."
    ),
    Match.PERHAPS_OWNER: N_(
        "The header does not say responsible for what, so it is kept in the note. "
        "It can be chosen as the information owner of each asset."
    ),
    Match.UNKNOWN: N_("No field goes by this header."),
    Match.NO_HEADER: N_("The column has no header."),
}

_STATES: Final = {
    RowState.NEW: N_("new"),
    RowState.DUPLICATE_IN_FILE: N_("the same name as {same_as}"),
    RowState.DUPLICATE_IN_WORKSHOP: N_("in the workshop already"),
    RowState.DUPLICATE_IN_POOL: N_("in the list beside the workshop already"),
    RowState.DOUBTFUL: N_("perhaps no asset"),
}

_SENTENCES: Final[dict[Code, tuple[str, str]]] = {
    Code.NO_SHEET: (
        N_("Nothing in the file can be read as a list."),
        N_("Save the list alone, with a header row, and choose that file."),
    ),
    Code.NO_HEADER_ROW: (
        N_("No row has headers that are known, such as Informationsmängd and System."),
        N_("Point out the header row, or write the headers into the list."),
    ),
    Code.NO_NAME_COLUMN: (
        N_("No column names the information assets."),
        N_("Choose the column that does, or call it Informationsmängd in the list."),
    ),
    Code.HIDDEN_SHEET: (
        N_("The sheet is hidden and was not read; rows in it: {detail}."),
        N_("Choose the sheet if it belongs to the list."),
    ),
    Code.SHEET_NOT_CHOSEN: (
        N_(
            "The sheet does not look like a list of information assets and was not read; rows in it: {detail}."
        ),
        N_("Choose the sheet if it belongs to the list."),
    ),
    Code.OTHER_NAME: (
        N_(
            "The name of the file says something else, but it is a {detail} file and was read as one."
        ),
        N_("Nothing needs to be done."),
    ),
    Code.ODD_CHARACTERS: (
        N_("Some characters of the file could not be made out and are shown as �."),
        N_("Save the list as .xlsx, or as .csv in UTF-8, and import that."),
    ),
    Code.ABOVE_HEADER: (
        N_("The row stands above the header and is not part of the list."),
        N_("Nothing needs to be done."),
    ),
    Code.HEADER_AGAIN: (N_("The header again."), N_("Nothing needs to be done.")),
    Code.OTHER_TABLE: (
        N_("Another table begins here; only the first one of a sheet is read."),
        N_("Move it to a sheet of its own to import it."),
    ),
    Code.BELOW_OTHER_TABLE: (
        N_("The row belongs to the other table, which begins in row {detail}."),
        N_("Move it to a sheet of its own to import it."),
    ),
    Code.GROUP: (
        N_("A heading; the rows below remember it."),
        N_("Nothing needs to be done. Add it by hand if it is an information asset."),
    ),
    Code.TOTAL: (N_("A row of totals."), N_("Nothing needs to be done.")),
    Code.FOOTNOTE: (
        N_("A footnote or other text beside the list."),
        N_("Nothing needs to be done. Add it by hand if it is an information asset."),
    ),
    Code.COLUMN_NUMBERS: (N_("A row that numbers the columns."), N_("Nothing needs to be done.")),
    Code.NO_NAME: (
        N_("The row has no name in the column that names the assets."),
        N_("Write a name in the list and import it again, or add the asset by hand."),
    ),
    Code.CONTINUED: (
        N_("The name above covers this row too, so its cells were added to that asset."),
        N_("Check the asset."),
    ),
    Code.PERHAPS_GROUP: (
        N_("The row lacks what nearly all other rows have; it may be a heading."),
        N_("Choose it if it is an information asset."),
    ),
    Code.PERHAPS_INSTRUCTION: (
        N_("The row looks like an instruction on how to fill in the list."),
        N_("Choose it if it is an information asset."),
    ),
    Code.NAME_IS_NUMBER: (
        N_("The name is only a number."),
        N_("Choose it if it is an information asset, or choose another column for the name."),
    ),
    Code.NAME_CUT: (
        N_("The name is too long and was cut to “{detail}”; the whole stands in the description."),
        N_("Give the asset a shorter name."),
    ),
    Code.TEXT_CUT: (
        N_("The text is too long and its end was left out."),
        N_("Shorten it in the list and import it again if the end is needed."),
    ),
    Code.DATE_FOR_NUMBER: (
        N_(
            "The number is a date in the file: the spreadsheet program took something like 1.1.10 for one."
        ),
        N_("Correct the number in the note if it matters."),
    ),
    Code.DATE_FOR_NAME: (N_("The name is a date in the file."), N_("Give the asset another name.")),
    Code.TIME_FOR_LAW: (
        N_("The spreadsheet program took the section for a time of day; it was read as {detail}."),
        N_("Check the section."),
    ),
    Code.ERROR_CELL: (
        N_("The cell holds an error and was left out."),
        N_("Mend the formula in the list, or fill in the asset by hand."),
    ),
    Code.FORMULA_WITHOUT_VALUE: (
        N_("The cell holds a formula that was never calculated, and was left out."),
        N_("Open the list in a spreadsheet program, save it and import it again."),
    ),
    Code.CONTROL_CHARACTERS: (
        N_("The cell holds control characters; they were left out."),
        N_("Check the text."),
    ),
    Code.LAW_AS_TEXT: (
        N_("“{detail}” is kept as it is written: it is no section of OSL in a known form."),
        N_("Check it when the asset is classified."),
    ),
    Code.UNCLEAR_ANSWER: (
        N_("The answer says neither yes nor no; it is kept, and the question is left open."),
        N_("Answer the question when the asset is classified."),
    ),
    Code.CONTRADICTION: (
        N_("The columns about personal data contradict each other; yes was taken."),
        N_("Confirm the answer when the asset is classified."),
    ),
    Code.SYSTEMS_SPLIT: (
        N_("The cell was read as several systems: {detail}."),
        N_("Join them in the asset if they are one."),
    ),
    Code.EXCLUDED_HERE: (
        N_(
            "The workshop has assets that are excluded, and what they were called is not kept: {detail}."
        ),
        N_("If one of them is in the list, leave that row out."),
    ),
    Code.OPEN_QUOTE: (
        N_(
            "The cell runs over several lines with delimiters; a quotation mark may not have been closed."
        ),
        N_("Check the row, or save the list as .xlsx."),
    ),
}


def why(problem: Problem) -> str:
    """One sentence: what it is, or what was made of it."""
    sentence, _rest = _SENTENCES[problem.code]
    return _(sentence).format(detail=short(problem.detail))


def what_to_do(problem: Problem) -> str:
    """One sentence."""
    return _(_SENTENCES[problem.code][1])


def place(problem: Problem) -> str:
    """Where it is: "Blad1, row 5, column C"."""
    sheet = visible(problem.sheet or problem.value)
    if problem.row is None:
        return sheet
    if not problem.column:
        return _("{sheet}, row {row}").format(sheet=sheet, row=problem.row)
    return _("{sheet}, row {row}, column {column}").format(
        sheet=sheet, row=problem.row, column=problem.column
    )


def row_word(row: ImportRow) -> str:
    """What a row is to the workshop, in a few words."""
    return _(_STATES[row.state]).format(same_as=short(row.same_as))


def column_word(column: Column) -> str:
    """What a column is, in a few words; "no home" when its cells go nowhere."""
    return _("no home") if column.field is None else _(FIELD_NAMES[column.field])


def column_why(column: Column) -> str:
    """One sentence: why a column was taken for what it is."""
    return _(_MATCHES[column.match]).format(other=column.other)


def short(text: str) -> str:
    """A value as it is quoted: on one line, safe on a terminal, not longer than a line."""
    line = " ".join(visible(text[: 4 * _LONGEST_VALUE]).split())
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1] + "…"


def alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems in groups of one kind, the kinds in the order they first appear."""
    groups: dict[Code, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.code, []).append(problem)
    return list(groups.values())
