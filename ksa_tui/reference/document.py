"""A reference file as TOML, with the shipped rows it extends merged in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, Literal

from ksa_tui.i18n import N_
from ksa_tui.reference.expected import Phrase
from ksa_tui.reference.lines import Lines
from ksa_tui.reference.problems import At, Findings
from ksa_tui.reference.rows import MAX_NAME, Row
from ksa_tui.reference.toml_text import parse, read_text

Kind = Literal["model", "catalogue", "measures"]

KINDS: Final[tuple[Kind, ...]] = ("model", "catalogue", "measures")

TABLES: Final[Mapping[Kind, Mapping[str, str]]] = {
    "model": {
        "aspect": "id", "level": "value", "area": "id", "descriptor": "", "distinction": "",
        "question": "id", "flag": "id", "floor": "", "role": "id", "review_trigger": "id",
    },
    "catalogue": {"area": "id", "osl": "ref", "asset": "id"},
    "measures": {"group": "id", "responsible": "id", "measure": "id"},
}  # fmt: skip
"""The tables of each kind of file, with the key by which a row of an extension finds its own."""

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Override:
    """A row of an extension that says something new."""

    table: str
    row: str
    """Its id."""
    keys: tuple[str, ...] = ()
    """The keys that it changes in the shipped row; none when the row itself is new."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file read as TOML, not yet checked."""

    kind: Kind
    source: str
    text: str
    data: Data
    extends: bool = False
    origins: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """For an extension: (table, row of ``data``) to the row of the file itself."""
    same: tuple[tuple[str, int], ...] = ()
    """Rows of an extension that say nothing new, as (table, row of ``data``)."""
    overrides: tuple[Override, ...] = ()
    """What an extension changes and adds."""

    def start(self, strict: Callable[[str, int], bool] | None = None) -> Row:
        """A fresh reading. The file's own rows must fit the model, unless ``strict`` says otherwise."""
        lines = Lines(self.text)
        findings = Findings(self.source, lines)
        if self.extends:
            lines.follow(
                self.origins, {table: self._own_rows(table) for table in TABLES[self.kind]}
            )
            findings.strict = lambda table, number: (table, number) in self.origins
        if strict is not None:
            findings.strict = strict
        return Row(findings, At(), self.data)

    def _own_rows(self, table: str) -> int:
        return sum(1 for name, _row in self.origins if name == table)


def read_document(kind: Kind, file: Traversable | Path, source: str) -> Document:
    """The document of a file of a known kind."""
    text = read_text(file, source)
    return Document(kind, source, text, parse(text, source))


def read_head(top: Row, kind: Kind) -> None:
    """Check what every file begins with; the builders read id and version."""
    top.choice("kind", (kind,))
    if kind == "model":
        if top.has("extends"):
            top.problem(
                N_("A model is replaced whole; extends is for catalogues and measures."), "extends"
            )
    else:
        top.has("extends")
        top.text("name", limit=MAX_NAME, required=False)


def finish(top: Row) -> None:
    """Tell what only the whole reading shows: keys nothing asked for, texts without English."""
    top.close()
    top.findings.close()


def extend(own: Document, shipped: Document) -> Document:
    """The shipped rows with those of ``own`` laid over them by id; other rows of ``own`` come last."""
    inherited = {key: value for key, value in shipped.data.items() if key not in ("id", "version")}
    data: dict[str, Any] = {**inherited, **own.data}
    origins: dict[tuple[str, int], int] = {}
    same: list[tuple[str, int]] = []
    overrides: list[Override] = []
    for table, key in TABLES[own.kind].items():
        rows = own.data.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            continue
        merged = list(shipped.data.get(table, []))
        place = {row[key]: number for number, row in enumerate(merged)}
        taken: set[object] = set()
        for number, row in enumerate(rows):
            row_id = row.get(key) if isinstance(row.get(key), str) else None
            at = place.get(row_id) if row_id not in taken else None
            if at is None:
                at = len(merged)
                merged.append(row)
                overrides.append(Override(table, str(row_id or "")))
            elif (laid := {**merged[at], **row}) == merged[at]:
                same.append((table, at))
            else:
                changed = tuple(name for name in row if merged[at].get(name) != row[name])
                overrides.append(Override(table, str(row_id), changed))
                merged[at] = laid
            taken.add(row_id)
            origins[table, at] = number
        data[table] = merged
    return Document(
        own.kind, own.source, own.text, data, True, origins, tuple(same), tuple(overrides)
    )


def check_extension(top: Row, own: Document, shipped: Document) -> None:
    """Check ``extends``, and warn of rows that say what the shipped file says."""
    wanted = f"{shipped.data['id']}@{shipped.data['version']}"
    expected = Phrase(
        N_('"{wanted}", for an own file holds only what differs from the shipped one'),
        {"wanted": wanted},
    )
    name, _, version = str(own.data.get("extends", "")).partition("@")
    if name != shipped.data["id"] or not version:
        top.wrong("extends", expected)
    elif version != shipped.data["version"]:
        top.warning(
            N_("{key} = {value}, but the shipped version is {version}: look through what differs."),
            "extends",
            version=shipped.data["version"],
        )
    for table, number in own.same:
        place = f"[[{table}]] {own.data[table][number].get(TABLES[own.kind][table], '')}"
        top.findings.warning(
            N_("This row is as the shipped one and can be left out."), At(table, number, place)
        )
