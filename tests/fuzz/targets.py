"""Every door by which somebody else's bytes come in, and what must hold behind it."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from ksa_tui import cli, reference
from ksa_tui.commandline.report import workshop_lines
from ksa_tui.domain.receipt import Receipt
from ksa_tui.errors import KsaError
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, decisions, home, imports, restoring, verification, workshops
from ksa_tui.services.history import undo
from ksa_tui.services.show import show
from ksa_tui.services.stores import open_store
from ksa_tui.ui.texts import lines, one_line, plain
from tests.fuzz.arena import Arena
from tests.fuzz.damage import changed_archive, changed_bytes, changed_lines, texts
from tests.services.making import ANNA, NOON

REFUSED: Final = "refused"
TAKEN: Final = "taken"

COMMANDS: Final = (
    "new", "import", "list", "show", "export", "decide", "requirements", "register", "model", "demo",
    "report", "systems", "backup", "restore", "verify", "encrypt", "--year", "2026", "--yes",
    "--owner", "--json", "--dry-run", "--draft", "--to", "--home", "--lang", "--as", "sv", "en", "check",
    "print", "--version", "--help", "--all", "--again", "1", "-1", "lista.csv", "ksa.db", ".", "-", "--",
)  # fmt: skip

BEGUN: Final = (
    ["new", "Skola", "--owner", "Maria Holm"],
    ["list"],
    ["list", "--json"],
    ["show", "Skola"],
    ["show", "Skola", "--json"],
    ["import", "Skola"],
    ["export", "Skola", "--draft"],
    ["decide"],
    ["requirements", "Skola"],
    ["register"],
    ["model", "check"],
    ["report", "--year", "2026"],
    ["systems"],
    ["verify"],
    ["restore"],
    ["backup"],
)
"""Command lines that are right so far."""


@dataclass(frozen=True)
class Target:
    """A door: the cases that are tried at it, and the trial, which raises when a promise is broken."""

    name: str
    cases: Callable[[Arena], st.SearchStrategy[Any]]
    run: Callable[[Arena, Any], str]


@dataclass(frozen=True, repr=False)
class Content:
    """A file's bytes; what is printed of them is short."""

    data: bytes

    def __repr__(self) -> str:
        return f"<{len(self.data)} bytes {hashlib.sha256(self.data).hexdigest()[:12]}>"


def told(error: KsaError) -> str:
    """A refusal is a sentence without control characters."""
    assert is_harmless(str(error)), ascii(str(error))
    assert str(error).strip()
    return REFUSED


def is_harmless(text: str) -> bool:
    """Whether a terminal would only print it: no control characters but line ends, no bidi overrides."""
    return not any(unicodedata.category(char) in {"Cc", "Cs"} and char != "\n" for char in text)


# ---------------------------------------------------------------- lists and workbooks


def _lists(arena: Arena) -> st.SearchStrategy[tuple[str, Content]]:
    return st.sampled_from(arena.lists).flatmap(_damaged_list)


def _damaged_list(source: tuple[str, bytes]) -> st.SearchStrategy[tuple[str, Content]]:
    kind, content = source
    if kind in {"xlsx", "ods"}:
        damaged = changed_archive(content)
    elif kind == "csv":
        damaged = st.one_of(
            changed_bytes(content),
            changed_lines(content.decode("utf-8-sig")).map(_encoded),
        )
    else:
        damaged = changed_bytes(content)
    return st.tuples(st.just(kind), damaged.map(Content))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _read_list(arena: Arena, case: tuple[str, Content]) -> str:
    kind, content = case
    before = arena.unchanged
    try:
        plan = imports.plan(arena.store, arena.workshop, arena.file(f"lista.{kind}", content.data))
    except KsaError as error:
        return told(error)
    finally:
        assert arena.unchanged == before
    assert all(is_harmless(row.draft.name) for row in plan.rows)
    return TAKEN if plan.rows else REFUSED


def _returns(arena: Arena) -> st.SearchStrategy[Content]:
    return changed_archive(arena.returned).map(Content)


def _read_return(arena: Arena, case: Content) -> str:
    before = arena.unchanged
    receipt = decisions.read(arena.store, arena.file("svar.xlsx", case.data))
    assert arena.unchanged == before
    assert isinstance(receipt, Receipt)
    decisions.receipt_json(receipt)
    return REFUSED if any(problem.stops for problem in receipt.problems) else TAKEN


# ---------------------------------------------------------------- reference files

_FILES: Final = {
    name: (reference.shipped_dir() / f"{name}.toml").read_text(encoding="utf-8")
    for name in ("model", "catalogue", "measures")
}


