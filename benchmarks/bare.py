"""``python -m benchmarks.bare NAME``: the least that a Textual app can be, to be compared with."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Hello world."""

    def compose(self) -> ComposeResult:
        yield Static("Hello, world!")


class Counter(App[None]):
    """One Static that is updated by every key."""

    count = 0

    def compose(self) -> ComposeResult:
        yield Static("pressed 0")

    def on_key(self) -> None:
        self.count += 1
        self.query_one(Static).update(f"pressed {self.count}")


def table(path: str) -> App[None]:
    """Textual's DataTable with the rows of a JSON file."""
    import json
    from pathlib import Path

    from textual.widgets import DataTable

    rows = json.loads(Path(path).read_text(encoding="utf-8"))

    class Table(App[None]):
        def compose(self) -> ComposeResult:
            yield DataTable[str](cursor_type="row")

        def on_mount(self) -> None:
            shown = self.query_one(DataTable)
            shown.add_columns(*rows[0])
            shown.add_rows(rows[1:])
            shown.focus()

    return Table()


def main() -> None:
    match sys.argv[1:]:
        case ["counter"]:
            Counter().run()
        case ["table", path]:
            table(path).run()
        case _:
            Hello().run()


if __name__ == "__main__":
    main()
