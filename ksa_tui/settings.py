"""What a person has chosen: language, theme, who leads the workshops, where exports go.

One small JSON file for all workspaces, written atomically. A damaged file is put aside and reported once,
never a refusal to start; keys of a newer version are kept.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.paths import settings_file

DAMAGED: Final = N_(
    "The settings in {path} could not be understood, so those that came with the program are used. "
    "The file was put aside as {aside}."
)
NOT_READABLE: Final = N_(
    "The settings in {path} could not be read ({reason}), so those that came with the program are used."
)
NOT_UNDERSTOOD: Final = N_(
    "The setting “{name}” in {path} could not be understood; the one that came with the program is used."
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One person's choices; an empty text means "not chosen"."""

    language: str = ""
    theme: str = ""
    facilitator: str = ""
    facilitator_role: str = ""
    export_folder: str = ""
    backup_folder: str = ""
    import_folder: str = ""
    """Where the list that was read last lies."""
    return_folder: str = ""
    """Where the workbook that came back last lies."""
    reply_to: str = ""
    """The address that owners answer to, suggested for the next workshop."""
    shared_store: str = ""
    """The workspace of which it was said that it lies in a synchronised folder, or on the network."""
    problem: KsaError | None = field(default=None, compare=False)
    """What was wrong with the file, to be said once; never saved."""

    @property
    def backups(self) -> Path | None:
        """The folder for backups, where one was chosen."""
        return Path(self.backup_folder).expanduser() if self.backup_folder else None


def load_settings(file: Path | None = None) -> Settings:
    """The saved settings, or the defaults where the file is missing or cannot be understood."""
    path = file or settings_file()
    try:
        saved = _read(path)
    except ValueError:
        return Settings(problem=_put_aside(path))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Settings(problem=KsaError(NOT_READABLE, path=path, reason=reason))
    good = {name: saved[name] for name in _names() if isinstance(saved.get(name), str)}
    settings = Settings(**good)
    for name in _names():
        if name in saved and name not in good:
            return replace(settings, problem=KsaError(NOT_UNDERSTOOD, name=name, path=path))
    return settings


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the settings; ``OSError`` when the folder cannot be written."""
    path = file or settings_file()
    try:
        kept = _read(path)
    except ValueError:
        kept = {}
    merged = {**kept, **{name: getattr(settings, name) for name in _names()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        text = json.dumps(merged, ensure_ascii=False, indent=2) + "\n"
        draft.write_text(text, encoding="utf-8", errors="replace")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _names() -> list[str]:
    return [one.name for one in fields(Settings) if one.name != "problem"]


def _read(path: Path) -> dict[str, Any]:
    """What the file says; nothing where there is none. ``ValueError`` when it is not an object of JSON."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if not isinstance(content, dict):
        raise ValueError(path)
    return content


def _put_aside(path: Path) -> KsaError:
    """Keep a damaged file under another name: what was chosen may be read out of it."""
    aside = path.with_name(f"{path.name}.damaged")
    with suppress(OSError):
        path.replace(aside)
    return KsaError(DAMAGED, path=path, aside=aside)
