"""The words for an owner's answers, the same on every screen and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.receipt import RowState
from ksa_tui.i18n import N_

CHOICES: Final[Mapping[Choice, str]] = {
    Choice.APPROVE: N_("approved"),
    Choice.CHANGE: N_("changed"),
    Choice.RETURN: N_("returned"),
    Choice.NONE: N_("no decision"),
}
"""What an owner chose; message ids, to be translated when shown."""

ROW_STATES: Final[Mapping[RowState, str]] = {
    RowState.NEW: N_("new"),
    RowState.SAME: N_("as before"),
    RowState.REFUSED: N_("not taken"),
}
"""What a row of a return brings; message ids, to be translated when shown."""
