"""What a person has chosen: language, theme, who leads the workshops, where exports go.

One small JSON file for all workspaces, written atomically. A missing or damaged file means the defaults,
never a refusal to start; keys of a newer version are kept.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ksa_tui.paths import settings_file


@dataclass(frozen=True, slots=True)
class Settings:
    """One person's choices; an empty text means "not chosen"."""

    language: str = ""
    theme: str = ""
    facilitator: str = ""
    facilitator_role: str = ""
    export_folder: str = ""


def load_settings(file: Path | None = None) -> Settings:
    """The saved settings, or the defaults where the file is missing or cannot be understood."""
    known = {field.name for field in fields(Settings)}
    saved = _read(file or settings_file())
    return Settings(**{k: v for k, v in saved.items() if k in known and isinstance(v, str)})


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the settings; ``OSError`` when the folder cannot be written."""
    path = file or settings_file()
    merged = {**_read(path), **asdict(settings)}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_text(json.dumps(merged, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    draft.replace(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
