"""What leaves the computer when it is put in a folder."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from ksa_tui.ui import desktop, shared_folders
from ksa_tui.ui.desktop import DesktopError, open_folder
from ksa_tui.ui.shared_folders import is_on_network, synchronised_by


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/anna/OneDrive - Kommunen/Dokument", "OneDrive"),
        ("/home/anna/onedrive", "OneDrive"),
        ("/Users/anna/Library/CloudStorage/OneDrive-Kommunen/x", "OneDrive"),
        ("/Users/anna/Library/CloudStorage/GoogleDrive-anna@kommunen.se/Min enhet", "Google Drive"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("/home/anna/Dropbox/ut", "Dropbox"),
        ("/home/anna/Nextcloud", "Nextcloud"),
        ("/home/anna/Dokument", ""),
        ("/home/anna/min dropbox", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(folder: str, service: str) -> None:
    assert synchronised_by(Path(folder)) == service


def test_a_synchronised_folder_is_known_by_what_windows_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    assert synchronised_by(tmp_path / "Dokument") == "OneDrive"
    assert synchronised_by(tmp_path.parent / "annat") == ""


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/hem /mnt/hem\\040mapp nfs4 rw 0 0
//fil/gemensam /srv/g cifs rw 0 0
/dev/sdb1 /srv/g/lokal ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/mnt/hem mapp/anna", True),
        ("/srv/g/underlag", True),
        ("/srv/g/lokal/x", False),
        ("/srv/gemensam", False),
        ("/home/anna", False),
    ],
)
def test_a_folder_on_the_network_is_known_by_its_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, expected: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(shared_folders, "_MOUNTS", mounts)
    assert is_on_network(Path(folder)) is expected


def test_where_the_system_tells_nothing_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_folders, "_MOUNTS", tmp_path / "none")
    assert is_on_network(tmp_path) is False


def test_a_share_is_a_drive_that_begins_with_two_strokes() -> None:
    assert PureWindowsPath(r"\\fil\gemensam\x").drive.startswith("\\\\")


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(DesktopError, match="finns inte längre"):
        open_folder(tmp_path / "borta")


def test_an_opener_that_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "xdg-open"
    program.write_text("#!/bin/sh\nexit 4\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(desktop, "_opener", lambda: str(program))
    with pytest.raises(DesktopError, match="xdg-open: 4"):
        open_folder(tmp_path)


def test_an_opener_that_cannot_be_run_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "_opener", lambda: str(tmp_path / "finns-inte"))
    with pytest.raises(DesktopError, match="kunde inte öppna"):
        open_folder(tmp_path)
