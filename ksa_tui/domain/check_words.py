"""What each check is about in words, without figures: for lists that outlive the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ksa_tui.domain.checks import CheckCode
from ksa_tui.i18n import N_

CHECKS: Final[Mapping[CheckCode, str]] = {
    CheckCode.BELOW_FLOOR: N_("below the lowest level, with a reason"),
    CheckCode.UNCONFIRMED_FLAGS: N_("facts that were not confirmed in the room"),
    CheckCode.THIN_MOTIVATION: N_("short motivation"),
    CheckCode.MANY_ON_TOP: N_("more than half of the assets on the highest level"),
    CheckCode.SYSTEM_NAME: N_("the name looks like a system"),
    CheckCode.MISSING_ROLES: N_("core roles were not in the room"),
    CheckCode.FAR_FROM_EARLIER: N_("two steps or more from a similar asset"),
    CheckCode.SPLIT: N_("one fact alone lifts it to the highest level"),
    CheckCode.UPLIFT_OVERTAKEN: N_("the whole is raised to what an asset reaches by itself"),
    CheckCode.PARKED: N_("parked question"),
}
"""Message ids, to be translated when shown."""
