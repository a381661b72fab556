"""Whether what is written in a folder leaves the computer: synchronised by a service, or on the network."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path, PurePath
from typing import Final

_BY_VARIABLE: Final = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
_BY_NAME: Final = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
)
"""How the folder of a service begins, lower case: "OneDrive - Kommunen", "GoogleDrive-namn@kommun.se"."""
_NETWORK_SYSTEMS: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afpfs",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
        "9p",
        "ncpfs",
    }
)
_DRIVE_REMOTE: Final = 4
"""What GetDriveTypeW answers for a drive of the network."""
_MOUNTS: Final = Path("/proc/self/mounts")


def synchronised_by(folder: Path) -> str:
    """The service that copies the folder elsewhere, or an empty text."""
    whole = folder.absolute()
    for variable, service in _BY_VARIABLE.items():
        root = os.environ.get(variable)
        if root and whole.is_relative_to(root):
            return service
    for part in whole.parts:
        for start, service in _BY_NAME:
            if part.casefold().startswith(start):
                return service
    return ""


def is_on_network(folder: Path) -> bool:
    """Whether the folder lies on another computer, as far as the system tells. Touches no network."""
    whole = folder.absolute()
    if whole.drive.startswith("\\\\"):
        return True
    if sys.platform == "win32":
        root = f"{whole.drive}\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE)
    return _file_system(whole) in _NETWORK_SYSTEMS


def _file_system(folder: PurePath) -> str:
    """The kind of file system that the folder is mounted from; empty where it is not told."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found = (0, "")
    for line in lines:
        _device, point, kind, *_rest = line.split()
        mounted = _unescaped(point)
        if folder.is_relative_to(mounted):
            found = max(found, (len(mounted), kind))
    return found[1]


def _unescaped(text: str) -> str:
    """A mount point without the octal escapes for blanks, tabs, breaks and backslashes."""
    for code, char in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        text = text.replace(code, char)
    return text
