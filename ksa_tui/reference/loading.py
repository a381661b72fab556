"""Where the reference files lie, and which of them count: the shipped ones, or a workspace's own."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import ksa_tui
from ksa_tui.domain.model import Catalogue, Measures, Model
from ksa_tui.paths import Workspace
from ksa_tui.reference.catalogue_file import build_catalogue
from ksa_tui.reference.document import (
    Document,
    Kind,
    check_extension,
    extend,
    finish,
    read_document,
    read_head,
)
from ksa_tui.reference.measures_file import build_measures
from ksa_tui.reference.model_file import build_model
from ksa_tui.reference.rows import Row
from ksa_tui.reference.toml_text import parse, read_text

FILES: Final[dict[Kind, str]] = {
    "model": "model.toml",
    "catalogue": "catalogue.toml",
    "measures": "measures.toml",
}


def shipped_dir() -> Traversable:
    """The folder of the shipped files: in the package when installed, else ``data/`` of the checkout."""
    packaged = files("ksa_tui") / "_data"
    return packaged if packaged.is_dir() else Path(ksa_tui.__file__).parents[1] / "data"


def read_model_text(workspace: Workspace | None = None) -> tuple[str, str]:
    """The source's name and the exact text of the model that counts: the workspace's own, else the shipped."""
    own = own_file("model", workspace)
    if own is not None:
        return str(own), read_text(own, str(own))
    return FILES["model"], read_text(shipped_dir() / FILES["model"], FILES["model"])


def text_digest(text: str) -> str:
    """SHA-256 of a reference file's text, in hexadecimal: the name of a frozen copy."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def parse_model(text: str, source: str) -> Model:
    """The model that ``text`` describes; ``BadFileError`` with every fault, ``source`` named in each."""
    top = Document("model", source, text, parse(text, source)).start()
    model = read_model(top)
    top.findings.raise_problems()
    return model


def load_model(workspace: Workspace | None = None) -> Model:
    """The model for new workshops: the workspace's ``data/model.toml``, else the shipped one."""
    own = own_file("model", workspace)
    return _shipped_model() if own is None else parse_model(read_text(own, str(own)), str(own))


def load_catalogue(workspace: Workspace | None = None, model: Model | None = None) -> Catalogue:
    """The catalogue, with a workspace's own rows; flags and hints that ``model`` lacks are left out.

    The own rows must fit the workspace's model; a fault in them is a ``BadFileError``.
    """
    document, current = _document("catalogue", workspace), load_model(workspace)
    top = start(document, current)
    catalogue = read_catalogue(top, document, current)
    top.findings.raise_problems()
    if model is None:
        return catalogue
    return read_catalogue(document.start(strict=_never), document, model)


def load_measures(workspace: Workspace | None = None, model: Model | None = None) -> Measures:
    """The protective measures, with a workspace's own rows; thresholds ``model`` lacks are left out.

    The own rows must fit the workspace's model; a fault in them is a ``BadFileError``.
    """
    document, current = _document("measures", workspace), load_model(workspace)
    top = start(document, current)
    measures = read_measures(top, document, current)
    top.findings.raise_problems()
    if model is None:
        return measures
    return read_measures(document.start(strict=_never), document, model)


def read_model(top: Row) -> Model:
    """Read a whole model; what is wrong is in the findings."""
    read_head(top, "model")
    model = build_model(top)
    finish(top)
    return model


def read_catalogue(top: Row, document: Document, model: Model) -> Catalogue:
    """Read a whole catalogue; what is wrong is in the findings."""
    _read_start(top, document)
    catalogue = build_catalogue(top, model)
    finish(top)
    return catalogue


def read_measures(top: Row, document: Document, model: Model) -> Measures:
    """Read whole measures; what is wrong is in the findings."""
    _read_start(top, document)
    measures = build_measures(top, model)
    finish(top)
    return measures


def _read_start(top: Row, document: Document) -> None:
    read_head(top, document.kind)
    shipped = shipped_document(document.kind)
    if document.data != shipped.data:
        check_extension(top, document, shipped)


@cache
def shipped_document(kind: Kind) -> Document:
    """The shipped file of a kind, read once."""
    return read_document(kind, shipped_dir() / FILES[kind], FILES[kind])


@cache
def _shipped_model() -> Model:
    return parse_model(shipped_document("model").text, FILES["model"])


def own_file(kind: Kind, workspace: Workspace | None) -> Path | None:
    """The workspace's own file of a kind, or None; the folder of the shipped files has no own."""
    if workspace is None:
        return None
    path = workspace.data / FILES[kind]
    shipped = shipped_dir()
    try:
        if isinstance(shipped, Path) and shipped.samefile(workspace.data):
            return None
        return path if path.exists() else None
    except FileNotFoundError:
        return None
    except OSError:
        return path  # something is there: the one who reads it says what is wrong


def stamp(kind: Kind, workspace: Workspace | None) -> tuple[str, int, int] | None:
    """Path, moment of change and size of the workspace's own file, or None: another value, another content."""
    own = own_file(kind, workspace)
    if own is None:
        return None
    try:
        found = own.stat()
    except OSError:
        return str(own), 0, 0
    return str(own), found.st_mtime_ns, found.st_size


def with_shipped(own: Document) -> Document:
    """An own catalogue or measures as it counts: laid over the shipped file it extends."""
    if "extends" not in own.data:
        return own
    return extend(own, shipped_document(own.kind))


def _document(kind: Kind, workspace: Workspace | None) -> Document:
    own = own_file(kind, workspace)
    return (
        shipped_document(kind) if own is None else with_shipped(read_document(kind, own, str(own)))
    )


def start(document: Document, model: Model) -> Row:
    """Begin to read a catalogue or measures. Own rows must fit ``model``; the shipped fit only the shipped."""
    is_shipped = document.data == shipped_document(document.kind).data
    return document.start(strict=_never if is_shipped and model != _shipped_model() else None)


def _never(_table: str, _number: int) -> bool:
    return False
