"""The office program that the tests look at workbooks with, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT_OF_PDF = shutil.which("pdftotext")

Convert: TypeAlias = Callable[[Path, str], Path]
"""Turns a file into another kind; the path of that."""


def convert_to(source: Path, kind: str, target: Path, profile: Path) -> Path:
    """Save a file as another kind in the folder ``target``, with a profile of the tests' own."""
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(target), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return target / f"{source.stem}.{kind}"


def pages_of(path: Path) -> list[str]:
    """The pages of a PDF as text, laid out as they look."""
    done = subprocess.run(
        [str(TEXT_OF_PDF), "-layout", str(path), "-"], check=True, capture_output=True
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]
