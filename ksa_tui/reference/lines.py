"""The line on which a key of a TOML file stands: the standard library's reader does not tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"""^\s*["']?([\w-]+)["']?\s*[=.]""")


class Lines:
    """Finds lines by table, row number (from 0) and key.

    It reads the text line by line, not as TOML, so a header inside a text of several lines would
    mislead it: the caller says how many rows a table really has, and a table that disagrees gets no lines.
    """

    def __init__(self, text: str) -> None:
        self._headers: dict[str, list[int]] = defaultdict(list)
        self._keys: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        self._origins: Mapping[tuple[str, int], int] | None = None
        table, number = "", 0
        for line, content in enumerate(text.split("\n"), 1):
            if header := _HEADER.match(content):
                table = header[2]
                number = len(self._headers[table])
                self._headers[table].append(line)
            elif key := _KEY.match(content):
                self._keys[table, number].setdefault(key[1], line)

    def expect(self, table: str, rows: int) -> None:
        """Forget a table whose headers are not as many as its rows."""
        if self._origins is None and len(self._headers.get(table, ())) != rows:
            self._headers.pop(table, None)

    def follow(self, origins: Mapping[tuple[str, int], int], rows: Mapping[str, int]) -> None:
        """Take row numbers as those of a merged file: (table, row there) to the row here, ``rows`` in all."""
        for table, count in rows.items():
            self.expect(table, count)
        self._origins = origins

    def line(self, table: str, number: int, key: str) -> int | None:
        """The line of the key, else of its table's header, else None."""
        row = number
        if table and self._origins is not None:
            here = self._origins.get((table, row))
            if here is None:
                return None
            row = here
        if not table:
            return self._keys.get(("", 0), {}).get(key)
        headers = self._headers.get(table, [])
        if row >= len(headers):
            return None
        return self._keys.get((table, row), {}).get(key, headers[row])
