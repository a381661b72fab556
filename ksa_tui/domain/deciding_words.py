"""The sentences of a receipt: what is not taken and why, what differs, what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.comparing import what
from ksa_tui.domain.model import Model
from ksa_tui.domain.receipt import Sentence
from ksa_tui.i18n import N_

FORMULA: Final = N_(
    "{sheet}, row {row}: the cell {column} holds a formula, and an answer must be written as it is. "
    "The row is not taken."
)
ERROR: Final = N_(
    "{sheet}, row {row}: the cell {column} holds the error {value}. The row is not taken."
)
NOT_UNDERSTOOD: Final = N_(
    "{sheet}, row {row}: “{value}” is not one of Approve, Change and Return. The row is not taken."
)
LEVEL_BESIDE_APPROVE: Final = N_(
    "{sheet}, row {row}: a new level stands beside Approve. Either it is approved or it is changed. "
    "The row is not taken."
)
LEVEL_BESIDE_RETURN: Final = N_(
    "{sheet}, row {row}: a new level stands beside Return. Either it is changed or it is sent back. "
    "The row is not taken."
)
LEVEL_WITHOUT_CHOICE: Final = N_(
    "{sheet}, row {row}: a new level is given, but no decision is chosen. The row is not taken."
)
NO_LEVEL: Final = N_("{sheet}, row {row}: Change needs a new level. The row is not taken.")
SAME_LEVEL: Final = N_(
    "{sheet}, row {row}: Change, but the new level is the one that was proposed. The row is not taken."
)
OUTSIDE_SCALE: Final = N_(
    "{sheet}, row {row}: “{value}” is not a level of {aspect} ({lowest} to {highest}). "
    "The row is not taken."
)
NO_COMMENT: Final = N_(
    "{sheet}, row {row}: Change and Return need a comment that says why. The row is not taken."
)
ROW_TWICE: Final = N_(
    "{sheet}: “{name}” stands on more than one row, so it is not known which one is meant. "
    "It is not taken."
)
ROW_MISSING: Final = N_("{sheet}: the row of “{name}” is missing, so nothing is decided about it.")
STRAY: Final = N_(
    "{sheet}, row {row}: an answer stands on a row without an information asset. It is not taken."
)
COLUMN_TWICE: Final = N_(
    "{sheet}: the column {column} is there twice, so it is not known which one counts. Nothing is taken."
)
LEVEL_COLUMN: Final = N_(
    "{sheet}: the column {column} is missing, so a changed level cannot be read. Nothing is taken."
)
NO_TABLE: Final = N_(
    "There is no sheet with the columns Decision and Comment, so no decision can be read. Nothing is taken."
)
REST_NOT_UNDERSTOOD: Final = N_(
    "{sheet}, row {row}: “{value}” for the rest is not understood, so only rows with a choice of their own "
    "are read."
)
REST_FORMULA: Final = N_(
    "{sheet}, row {row}: the choice for the rest is a formula, so only rows with a choice of their own "
    "are read."
)
NO_NAME: Final = N_(
    "The name is missing on the sheet {sheet}. Without a signature nothing is taken. "
    "Ask {owner} to write name and date there and send the file back."
)
NO_DATE: Final = N_(
    "The date is missing on the sheet {sheet}. Without a date nothing is taken. "
    "Ask {owner} to write it there and send the file back."
)
THE_OWNER: Final = N_("the information owner")
BAD_DATE: Final = N_(
    "{sheet}, row {row}: “{value}” is not a date that can be read. Write it as 2026-12-01. Nothing is taken."
)
FUTURE: Final = N_(
    "{sheet}, row {row}: the date {value} is in the future. A decision is dated the day it is made. "
    "Nothing is taken."
)
SIGNED_FORMULA: Final = N_(
    "{sheet}, row {row}: {label} is a formula. A signature must be written. Nothing is taken."
)
BESIDE_FORMULA: Final = N_("{sheet}, row {row}: {label} is a formula and is not taken.")
NO_SIGN_SHEET: Final = N_(
    "The sheet with the signature is missing. Without a signature nothing is taken."
)
OTHER_CODE: Final = N_(
    "The control code in the workbook is {found}, but this export has {expected}: a sheet comes from "
    "another workbook. Nothing is taken."
)

EXCLUDED: Final = N_(
    "The information asset was referred to the head of protective security after the export."
)
REMOVED: Final = N_("The information asset was removed from the workshop after the export.")
EXPORTED_SINCE: Final = N_(
    "An older export: the information asset was handed out again in export {number}, "
    "which is the one to answer."
)
PROPOSAL_CHANGED: Final = N_(
    "“{name}”: the proposal was changed {day}, after the export. {aspect} was {was}, is {now}"
)
DECIDED_OTHERWISE: Final = N_(
    "{sheet}, row {row}: “{name}” was already decided otherwise on {day} by {who}: was {was}, is {now}"
)
UNDOES: Final = N_(
    "{sheet}, row {row}: “{name}” was decided {was} on {day} by {who}, of the same proposal. "
    "{choice} makes it {now}."
)
MOVES: Final = N_("“{name}” was decided {was} on {day} by {who}; this makes it {now}.")
WITHDRAWS: Final = N_(
    "“{name}” was decided {was} on {day} by {who}; this sends it back, and that decision no longer holds."
)
BEFORE_EXPORT: Final = N_(
    "The date {day} is earlier than the day when the workbook was handed out ({exported})."
)
TEXT_BESIDE: Final = N_("{sheet}, row {row}: text beside the table that is not read: {text}")
EXTRA_SHEET: Final = N_("The sheet “{sheet}” was added and is not read.")
BESIDE: Final = {
    "comments": N_(
        "The workbook holds notes on cells, which are not read. Look at them in the file."
    ),
    "pictures": N_("The workbook holds pictures, which are not read. Look at them in the file."),
}
NO_MARKS: Final = N_(
    "The workbook has lost its marks of identity; it was recognised by its control code."
)

APPROVED: Final = N_("approved {levels}{comment}")
CHANGED: Final = N_("changed to {levels}{comment}")
SENT_BACK: Final = N_("returned{comment}")
UNDECIDED: Final = N_("not decided")
_SAID: Final = {
    Choice.APPROVE: APPROVED,
    Choice.CHANGE: CHANGED,
    Choice.RETURN: SENT_BACK,
    Choice.NONE: UNDECIDED,
}


def in_words(model: Model, choice: Choice, levels: Mapping[str, int], comment: str) -> Sentence:
    """A decision in a few words: "ändrat till K2 R1 T1: personuppgifter"."""
    found = " ".join(f"{a.letter}{levels[a.id]}" for a in model.aspects if a.id in levels)
    said = f": {what([comment])}" if comment else ""
    return Sentence(_SAID[choice], {"levels": found, "comment": said})
