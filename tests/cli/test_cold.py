"""A command that starts from nothing does what it does in a process that had everything loaded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import Ksa

MODEL = Path(__file__).parents[2] / "data" / "model.toml"
ERRANDS = (
    ["--help"],
    ["backup"],
    ["list", "--json"],
    ["list", "--lang", "sv"],
    ["show", "Elevhälsan", "--json"],
    ["show", "nothing"],
    ["export", "Elevhälsan"],
    ["export", "Elevhälsan", "--draft", "--to", "."],
    ["requirements", "Elevhälsan", "--internal"],
    ["register", "--json"],
    ["report", "--year", "2026"],
    ["systems", "--json"],
    ["verify"],
    ["model", "check", str(MODEL)],
    ["model", "print"],
    ["decide", str(MODEL)],
    ["restore", str(MODEL)],
)
"""None of them changes what another says; what is written gets a new name each time."""


@pytest.fixture
def prepared(ksa: Ksa, tmp_path: Path) -> Ksa:
    listed = tmp_path / "lista.csv"
    listed.write_text(
        "Informationsmängd;Sekretess\nElevhälsojournal;25 kap. 1 § OSL\nSchema;\n", "utf-8"
    )
    workshop = ksa.new()
    assert ksa("import", str(listed), "--workshop", workshop).code == 0
    assert ksa("backup").code == 0
    return ksa


def test_it_makes_no_difference_what_was_loaded_before(prepared: Ksa) -> None:
    cold = Ksa(prepared.home)
    for errand in ERRANDS:
        first, second = cold(*errand), prepared(*errand)
        assert first.code == second.code, errand
        assert shape(first.out) == shape(second.out), errand
        assert shape(first.err) == shape(second.err), errand


def shape(text: str) -> str:
    """What was printed without the figures, which a second moves and a second file counts on."""
    return re.sub(r"(-?[0-9])+", "0", text)