def _references(_arena: Arena) -> st.SearchStrategy[tuple[str, str]]:
    name = st.sampled_from(sorted(_FILES))
    return name.flatmap(lambda which: st.tuples(st.just(which), changed_lines(_FILES[which])))


def _read_reference(arena: Arena, case: tuple[str, str]) -> str:
    name, text = case
    path = arena.file(f"{name}.toml", text.encode("utf-8", "surrogatepass"))
    result = reference.check_file(path)
    assert is_harmless(str(result)), ascii(str(result))
    return TAKEN if result.ok else REFUSED


# ---------------------------------------------------------------- stores


def _stores(arena: Arena) -> st.SearchStrategy[Content]:
    return st.one_of(changed_bytes(arena.saved), st.binary(max_size=400)).map(Content)


def _open_store(arena: Arena, case: Content) -> str:
    workspace = Workspace(arena.folder / "other")
    shutil.rmtree(workspace.home, ignore_errors=True)
    workspace.data.mkdir(parents=True)
    workspace.store.write_bytes(case.data)
    try:
        home.first_view(workspace)
        with open_store(workspace, ANNA) as store:
            for row in home.view(store).rows:
                show(store, row.id)
            store.verify_chain()
    except KsaError as error:
        return told(error)
    return TAKEN


def _restore(arena: Arena, case: Content) -> str:
    """A backup is restored whole or not at all, and what it would have replaced is there."""
    workspace = Workspace(arena.folder / "restored")
    workspace.data.mkdir(parents=True, exist_ok=True)
    for left in workspace.data.glob("ksa*"):
        left.unlink()
    workspace.store.write_bytes(arena.saved)
    backup = arena.file("ksa-backup.db", case.data)
    try:
        verification.verify(workspace, backup, ANNA.name, NOON)
        restoring.restore(workspace, backup, ANNA.name, NOON)
    except KsaError as error:
        assert workspace.store.read_bytes() == arena.saved
        return told(error)
    assert any(path.read_bytes() == arena.saved for path in workspace.data.glob("ksa-replaced-*"))
    return TAKEN


# ---------------------------------------------------------------- texts and command lines


def _typed(_arena: Arena) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(texts, texts)


def _take_text(arena: Arena, case: tuple[str, str]) -> str:
    """What is pasted into the forms is refused, or printed without steering the terminal."""
    name, description = case
    for text in case:
        assert all(is_harmless(said) for said in (one_line(text), lines(text), plain(text).plain))
    try:
        assets.add(arena.store, arena.workshop, assets.AssetDraft(name, description=description))
    except KsaError as error:
        return told(error)
    content = show(arena.store, arena.workshop)
    assert all(is_harmless(line) for line in workshop_lines(content))
    assert workshops.table(arena.store, arena.workshop).rows
    undo(arena.store)
    return TAKEN


def _arguments(_arena: Arena) -> st.SearchStrategy[list[str]]:
    anything = texts.filter(lambda text: "\0" not in text and "/" not in text and "\\" not in text)
    words = st.one_of(st.sampled_from(COMMANDS), anything)
    begun = st.sampled_from(BEGUN).flatmap(
        lambda start: st.lists(words, max_size=4).map(lambda rest: [*start, *rest])
    )
    return st.one_of(begun, begun, st.lists(words, max_size=6))


def _run_command(arena: Arena, arguments: list[str]) -> str:
    """A home of its own, the current folder as well: whatever is written lands there."""
    folder = arena.folder / "shell"
    folder.mkdir(exist_ok=True)
    out, err = _Console(), _Console()
    with _in_folder(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(arguments)
    said = out.text + err.text
    assert code in {0, 1, 2}, code
    assert "Traceback" not in said
    assert is_harmless(said.replace("\t", " ")), ascii(said)
    assert code == 0 or err.text.strip(), "a refusal says why"
    return TAKEN if code == 0 else REFUSED


class _Console(io.TextIOWrapper):
    """A console that is no terminal, and keeps what is printed."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    @property
    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8")


@contextlib.contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before, typing = (Path.cwd(), os.environ.get("KSA_HOME")), sys.stdin
    sys.stdin = io.StringIO()  # nobody is there to be asked
    os.chdir(folder)
    os.environ["KSA_HOME"] = str(folder / "home")
    try:
        yield
    finally:
        sys.stdin = typing
        os.chdir(before[0])
        if before[1] is None:
            del os.environ["KSA_HOME"]
        else:
            os.environ["KSA_HOME"] = before[1]


TARGETS: Final = (
    Target("asset lists", _lists, _read_list),
    Target("returned workbooks", _returns, _read_return),
    Target("reference files", _references, _read_reference),
    Target("stores", _stores, _open_store),
    Target("backups", _stores, _restore),
    Target("typed texts", _typed, _take_text),
    Target("command lines", _arguments, _run_command),
)
