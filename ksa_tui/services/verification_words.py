"""What a verification says: what was found, and what that means."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import N_

FILE: Final = N_("The file is whole: every page of it can be read.")
DAMAGED: Final = N_(
    "The file is damaged ({reason}). Do not work on in it: take the newest sound backup with ksa restore."
)
REFERENCES: Final = N_("Everything that belongs to something else finds it.")
ORPHANS: Final = N_(
    "Something is missing that other things belong to (in {tables}): the file was changed by another "
    "program, or damaged. Take the newest sound backup with ksa restore."
)
HISTORY: Final = N_(
    "The history is unbroken: {events} events, none changed, removed from the middle or put in. "
    "It ends with {head}."
)
BROKEN: Final = N_(
    "The history is broken at event {event}: from there on somebody or something has changed it past ksa. "
    "What it says of that time cannot be relied on. Compare with a backup from before."
)
REMOVED: Final = N_(
    "The content of {count} events was removed by a stop; that they were there can still be seen."
)
REMOVED_WITHOUT_STOP: Final = N_(
    "The content of {count} events is missing, though nothing was ever stopped: it was removed past ksa."
)
ROWS: Final = N_("What the store holds is what its history says it holds.")
UNTOLD: Final = N_(
    "The store holds something else than its history says (in {tables}): it was changed past ksa. "
    "Compare with a backup from before."
)
MODELS: Final = N_("The models that the workshops were made with are as they were.")
CHANGED_MODELS: Final = N_(
    "A model that a workshop was made with has been changed afterwards ({models}): what its levels mean "
    "may not be what the room was shown."
)
EXPORTS: Final = N_("What is kept of the workbooks is as it was handed out.")
CHANGED_EXPORTS: Final = N_(
    "What is kept of {names} is not what was handed out. What comes back is compared with it: do not read "
    "an answer back before that is cleared up."
)
CUT_BEFORE_EXPORT: Final = N_(
    "The history lacks what was done before {names} was handed out: its end has been cut off."
)
BACKUPS: Final = N_("The history holds all of that of its backups ({count} compared).")
CUT_BEFORE_BACKUP: Final = N_(
    "The history does not go as far as that of the backup {path}: its end has been cut off, or an older "
    "copy was put in the place of the store. Look at the backup before you go on."
)
UNREADABLE_BACKUP: Final = N_(
    "The backup {path} cannot be read, or is of another store. Do not rely on it."
)
WORKBOOK: Final = N_(
    "The workbook is export {number} of this store: the history goes at least as far as when it was handed "
    "out, and outside the yellow cells everything stands there as it was handed out."
)
WORKBOOK_CHANGED: Final = N_(
    "The workbook is export {number} of this store, but outside the yellow cells it is not as it was handed "
    "out. Differences, each on a line of its own: {count}."
)
WORKBOOK_NOT_HERE: Final = N_(
    "The store does not know this workbook: the end of the history has been cut off, an older backup was put "
    "in the place of the store, or the workbook is from another store."
)
WORKBOOK_DIFFERS: Final = N_(
    "The workbook says that it is export {number} of this store, but what is kept of that export is not what "
    "it says: one of the two was changed."
)
WORKBOOK_OF_ANOTHER_HISTORY: Final = N_(
    "The workbook is export {number} of this store, but what had happened before it was handed out is not in "
    "the history as it is now: the history was written anew."
)
RECEIPT: Final = N_("The receipt's decision is in the store, and in its history.")
RECEIPT_NOT_HERE: Final = N_(
    "The store does not know the workbook that this receipt is about: the end of the history has been cut "
    "off, an older backup was put in the place of the store, or the receipt is from another store."
)
