"""What a picker finds in a folder, and what a typed or pasted path means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ksa_tui.ui import folders
from ksa_tui.ui.folders import Entry, Folder, Kind, completed, read_folder, starting_folder, typed

LISTS = (".xlsx", ".xls", ".ods", ".csv")


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.write_bytes(b"x" * 1500)


def names(folder: Folder) -> list[str]:
    return [entry.name for entry in folder.entries if entry.name]


def test_folders_come_first_and_both_sort_as_swedish_does(tmp_path: Path) -> None:
    make(tmp_path, "ö.csv", "a.xlsx", "Ä.ods", "z.xls", "åtgärder/", "Zon/", "arkiv/")
    found = read_folder(tmp_path, LISTS)
    assert names(found) == ["arkiv", "Zon", "åtgärder", "a.xlsx", "z.xls", "Ä.ods", "ö.csv"]
    assert [entry.kind for entry in found.entries[:2]] == [Kind.PARENT, Kind.HOME]


def test_hidden_files_and_office_lock_files_are_not_there_and_other_kinds_are_counted(
    tmp_path: Path,
) -> None:
    make(tmp_path, ".dold.csv", "~$lista.xlsx", "lista.XLSX", "brev.docx", "bild.png", ".git/")
    found = read_folder(tmp_path, LISTS)
    assert names(found) == ["lista.XLSX"]
    assert found.others == 2


def test_a_file_tells_its_size_and_its_day(tmp_path: Path) -> None:
    make(tmp_path, "lista.csv")
    os.utime(tmp_path / "lista.csv", (1_790_000_000, 1_790_000_000))
    entry = read_folder(tmp_path, LISTS).entries[-1]
    assert entry.size == 1500
    assert entry.changed is not None
    assert entry.changed.date().isoformat() == "2026-09-21"


def test_a_link_to_nothing_is_listed_without_size(tmp_path: Path) -> None:
    (tmp_path / "borta.csv").symlink_to(tmp_path / "finns inte")
    entry = read_folder(tmp_path, LISTS).entries[-1]
    assert (entry.name, entry.size, entry.changed) == ("borta.csv", None, None)


def test_a_folder_can_be_chosen_itself_and_then_no_files_are_shown(tmp_path: Path) -> None:
    make(tmp_path, "lista.csv", "ut/")
    found = read_folder(tmp_path, (), pick_folder=True)
    assert found.entries[0] == Entry(Kind.THIS, tmp_path)
    assert names(found) == ["ut"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "x"), "You are not allowed to look into this folder."),
        (FileNotFoundError(2, "x"), "There is no such folder."),
        (NotADirectoryError(20, "x"), "This is a file, not a folder."),
        (OSError(5, "Input/output error"), "The folder cannot be read: {reason}."),
    ],
)
def test_a_folder_that_cannot_be_read_says_why_and_how_to_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(_path: Path) -> None:
        raise error

    monkeypatch.setattr("os.scandir", refuse)
    found = read_folder(tmp_path, LISTS)
    assert found.problem is not None
    assert found.problem.message.startswith(words)
    assert found.entries[0] == Entry(Kind.PARENT, tmp_path.parent)


def test_a_name_that_no_file_can_have_is_no_folder(tmp_path: Path) -> None:
    found = read_folder(tmp_path / "a\0b", LISTS)
    assert found.problem is not None


def test_the_other_drives_stand_in_the_root_of_a_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "drives", lambda: (Path("/"), Path("G:")))
    found = read_folder(Path("/"), LISTS)
    assert found.entries[0] == Entry(Kind.FOLDER, Path("G:"), "G:")
    assert Kind.PARENT not in {entry.kind for entry in found.entries}


@pytest.mark.parametrize("text", ["FÖR", "for lista", "teckn  Lista", ""])
def test_a_filter_wants_every_word_somewhere_in_the_name(text: str) -> None:
    names = ("Förteckning lista.csv", "annat.csv", "Förteckning.csv")
    folder = Folder(Path("/x"), tuple(Entry(Kind.FILE, Path("/x") / name, name) for name in names))
    held = [entry.name for entry in folder.holding(text)]
    assert (
        held
        == {
            "FÖR": ["Förteckning lista.csv", "Förteckning.csv"],
            "for lista": [],
            "teckn  Lista": ["Förteckning lista.csv"],
            "": list(names),
        }[text]
    )


HERE = Path("/hem/anna/Dokument")


@pytest.mark.parametrize(
    ("text", "folder", "name"),
    [
        ("/srv/listor/", "/srv/listor", ""),
        ("/srv/listor/en lista.xlsx", "/srv/listor", "en lista.xlsx"),
        ("  '/srv/listor/en lista.xlsx'\n", "/srv/listor", "en lista.xlsx"),
        ('"/srv/Å Ä/Ö.csv"', "/srv/Å Ä", "Ö.csv"),
        ("“/srv/a.csv”", "/srv", "a.csv"),
        ("& '/srv/a b.csv'", "/srv", "a b.csv"),
        ("file:///srv/En%20lista%20%C3%A5.xlsx", "/srv", "En lista å.xlsx"),
        ("FILE://localhost/srv/a.csv", "/srv", "a.csv"),
        (r"/srv/En\ lista\ \(2\).xlsx", "/srv", "En lista (2).xlsx"),
        ("Arkiv/gam", "/hem/anna/Dokument/Arkiv", "gam"),
        ("../x.csv", "/hem/anna", "x.csv"),
        ("..", "/hem/anna", ""),
        ("~finnsinte/x", "/hem/anna/Dokument/~finnsinte", "x"),
    ],
)
def test_a_path_is_understood_however_it_was_pasted(text: str, folder: str, name: str) -> None:
    meant = typed(text, HERE)
    assert (meant.is_path, str(meant.folder), meant.name) == (True, folder, name)


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed("~", HERE).folder == tmp_path
    assert typed("~/Hämtat/a", HERE).path == tmp_path / "Hämtat" / "a"


@pytest.mark.parametrize("text", ["förteckning", " del av namn ", "it's", "", "a.csv"])
def test_what_has_no_slash_is_a_part_of_a_name(text: str) -> None:
    meant = typed(text, HERE)
    assert (meant.is_path, meant.folder, meant.name) == (False, HERE, text.strip())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("li", "Lista 202"),
        ("lista 2025", "Lista 2025.csv"),
        ("ark", f"{HERE}/Arkiv/"),
        (f"{HERE}/ark", f"{HERE}/Arkiv/"),
        (f"{HERE}/lista 2026", f"{HERE}/Lista 2026.csv"),
        ("finns inte", "finns inte"),
        ("", ""),
    ],
)
def test_completing_writes_what_the_names_have_in_common(text: str, expected: str) -> None:
    folder = Folder(
        HERE,
        (
            Entry(Kind.PARENT, HERE.parent),
            Entry(Kind.FOLDER, HERE / "Arkiv", "Arkiv"),
            Entry(Kind.FILE, HERE / "Lista 2025.csv", "Lista 2025.csv"),
            Entry(Kind.FILE, HERE / "Lista 2026.csv", "Lista 2026.csv"),
        ),
    )
    shown = folder.holding(typed(text, HERE).name)
    assert completed(text, shown, HERE) == expected


def test_one_starts_in_the_folder_used_last_when_it_is_still_there(tmp_path: Path) -> None:
    assert starting_folder(str(tmp_path)) == tmp_path
    assert starting_folder("", str(tmp_path / "borta")) == Path.home()
