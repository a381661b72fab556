"""Workbooks with a password: handed out locked, read back with the password, never readable on the disk."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import msoffcrypto
from openpyxl import load_workbook

from ksa_tui.paths import Workspace
from ksa_tui.services.stores import open_store
from ksa_tui.spreadsheets import locking
from tests.cli.running import Ksa
from tests.services.making import ANNA
from tests.services.returning import ready
from tests.terminal.test_encrypt import answered

pytestmark = pytest.mark.terminal

PASSWORD = "måndag sju kråkor"
TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture
def ksa(tmp_path: Path) -> Ksa:
    ksa = Ksa(tmp_path / "workspace")
    with open_store(Workspace(ksa.home), ANNA) as store:
        ready(store)
    return ksa


@pytest.fixture
def handed(ksa: Ksa) -> Path:
    (workshop,) = ksa("list", "--json").json
    code, text = answered(
        ksa.home,
        ["export", workshop["id"], "--password"],
        ("Password of the workbook:", PASSWORD),
        ("The same once more:", PASSWORD),
    )
    assert code == 0, text
    (path,) = (ksa.home / "exports").glob("*.xlsx")
    return path


def opened(path: Path) -> io.BytesIO:
    inside = io.BytesIO()
    book = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    book.load_key(password=PASSWORD, verify_password=True)
    book.decrypt(inside, verify_integrity=True)
    return inside


def test_a_locked_workbook_comes_back_locked(ksa: Ksa, handed: Path, tmp_path: Path) -> None:
    assert handed.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    book = load_workbook(opened(handed))
    book["Underskrift"]["B14"], book["Underskrift"]["B16"] = "Maria Holm", TODAY
    for row in (6, 7, 8):
        book["Beslut"][f"H{row}"] = "Godkänn"
    saved = io.BytesIO()
    book.save(saved)
    answer = tmp_path / "svar.xlsx"
    answer.write_bytes(locking.lock(saved.getvalue(), PASSWORD))
    refused = ksa("decide", str(answer))
    assert refused.code == 1
    assert "locked with a password" in refused.out + refused.err
    code, text = answered(ksa.home, ["decide", str(answer)], ("Password of svar.xlsx:", "fel ord"))
    assert code == 1
    assert "The password does not open svar.xlsx" in text
    code, text = answered(ksa.home, ["decide", str(answer)], ("Password of svar.xlsx:", PASSWORD))
    assert code == 0, text
    assert "Maria Holm" in text
    (workshop,) = ksa("list", "--json").json
    assert workshop["decided"] == 3
    zips = [p for p in tmp_path.rglob("*") if p.is_file() and p.read_bytes()[:2] == b"PK"]
    assert zips == []


def test_without_a_terminal_no_password_is_asked(ksa: Ksa) -> None:
    (workshop,) = ksa("list", "--json").json
    ran = ksa("export", workshop["id"], "--password")
    assert (ran.code, ran.out) == (1, "")
    assert "at a terminal only" in ran.err
    assert not list((ksa.home / "exports").glob("*"))
