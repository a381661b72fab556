"""Say whether a wheel holds what the installed program needs, and nothing beside it.

python scripts/check_wheel.py FILE.whl
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

NEEDED = (
    "ksa_tui/_data/model.toml",
    "ksa_tui/_data/catalogue.toml",
    "ksa_tui/_data/measures.toml",
    "ksa_tui/locale/sv/LC_MESSAGES/ksa.mo",
    "ksa_tui/py.typed",
    "ksa_tui/services/example.toml",
)
NEEDED_KINDS = (
    ("ksa_tui/ui/", ".tcss"),
    ("ksa_tui/store/migrations/versions/", ".py"),
    ("ksa_tui/store/migrations/", ".sql"),
)


def faults(names: list[str]) -> list[str]:
    """What is missing from, or too much in, a wheel with these files."""
    found = [f"lacks {name}" for name in NEEDED if name not in names]
    for folder, ending in NEEDED_KINDS:
        if not any(name.startswith(folder) and name.endswith(ending) for name in names):
            found.append(f"lacks any {folder}**{ending}")
    for name in names:
        top = name.split("/")[0]
        if top != "ksa_tui" and not top.endswith(".dist-info"):
            found.append(f"has {name} at the top")
        if name.endswith((".pyc", ".db", ".lock")):
            found.append(f"has {name}, which no one needs")
    if not any(name.endswith("/licenses/LICENSE") for name in names):
        found.append("lacks the licence")
    return found


def main() -> int:
    """Check the wheel that is named; 1 when something is wrong."""
    wheel = Path(sys.argv[1])
    with zipfile.ZipFile(wheel) as archive:
        found = faults(archive.namelist())
    for fault in found:
        print(f"{wheel.name} {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
