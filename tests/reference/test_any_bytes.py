"""Whatever is done to a file, the answer is a result or a ReferenceFileError, never anything else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksa_tui.errors import ReferenceFileError
from ksa_tui.paths import Workspace
from ksa_tui.reference import (
    check_file,
    load_catalogue,
    load_measures,
    parse_model,
    shipped_dir,
)
from tests.reference.conftest import OWN_MODEL

NAMES = ("model.toml", "catalogue.toml", "measures.toml")
TEXTS = {name: (shipped_dir() / name).read_text(encoding="utf-8") for name in NAMES}
EXTENSION = {
    "catalogue.toml": 'kind = "catalogue"\nextends = "kommun-katalog@1.0"\nid = "e"\nversion = "1"\n'
    + TEXTS["catalogue.toml"][TEXTS["catalogue.toml"].index("[[asset]]") :][:3000],
    "measures.toml": 'kind = "measures"\nextends = "kommun-atgarder@1.0"\nid = "e"\nversion = "1"\n'
    + TEXTS["measures.toml"][TEXTS["measures.toml"].index("[[measure]]") :][:3000],
}
SMALL = [OWN_MODEL.read_text(encoding="utf-8"), *EXTENSION.values()]

VALUES = st.sampled_from(
    ["0", "-1", "7", "true", '""', '"x"', '"{x}"', "[]", "[1]", '["x"]', "{}", "{ k = 9 }", "1.5",
     "nan", "2026-01-01", "12:00:00", "0x" + "f" * 200, '"\\u202e"', "[[[]]]", '{ sv = 1 }', "[{}]"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["id", "level", "aspect", "flag", "hint", "from", "sv", "kind", "x", '"å b"']
)

slow_machine = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def other_value(rng: random.Random, lines: list[str], value: str, key: str) -> None:
    at = rng.choice([n for n, line in enumerate(lines) if " = " in line])
    lines[at] = f"{lines[at].split(' = ')[0]} = {value}"


def other_key(rng: random.Random, lines: list[str], value: str, key: str) -> None:
    at = rng.choice([n for n, line in enumerate(lines) if " = " in line])
    lines[at] = f"{key} = {lines[at].split(' = ', 1)[1]}"


def one_line_less(rng: random.Random, lines: list[str], value: str, key: str) -> None:
    del lines[rng.randrange(len(lines))]


def one_line_more(rng: random.Random, lines: list[str], value: str, key: str) -> None:
    lines.insert(rng.randrange(len(lines)), f"{key} = {value}")


def one_line_twice(rng: random.Random, lines: list[str], value: str, key: str) -> None:
    at = rng.randrange(len(lines))
    lines.insert(at, lines[at])


def cut_off(rng: random.Random, lines: list[str], value: str, key: str) -> None:
    del lines[rng.randrange(len(lines)) :]


CHANGES: list[Callable[[random.Random, list[str], str, str], None]] = [
    other_value, other_key, one_line_less, one_line_more, one_line_twice, cut_off,
]  # fmt: skip


@slow_machine
@given(
    text=st.sampled_from(SMALL),
    changes=st.lists(st.tuples(st.sampled_from(CHANGES), VALUES, KEYS), min_size=1, max_size=3),
    rng=st.randoms(use_true_random=False),
)
def test_a_changed_file_gives_a_result_that_can_be_told(
    tmp_path: Path,
    text: str,
    changes: list[tuple[Callable[[random.Random, list[str], str, str], None], str, str]],
    rng: random.Random,
) -> None:
    lines = text.split("\n")
    for change, value, key in changes:
        if any(" = " in line for line in lines):
            change(rng, lines, value, key)
    file = tmp_path / "prov.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = check_file(file)
    assert result.ok == (not result.problems)
    assert str(result)
    for problem in result.problems:
        assert problem.line is None or 1 <= problem.line <= len(lines)


@slow_machine
@given(text=st.text(max_size=400))
def test_any_text_is_a_model_or_an_error(text: str) -> None:
    with pytest.raises(ReferenceFileError) as caught:
        parse_model(text, "x.toml")
    assert "x.toml" in str(caught.value)


@slow_machine
@given(content=st.binary(max_size=400))
def test_any_bytes_in_a_workspace_are_loaded_or_refused_in_words(
    tmp_path: Path, content: bytes
) -> None:
    workspace = Workspace(tmp_path)
    workspace.data.mkdir(exist_ok=True)
    for name, load in (("catalogue.toml", load_catalogue), ("measures.toml", load_measures)):
        (workspace.data / name).write_bytes(content)
        with pytest.raises(ReferenceFileError) as caught:
            load(workspace)
        assert name in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.95])
def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, name: str, part: float) -> None:
    content = TEXTS[name].encode()
    file = tmp_path / name
    file.write_bytes(content[: int(len(content) * part)])
    assert not check_file(file).ok
