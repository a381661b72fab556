"""Where things lie. A workspace is a folder with ``data/`` and ``exports/``; nothing is made on import."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

APP_NAME = "ksa"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One folder with a store and what is handed out of it."""

    home: Path
    passphrase: str | None = field(default=None, repr=False, compare=False)
    """What opens the store, if it is locked."""

    @property
    def data(self) -> Path:
        """Holds the store and the organisation's own TOML files."""
        return self.home / "data"

    @property
    def exports(self) -> Path:
        """Receives what is handed out."""
        return self.home / "exports"

    @property
    def store(self) -> Path:
        """The SQLite store."""
        return self.data / "ksa.db"

    @property
    def lock(self) -> Path:
        """Held while the store is open; its mere presence means nothing."""
        return self.data / "ksa.db.lock"

    @property
    def backups(self) -> Path:
        """Receives backups, where no other folder was chosen."""
        return self.data / "backups"

    @property
    def backup_note(self) -> Path:
        """Says in which folders there may be backups; read also when the store cannot be."""
        return self.data / "backups.json"


def find_workspace(home: str | Path | None = None) -> Workspace:
    """The workspace in ``home``, else ``KSA_HOME``, else the platform's user data folder."""
    chosen = home or os.environ.get("KSA_HOME")
    if chosen:
        return Workspace(Path(chosen).expanduser().absolute())
    from platformdirs import user_data_path  # not needed when a folder is named

    return Workspace(user_data_path(APP_NAME, appauthor=False))


def settings_file() -> Path:
    """The user's settings, one file for all workspaces."""
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False) / "settings.json"


def log_file() -> Path:
    """The log: what happened and what failed, never names of assets or motivations."""
    from platformdirs import user_log_path

    return user_log_path(APP_NAME, appauthor=False) / "ksa.log"
