"""``ksa requirements``: the path on stdout, what is left out on stderr, refusals in words."""

from __future__ import annotations

import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from tests.cli.running import Ksa
from tests.services.making import opened
from tests.services.requiring import FORMULA, MARKUP, SYSTEM, TITLE, secret_workshop


@pytest.fixture
def workshop(ksa: Ksa) -> UUID:
    with opened(ksa.home) as store:
        return secret_workshop(store)


def made(ksa: Ksa) -> list[str]:
    return sorted(path.name for path in (ksa.home / "exports").glob("*"))


@pytest.mark.parametrize(
    "of", [[], ["--system", SYSTEM], ["--asset", MARKUP], ["--asset", FORMULA]], ids=len
)
def test_the_path_alone_stands_on_stdout(ksa: Ksa, workshop: UUID, of: list[str]) -> None:
    ran = ksa("requirements", str(workshop), *of)
    assert ran.code == 0, ran.err
    path = Path(ran.out.rstrip("\n"))
    assert path.is_file()
    assert made(ksa) == [path.name]
    first, *_rest = ran.err.splitlines()
    assert "requirements" in first
    assert "left out" in first


def test_it_speaks_the_language_that_is_asked_for(ksa: Ksa, workshop: UUID) -> None:
    ran = ksa("requirements", str(workshop), "--lang", "sv")
    assert ran.code == 0
    path = Path(ran.out.rstrip("\n"))
    assert path.name.startswith("krav-informationssakerhet-")
    assert "utelämna" in ran.err
    with zipfile.ZipFile(path) as archive:
        assert "Leverantören ska" in archive.read("xl/sharedStrings.xml").decode()


def test_a_file_may_be_named_and_is_not_written_over(
    ksa: Ksa, workshop: UUID, tmp_path: Path
) -> None:
    target = tmp_path / "bilaga [/x].xlsx"
    ran = ksa("requirements", str(workshop), "--to", str(target))
    assert (ran.code, ran.out) == (0, f"{target}\n")
    before = target.read_bytes()
    again = ksa("requirements", str(workshop), "--to", str(target))
    assert (again.code, again.out) == (1, "")
    assert str(target) in again.err
    assert len(again.err.splitlines()) == 1
    assert target.read_bytes() == before


def test_a_folder_may_be_named(ksa: Ksa, workshop: UUID, tmp_path: Path) -> None:
    folder = tmp_path / "upphandling.2026"
    folder.mkdir()
    for _ in range(2):
        assert ksa("requirements", str(workshop), "--to", str(folder)).code == 0
    assert len(list(folder.iterdir())) == 2
    assert made(ksa) == []


def test_ones_own_copy_is_called_so(ksa: Ksa, workshop: UUID) -> None:
    ran = ksa("requirements", str(workshop), "--internal")
    assert ran.code == 0
    assert "-internal-hemlig-klassning-x-" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--asset", "Finns inte [/y]"], "Finns inte [/y]"),
        (["--system", "{there}"], "{there}"),
        (["--to", "krav.pdf"], "krav.pdf"),
        (["--to", "/dev/null/krav.xlsx"], "/dev/null"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    ksa: Ksa, workshop: UUID, arguments: list[str], said: str
) -> None:
    ran = ksa("requirements", str(workshop), *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert made(ksa) == []


def test_nothing_rated_and_no_such_workshop_are_refused(ksa: Ksa) -> None:
    empty = ksa.new("Tom")
    ran = ksa("requirements", empty)
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing is rated yet in “Tom”" in ran.err
    assert ksa("requirements", "finns inte").code == 1


def test_without_a_store_none_is_made(ksa: Ksa) -> None:
    ran = ksa("requirements", "x")
    assert (ran.code, ran.out) == (1, "")
    assert not ksa.home.exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["x", "--asset", "a", "--system", "b"], ["x", "--asset", " "], ["x", "--what"]],
    ids=len,
)
def test_wrong_usage_is_told_from_a_refusal(ksa: Ksa, arguments: list[str]) -> None:
    ran = ksa("requirements", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: ksa")


def test_a_workshop_is_found_by_its_title(ksa: Ksa, workshop: UUID) -> None:
    assert ksa("requirements", TITLE).code == 0
