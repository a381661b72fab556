"""From a file to TOML, or to one clear sentence: whatever bytes are in it."""

from __future__ import annotations

import re
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from ksa_tui.i18n import N_
from ksa_tui.reference.expected import Phrase, bare
from ksa_tui.reference.problems import BadFileError, Problem

MAX_BYTES: Final = 1_000_000
"""Fifteen times the shipped model: a larger file is not one that a person wrote."""

MAX_LINE: Final = 2_000
"""In characters. The standard library's reader needs the square of a line's length for some lines."""

_AT_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)")

_FAULTS: Final = (
    (
        r"Unterminated|(?:Illegal|Found invalid) character '\\n'",
        N_("a text is not ended with a quotation mark"),
    ),
    ("Illegal character|Found invalid character", N_("there is a control character")),
    ("Expected '='", N_("a key has no = and no value")),
    (
        "Invalid value",
        N_("a value is missing or not written as TOML; texts stand between quotation marks"),
    ),
    ("Unclosed", N_("a list or an inline table is not closed")),
    (r"Expected '\]", N_("the name of a table is not closed")),
    (
        "Cannot (?:overwrite|declare|redefine|mutate)|Duplicate",
        N_("the same key or table stands there twice"),
    ),
    ("Unescaped|Escaped character|Invalid hex", N_("a backslash in a text must be written twice")),
    ("Invalid date", N_("a date or a time does not exist")),
)
"""How the standard library's messages begin, and what they mean to a person."""

_UNKNOWN_FAULT: Final = N_("the line is neither a table, a key with a value nor a comment")


def read_text(file: Traversable | Path, source: str) -> str:
    """The text of a file; ``BadFileError`` for one that is missing, too large, a folder or not UTF-8."""
    try:
        if not file.is_file():
            raise _refused(source, _absent(file))
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except PermissionError:
        raise _refused(source, N_("You are not allowed to read this file.")) from None
    except OSError as error:
        raise _refused(
            source, N_("The file cannot be read: {reason}."), reason=error.strerror
        ) from None
    if len(content) > MAX_BYTES:
        raise _refused(
            source,
            N_(
                "The file is larger than {limit} bytes; that is no model, catalogue or list of measures."
            ),
            limit=MAX_BYTES,
        )
    return _decoded(content, source)


def _absent(file: Traversable | Path) -> str:
    if file.is_dir():
        return N_("This is a folder; expected is a file.")
    if isinstance(file, Path) and file.exists():
        return N_("This is not an ordinary file.")
    return N_("There is no such file.")


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = N_(
            "The file is not text in UTF-8. Save it as UTF-8 in your editor and try again."
        )
        raise BadFileError((Problem(source, message, line=line),)) from None


def parse(text: str, source: str) -> dict[str, Any]:
    """The document; ``BadFileError`` naming line and fault for text that is not TOML."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            message = N_("The line is longer than {limit} characters.")
            raise BadFileError((Problem(source, message, {"limit": MAX_LINE}, line=number),))
    try:
        return tomllib.loads(text)
    except RecursionError:
        message = N_("Lists or tables lie too deep inside each other.")
        raise BadFileError((Problem(source, message),)) from None
    except ValueError as error:  # TOMLDecodeError, and what int() and datetime refuse on their own
        raise BadFileError((_toml_problem(text, source, str(error)),)) from None


def _toml_problem(text: str, source: str, said: str) -> Problem:
    fault = next((fault for says, fault in _FAULTS if re.match(says, said)), _UNKNOWN_FAULT)
    lines = text.split("\n")
    at = _AT_LINE.search(said)
    line = min(int(at[1]) if at else len(lines), len(lines))
    excerpt = bare(lines[line - 1].strip())
    message = N_("The file cannot be read as TOML from here on: {fault}. The line says: {excerpt}")
    return Problem(source, message, {"fault": Phrase(fault), "excerpt": excerpt}, line=line)


def _refused(source: str, message: str, **params: object) -> BadFileError:
    return BadFileError((Problem(source, message, params),))
