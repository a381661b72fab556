"""What is in a folder, and which path a person typed or pasted. Touches the disk, no widget."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from string import ascii_uppercase
from typing import Final
from urllib.parse import unquote, urlsplit

from platformdirs import user_documents_path

from ksa_tui.domain.texts import fold, sort_key
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_

ON_WINDOWS: Final = os.name == "nt"
_QUOTES: Final = {'"': '"', "'": "'", "“": "”", "”": "”", "«": "»", "»": "»"}
_LOCK_FILE: Final = "~$"
"""How Office names the file that says a document is open."""
_HIDDEN_ON_WINDOWS: Final = 0x2 | 0x4
"""FILE_ATTRIBUTE_HIDDEN and FILE_ATTRIBUTE_SYSTEM."""


class FolderError(KsaError):
    """A folder cannot be looked into."""


class Kind(StrEnum):
    """What a line of the picker is, in the order in which they stand."""

    THIS = "this"
    """The folder itself, where a folder is what one wants."""
    PARENT = "parent"
    HOME = "home"
    FOLDER = "folder"
    FILE = "file"
    NEW = "new"
    """A folder that is not there yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the picker."""

    kind: Kind
    path: Path
    name: str = ""
    size: int | None = None
    """Bytes; None for folders, and where it is not known."""
    changed: datetime | None = None
    """Aware, in the computer's own zone."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as it was when it was read."""

    path: Path
    entries: tuple[Entry, ...] = ()
    """The ways out, then the folders, then the files, in the order of the Swedish alphabet."""
    others: int = 0
    """Files of kinds that were not asked for. Hidden ones are never counted."""
    problem: KsaError | None = None
    """Why it could not be read."""

    def holding(self, text: str) -> tuple[Entry, ...]:
        """The folders and files whose names have every word of ``text``; all lines when it is blank."""
        words = fold(text).split()
        if not words:
            return self.entries
        named = (entry for entry in self.entries if entry.name)
        return tuple(e for e in named if all(word in fold(e.name) for word in words))


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the field: a part of a name, or a whole path."""

    folder: Path
    name: str
    is_path: bool

    @property
    def path(self) -> Path:
        """The path that was written out."""
        return self.folder / self.name if self.name else self.folder


def read_folder(path: Path, suffixes: Collection[str], *, pick_folder: bool = False) -> Folder:
    """Read a folder; its ``problem`` says why that was not possible.

    ``suffixes`` are the kinds of files wanted, lower case with the dot; none when only folders are.
    """
    ways = _ways_out(path, pick_folder=pick_folder)
    try:
        with os.scandir(path) as found:
            seen = [entry for entry in found if not _is_hidden(entry)]
    except (OSError, ValueError) as error:
        return Folder(path, ways, problem=_in_words(error))
    folders = [Entry(Kind.FOLDER, Path(e.path), e.name) for e in seen if _is_folder(e)]
    files = [e for e in seen if not _is_folder(e)]
    wanted = [_file(e) for e in files if Path(e.name).suffix.lower() in suffixes]
    by_name = [*sorted(folders, key=_order), *sorted(wanted, key=_order)]
    return Folder(path, (*ways, *by_name), others=len(files) - len(wanted))


def _order(entry: Entry) -> str:
    return sort_key(entry.name)


def _ways_out(path: Path, *, pick_folder: bool) -> tuple[Entry, ...]:
    ways = [Entry(Kind.THIS, path)] if pick_folder else []
    if path.parent != path:
        ways.append(Entry(Kind.PARENT, path.parent))
    else:
        ways += [Entry(Kind.FOLDER, drive, str(drive)) for drive in drives() if drive != path]
    if (home := home_folder()) not in (path, path.parent) and home.parent != path:
        ways.append(Entry(Kind.HOME, home))
    return tuple(ways)


def drives() -> tuple[Path, ...]:
    """The drives of a Windows computer, those of the network included; none elsewhere."""
    if not ON_WINDOWS:
        return ()
    return tuple(drive for letter in ascii_uppercase if (drive := Path(f"{letter}:\\")).exists())


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", _LOCK_FILE)):
        return True
    if not ON_WINDOWS:
        return False
    try:
        marks = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False
    return bool(marks & _HIDDEN_ON_WINDOWS)


def _file(entry: os.DirEntry[str]) -> Entry:
    named = Entry(Kind.FILE, Path(entry.path), entry.name)
    try:
        facts = entry.stat()
    except OSError:  # a link to nothing, or a file of someone else's
        return named
    changed = datetime.fromtimestamp(facts.st_mtime).astimezone()
    return replace(named, size=facts.st_size, changed=changed)


def _in_words(error: OSError | ValueError) -> KsaError:
    if isinstance(error, PermissionError):
        return FolderError(N_("You are not allowed to look into this folder. Choose another one."))
    if isinstance(
        error, FileNotFoundError | ValueError
    ):  # ValueError: a name that no file can have
        return FolderError(N_("There is no such folder."))
    if isinstance(error, NotADirectoryError):
        return FolderError(N_("This is a file, not a folder."))
    reason = error.strerror or type(error).__name__
    return FolderError(N_("The folder cannot be read: {reason}."), reason=reason)


# ---------------------------------------------------------------- what was typed


def typed(text: str, here: Path) -> Typed:
    """What ``text`` means in the folder ``here``; blanks and quotes round a pasted path fall away."""
    bare = unwrapped(text)
    if not _is_path(bare):
        return Typed(here, bare, is_path=False)
    whole = os.path.normpath(here / _at_home(bare))
    if bare.endswith(_separators()) or bare in ("~", "..", "."):
        return Typed(Path(whole), "", is_path=True)
    return Typed(Path(whole).parent, Path(whole).name, is_path=True)


def unwrapped(text: str) -> str:
    """A pasted path without what terminals, shells and file managers put round it.

    >>> unwrapped(' "/home/åsa/En lista.xlsx" ')
    '/home/åsa/En lista.xlsx'
    """
    bare = text.strip().removeprefix("& ").lstrip()
    if len(bare) > 1 and _QUOTES.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip()
    if bare[:5].lower() == "file:":
        return _from_address(bare)
    if not ON_WINDOWS and "\\" in bare and not Path(bare).exists():
        return _without_escapes(bare)
    return bare


def _from_address(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not ON_WINDOWS:
        return unquote(parts.path)
    from urllib.request import url2pathname  # loads all of HTTP with it

    path = url2pathname(parts.path)
    return path if parts.netloc in ("", "localhost") else f"\\\\{parts.netloc}{path}"


def _without_escapes(text: str) -> str:
    """A path as a shell writes it: ``/home/En\\ lista.xlsx``."""
    try:
        words = shlex.split(text)
    except ValueError:
        return text
    return words[0] if len(words) == 1 else text


def _at_home(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # the home folder of somebody who does not exist
        return Path(text)


def _separators() -> tuple[str, ...]:
    return ("/", "\\") if ON_WINDOWS else ("/",)


def _is_path(text: str) -> bool:
    if text in ("~", "..", "."):
        return True
    is_drive = ON_WINDOWS and text[1:2] == ":"
    return is_drive or any(separator in text for separator in _separators())


def completed(text: str, entries: Sequence[Entry], here: Path) -> str:
    """``text`` with as much more as all names that begin so have in common; a single folder is entered."""
    meant = typed(text, here)
    wanted = meant.name.casefold()
    named = [entry for entry in entries if entry.name]
    fitting = [e for e in named if e.name.casefold().startswith(wanted)] or named[:1]
    if not fitting or (not wanted and len(fitting) > 1):
        return text
    if len(fitting) == 1 and fitting[0].kind is Kind.FOLDER:
        return str(fitting[0].path) + os.sep
    name = _common_start([entry.name for entry in fitting])
    return str(meant.folder / name) if meant.is_path else name


def _common_start(names: Sequence[str]) -> str:
    for place, letters in enumerate(zip(*names, strict=False)):
        if len({letter.casefold() for letter in letters}) > 1:
            return names[0][:place]
    return min(names, key=len)


# ---------------------------------------------------------------- where to begin


def home_folder() -> Path:
    """The person's home folder."""
    return Path.home()


def starting_folder(*wanted: str) -> Path:
    """The first of ``wanted`` that is there, else the documents, else the home folder, else where ksa runs."""
    remembered = [Path(text) for text in wanted if text]
    for folder in (*remembered, user_documents_path(), home_folder()):
        if _is_readable(folder):
            return folder
    return Path.cwd()


def _is_readable(folder: Path) -> bool:
    try:
        return stat.S_ISDIR(folder.stat().st_mode)
    except OSError:
        return False
