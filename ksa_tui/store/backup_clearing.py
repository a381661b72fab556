"""Which backups are kept, and the others removed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from ksa_tui.store.backups import Backup

NEWEST: Final = 10
DAYS: Final = 14
MONTHS: Final = 12
"""What is kept: the newest ones, one for each of so many days, one for each of so many months."""


def clear_old(backups: Sequence[Backup], made: Backup) -> list[Path]:
    """Remove what need not be kept of one folder's backups of one store; never what was just made."""
    kept = {*kept_of(backups, made.made.date()), made}
    removed = []
    for backup in backups:
        if backup not in kept:
            with suppress(OSError):
                backup.path.unlink()
                removed.append(backup.path)
    return removed


def kept_of(backups: Sequence[Backup], today: date) -> set[Backup]:
    """The newest, the last one of each of the latest days and months, and the milestones."""
    newest_first = sorted(backups, key=lambda backup: backup.made, reverse=True)
    kept = set(newest_first[:NEWEST])
    kept.update(backup for backup in newest_first if backup.is_milestone)
    ordinary = [backup for backup in newest_first if not backup.is_milestone]
    recent = [b for b in ordinary if b.made.date() > today - timedelta(days=DAYS)]
    of_year = [b for b in ordinary if _months(b.made.date(), today) < MONTHS]
    kept.update({b.made.date(): b for b in reversed(recent)}.values())
    kept.update({(b.made.year, b.made.month): b for b in reversed(of_year)}.values())
    return kept


def _months(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month
