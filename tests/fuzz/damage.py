"""What can happen to a file on its way: bytes changed, parts cut, numbers made absurd, texts made hostile."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[object]], object]

HOSTILE: Final = (
    "",
    "\x00",
    "\x1b]0;titel\x07",
    "\x1b[2J\x9b31m",
    "\u202e\u2066gnirts",
    "=cmd|'/c calc'!A0",
    "@SUM(A1)",
    "+1",
    "-1",
    "../../../etc/passwd",
    "C:\\nul",
    "{0.__class__}",
    "%s%n",
    "[/bold][link=x]",
    "' OR 1=1 --",
    "\ud800",
    "𓀀" * 50,
    "a\u0301" * 200,
    "9" * 400,
    "1e999",
    "NaN",
    "-0",
    "Å" * 5_000,
)
"""Texts that some program has fallen over."""

NUMBERS: Final = (
    "-1",
    "0",
    "1048577",
    "4294967296",
    "1e309",
    "NaN",
    "",
    "Ä",
    "99999999999999999999",
)

_NUMBER: Final = re.compile(rb"\d+")
_TAG: Final = re.compile(rb"<[^<>]+>")

texts: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text(alphabet=st.characters(categories=("Cc", "Cf", "Zs", "Mn", "So", "L")), max_size=30),
)


@st.composite
def changed_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """One to four changes anywhere."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from((1, 2, 16, 512, 4096)))
        piece = draw(st.sampled_from(("cut", "end", "zero", "noise", "twice", "more")))
        data = _change(data, piece, at, length, draw(st.binary(min_size=1, max_size=16)))
    return data


def _change(data: bytes, how: str, at: int, length: int, noise: bytes) -> bytes:
    match how:
        case "cut":
            return data[:at] + data[at + length :]
        case "end":
            return data[:at]
        case "zero":
            return data[:at] + b"\0" * min(length, len(data) - at) + data[at + length :]
        case "noise":
            return data[:at] + noise + data[at + len(noise) :]
        case "twice":
            return data[: at + length] + data[at:]
        case _:
            return data[:at] + noise + data[at:]


@st.composite
def changed_markup(draw: st.DrawFn, data: bytes) -> bytes:
    """XML that is still nearly XML: another number, a tag less or twice, a hostile text, an entity."""
    for _ in range(draw(st.integers(1, 3))):
        how = draw(st.sampled_from(("number", "tag-less", "tag-twice", "text", "entity", "bytes")))
        if how == "bytes":
            data = draw(changed_bytes(data))
            continue
        pattern = _NUMBER if how == "number" else _TAG
        found = [match.span() for match in pattern.finditer(data)]
        if not found:
            continue
        start, end = draw(st.sampled_from(found)) if len(found) < 2_000 else found[draw(_at(found))]
        data = data[:start] + _other(draw, how, data[start:end]) + data[end:]
    return data


def _at(found: list[tuple[int, int]]) -> st.SearchStrategy[int]:
    return st.integers(0, len(found) - 1)


def _other(draw: st.DrawFn, how: str, piece: bytes) -> bytes:
    match how:
        case "number":
            return draw(st.sampled_from(NUMBERS)).encode()
        case "tag-less":
            return b""
        case "tag-twice":
            return piece + piece
        case "text":
            return piece + draw(texts).encode("utf-8", "surrogatepass")
        case _:
            return piece + b"&bomb;&#x1b;&#0;"


@st.composite
def changed_archive(draw: st.DrawFn, data: bytes) -> bytes:
    """A workbook with one or two parts damaged, left out, renamed or doubled; or damaged as a file."""
    if draw(st.integers(0, 4)) == 0:
        return draw(changed_bytes(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(parts) - 1))
        name, content = parts[at]
        match draw(st.sampled_from(("markup", "markup", "markup", "gone", "renamed", "twice"))):
            case "markup":
                parts[at] = name, draw(changed_markup(content))
            case "gone" if len(parts) > 1:
                del parts[at]
            case "renamed":
                parts[at] = f"../{name}", content
            case _:
                parts.append((f"{name}.{len(parts)}", content))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return target.getvalue()


@st.composite
def changed_lines(draw: st.DrawFn, text: str) -> str:
    """Lines of a text left out, doubled, put elsewhere, or with another value."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("gone", "twice", "value", "moved", "cut", "hostile"))):
            case "gone" if len(lines) > 1:
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case "value":
                value = draw(
                    st.sampled_from((*NUMBERS, "[]", '"x"', "{}", "[[[", "true", "1979-05-27"))
                )
                lines[at] = f"{lines[at].partition('=')[0]}= {value}"
            case "moved":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines[at])
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, 80))]
            case _:
                lines.insert(at, draw(texts))
    return "\n".join(lines)
