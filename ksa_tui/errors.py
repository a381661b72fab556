"""The one hierarchy of errors that a person gets to see.

A :class:`KsaError` carries a message id (an English sentence marked with ``N_``) and its parameters.
It is translated when it is shown, so an error raised in a worker speaks the language of the screen.
"""

from __future__ import annotations

from ksa_tui.i18n import gettext


class KsaError(Exception):
    """Something was refused, for a reason a person can act on. Nothing was changed.

    ``message`` is a message id with named ``{placeholders}``; ``params`` fill them.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return gettext(self.message).format(**self.params)


class RuleError(KsaError):
    """A rule of the method was broken: an empty title, a level outside the scale."""


class ReferenceFileError(KsaError):
    """A model, catalogue or measures file is wrong; says file, table, key, value and what was expected."""


class StoreError(KsaError):
    """The store could not be opened, read or written. What was saved before is untouched."""


class LockedError(StoreError):
    """The store is locked, and no passphrase was given, or not the right one."""


class SpreadsheetError(KsaError):
    """A spreadsheet could not be read or written."""
