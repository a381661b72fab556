"""Gather, merge, compile and check the messages that a person sees.

    python scripts/messages.py update            gather from the source, keep what is translated
    python scripts/messages.py merge FILE…       the same, and take translations from FILE…
    python scripts/messages.py compile           write the .mo that the program reads
    python scripts/messages.py check             say what is wrong; exit 1 if anything is

English is the message ids themselves; Swedish is the one catalogue. Neither file holds a date, a host
or a line number, so that the same source always gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

LANGUAGE = "sv"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{\w*[^{}]*\}|%\(\w+\)[a-z]|%[a-z](?![a-z])")

HEADER = {
    "Project-Id-Version": "ksa",
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def po_file(root: Path) -> Path:
    """Where the Swedish is written by people."""
    return root / "ksa_tui" / "locale" / LANGUAGE / "LC_MESSAGES" / "ksa.po"


def mo_file(root: Path) -> Path:
    """Where the program reads it."""
    return po_file(root).with_suffix(".mo")


def gathered(root: Path) -> Catalog:
    """Every message of the source, untranslated, with the files it stands in."""
    catalog = Catalog(locale=LANGUAGE)
    source = root / "ksa_tui"
    found = extract_from_dir(
        source, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for name, line, message, comments, _context in found:
        place = (f"ksa_tui/{Path(name).as_posix()}", line)
        catalog.add(message, locations=[place], auto_comments=comments)
    return catalog


def translated(path: Path) -> Catalog:
    """The messages of one .po file, with or without a header."""
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, charset="utf-8", abort_invalid=True)


def entries(catalog: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalog if message.id)


def key(message: Message) -> str:
    """The id by which gettext looks a message up: the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """The translation's forms: one, or one for each plural."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def take(catalog: Catalog, source: Catalog) -> list[str]:
    """Take the translations of ``source`` for messages of ``catalog``; returns the ids it does not have."""
    unknown = []
    for message in entries(source):
        mine = catalog.get(key(message))
        if mine is None or isinstance(mine.id, str) != isinstance(message.id, str):
            unknown.append(key(message))
        elif all(forms(message)):
            mine.string = message.string
            mine.flags.update(message.flags & {"fuzzy"})
    return unknown


def po_bytes(catalog: Catalog) -> bytes:
    """The .po file: a fixed header, then the messages by file."""
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in HEADER.items())
    top = (
        f'# Swedish. Messages are gathered by scripts/messages.py.\nmsgid ""\nmsgstr ""\n{lines}\n'
    )
    body = io.BytesIO()
    write_po(body, catalog, width=100, omit_header=True, sort_by_file=True, include_lineno=False)
    return top.encode() + body.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """The .mo file, sorted and without a hash table: the same messages always give the same bytes."""
    header = "".join(f"{name}: {value}\n" for name, value in HEADER.items())
    pairs = {b"": header.encode()}
    for message in entries(catalog):
        if all(forms(message)) and not message.fuzzy:
            ids = (message.id,) if isinstance(message.id, str) else message.id
            pairs["\0".join(ids).encode()] = "\0".join(forms(message)).encode()
    ordered = sorted(pairs.items())
    tables_at, count = 28, len(ordered)
    offset = tables_at + 16 * count
    tables, texts = [], b""
    for column in (0, 1):
        for pair in ordered:
            tables.append(struct.pack("<II", len(pair[column]), offset + len(texts)))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, tables_at, tables_at + 8 * count, 0, offset)
    return head + b"".join(tables) + texts


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "is marked fuzzy"
    if not all(forms(message)):
        yield "is not translated"
        return
    ids = (message.id,) if isinstance(message.id, str) else message.id
    if len(ids) != len(forms(message)):
        yield "has another number of plural forms"
        return
    for english, swedish in zip(ids, forms(message), strict=True):
        accepted = [_placeholders(english)]
        if english != ids[-1]:  # "one asset" may be written with a digit, and a digit as a word
            accepted.append(_placeholders(ids[-1]))
        if _placeholders(swedish) not in accepted:
            yield f"has other placeholders: {_placeholders(swedish)} for {_placeholders(english)}"
        if _ends(swedish) != _ends(english):
            yield "begins or ends with other blanks"


def faults(root: Path) -> Iterator[str]:
    """Everything wrong with the catalogue, one sentence each."""
    source, catalog = gathered(root), translated(po_file(root))
    wanted, there = ({key(message) for message in entries(c)} for c in (source, catalog))
    yield from (f"not in the .po: {text!r}" for text in sorted(wanted - there))
    yield from (f"no longer in the source: {text!r}" for text in sorted(there - wanted))
    for message in entries(catalog):
        yield from (f"{key(message)!r} {fault}" for fault in faults_of(message))
    take(source, catalog)
    if wanted == there and po_bytes(source) != po_file(root).read_bytes():
        yield "the .po is not as `update` writes it"
    if not mo_file(root).is_file() or mo_file(root).read_bytes() != mo_bytes(catalog):
        yield "the .mo is older than the .po: run `compile`"


def update(root: Path, extra: Iterable[Path] = ()) -> None:
    """Write the .po anew from the source; translations come from the old one and then from ``extra``."""
    catalog = gathered(root)
    if po_file(root).is_file():
        take(catalog, translated(po_file(root)))
    for path in extra:
        for text in take(catalog, translated(path)):
            print(f"{path.name}: not in the source: {text!r}", file=sys.stderr)
    po_file(root).parent.mkdir(parents=True, exist_ok=True)
    po_file(root).write_bytes(po_bytes(catalog))
    missing = [key(message) for message in entries(catalog) if not all(forms(message))]
    for text in missing:
        print(f"not translated: {text!r}", file=sys.stderr)
    print(f"{len(catalog)} messages, {len(missing)} not translated")


def check(root: Path) -> int:
    """Print what is wrong; 0 when nothing is."""
    found = list(faults(root))
    for fault in found:
        print(fault)
    return 1 if found else 0


def main() -> int:
    """Run one of the four."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("what", choices=["update", "merge", "compile", "check"])
    parser.add_argument("files", nargs="*", type=Path)
    args = parser.parse_args()
    if args.what == "check":
        return check(args.root)
    if args.what == "compile":
        mo_file(args.root).write_bytes(mo_bytes(translated(po_file(args.root))))
    else:
        update(args.root, args.files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
