"""``ksa model check``: everything that is wrong with a file, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ksa_tui.domain.model import Model
from ksa_tui.domain.texts import visible
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.reference.document import KINDS, TABLES, Document, Kind, Override
from ksa_tui.reference.expected import Phrase, one_of, shown
from ksa_tui.reference.loading import (
    FILES,
    load_model,
    parse_model,
    read_catalogue,
    read_measures,
    read_model,
    start,
    with_shipped,
)
from ksa_tui.reference.problems import BadFileError, Problem
from ksa_tui.reference.rows import Row
from ksa_tui.reference.toml_text import parse, read_text

_BROKEN_BESIDE: Final = N_(
    "The model beside it cannot be used, so the shipped one was taken to check against: {problem}"
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a file holds and what is wrong with it. ``str`` of it is the report, in the language spoken."""

    source: str
    kind: Kind | None
    """None when the file cannot be read or does not say."""
    name: str = ""
    """Its id and version: "kommun-krt-4 1.0"."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Rows per table, those of a shipped file that it extends included."""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    overrides: tuple[Override, ...] = ()
    """What it changes in the shipped file that it extends, and adds to it."""
    left_out: int = 0
    """Problems and warnings beyond the first 200 of each."""

    @property
    def ok(self) -> bool:
        """Whether the file can be used; warnings do no harm."""
        return not self.problems

    @property
    def lines(self) -> tuple[str, ...]:
        """The report: what the file is, what is in it, every problem, every warning."""
        return (
            *((self._contents(), *self._laid_over()) if self.ok else ()),
            *(str(problem) for problem in self.problems),
            *(_("Worth a look: {problem}").format(problem=warning) for warning in self.warnings),
            *((self._rest(),) if self.left_out else ()),
        )

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def _contents(self) -> str:
        sentence = {
            "model": _("{file} can be used: the model {name} with {counts}."),
            "catalogue": _("{file} can be used: the catalogue {name} with {counts}."),
            "measures": _("{file} can be used: the measures {name} with {counts}."),
        }[self.kind or "model"]
        counted = ", ".join(_counted(table, count) for table, count in self.counts.items())
        return sentence.format(file=self.source, name=self.name, counts=counted)

    def _laid_over(self) -> Iterator[str]:
        """Each shipped row that is changed, with the keys, and each row that is added."""
        changed = [visible(f"{o.row} ({', '.join(o.keys)})") for o in self.overrides if o.keys]
        added = [visible(o.row) for o in self.overrides if not o.keys]
        if changed:
            words = ngettext(
                "It changes {count} row: {rows}.", "It changes {count} rows: {rows}.", len(changed)
            )
            yield words.format(count=len(changed), rows="; ".join(changed))
        if added:
            words = ngettext(
                "It adds {count} row: {rows}.", "It adds {count} rows: {rows}.", len(added)
            )
            yield words.format(count=len(added), rows=", ".join(added))

    def _rest(self) -> str:
        return ngettext(
            "{count} further remark is not shown.",
            "{count} further remarks are not shown.",
            self.left_out,
        ).format(count=self.left_out)


def check_file(path: str | Path) -> CheckResult:
    """Check a model, catalogue or measures file; whatever is wrong with it is in the result, never raised.

    A catalogue or measures are checked against the model.toml beside them, else against the shipped model.
    """
    file = Path(path)
    source = visible(str(path))
    try:
        text = read_text(file, source)
        data = parse(text, source)
    except BadFileError as error:
        return CheckResult(source, None, problems=error.problems)
    kind = next((kind for kind in KINDS if kind == data.get("kind")), None)
    if kind is None:
        return CheckResult(source, None, problems=(_no_kind(source, data),))
    document = Document(kind, source, text, data)
    if kind == "model":
        top = document.start()
        read_model(top)
        return _result(document, top)
    document = with_shipped(document)
    model, remark = _model_beside(file)
    top = start(document, model)
    if remark:
        top.warning(_BROKEN_BESIDE, problem=remark)
    if kind == "catalogue":
        read_catalogue(top, document, model)
    else:
        read_measures(top, document, model)
    return _result(document, top)


def _no_kind(source: str, data: Mapping[str, object]) -> Problem:
    expected: Phrase = one_of(KINDS, "")
    if "kind" not in data:
        return Problem(
            source,
            N_("{key} is missing; expected is {expected}."),
            {"expected": expected},
            key="kind",
        )
    message = N_("{key} = {value} cannot be used; expected is {expected}.")
    return Problem(source, message, {"expected": expected}, key="kind", value=shown(data["kind"]))


def _model_beside(file: Path) -> tuple[Model, Problem | None]:
    """The model to check against, and what is wrong with the one beside the file if it cannot be used."""
    beside = file.parent / FILES["model"]
    if not beside.is_file():
        return load_model(), None
    try:
        return parse_model(read_text(beside, str(beside)), str(beside)), None
    except BadFileError as error:
        return load_model(), error.problems[0]


def _result(document: Document, top: Row) -> CheckResult:
    findings = top.findings
    tables = {table: document.data.get(table) for table in TABLES[document.kind]}
    return CheckResult(
        document.source,
        document.kind,
        name=f"{document.data.get('id')} {document.data.get('version')}",
        counts={table: len(rows) for table, rows in tables.items() if isinstance(rows, list)},
        problems=tuple(findings.problems),
        warnings=tuple(findings.warnings),
        overrides=document.overrides,
        left_out=findings.left_out,
    )


def _counted(table: str, count: int) -> str:
    return {
        "aspect": ngettext("{count} aspect", "{count} aspects", count),
        "level": ngettext("{count} level", "{count} levels", count),
        "area": ngettext("{count} area", "{count} areas", count),
        "descriptor": ngettext("{count} descriptor", "{count} descriptors", count),
        "distinction": ngettext("{count} distinction", "{count} distinctions", count),
        "question": ngettext("{count} question", "{count} questions", count),
        "flag": ngettext("{count} flag", "{count} flags", count),
        "floor": ngettext("{count} floor", "{count} floors", count),
        "role": ngettext("{count} role", "{count} roles", count),
        "review_trigger": ngettext("{count} review trigger", "{count} review triggers", count),
        "osl": ngettext("{count} paragraph on secrecy", "{count} paragraphs on secrecy", count),
        "asset": ngettext("{count} information asset", "{count} information assets", count),
        "group": ngettext("{count} group", "{count} groups", count),
        "responsible": ngettext("{count} responsible party", "{count} responsible parties", count),
        "measure": ngettext("{count} measure", "{count} measures", count),
    }[table].format(count=count)
