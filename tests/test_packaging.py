"""What is shipped, and that the files which say how to install agree with each other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path
from typing import Any, Final

import pytest

from ksa_tui import __version__

ROOT: Final = Path(__file__).parents[1]
SCRIPTS: Final = ROOT / "scripts"

needs_git = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout"
)


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def names_of(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9_.-]+", line) for line in requirements)
    return {canonical(match[0]) for match in found if match}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_file_that_the_wheel_is_told_to_take_is_there(pyproject: dict[str, Any]) -> None:
    wheel = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["ksa_tui"]
    assert [name for name in wheel["force-include"] if not (ROOT / name).is_file()] == []


@needs_git
@pytest.mark.parametrize(
    "name",
    [
        "data/model.toml",
        "data/catalogue.toml",
        "data/measures.toml",
        "ksa_tui/locale/sv/LC_MESSAGES/ksa.mo",
        "ksa_tui/locale/sv/LC_MESSAGES/ksa.po",
        "exports/exempel-beslutsunderlag.xlsx",
    ],
)
def test_what_is_shipped_is_not_ignored_by_git(name: str) -> None:
    """The build leaves out what git ignores, without a word."""
    ignored = subprocess.run(
        ["git", "-c", "safe.directory=*", "check-ignore", "-q", name], cwd=ROOT, check=False
    )
    assert ignored.returncode == 1


@needs_git
@pytest.mark.parametrize("name", ["data/ksa.db", "data/ksa.db.lock", "exports/beslut.xlsx"])
def test_what_a_workshop_leaves_behind_is_ignored_by_git(name: str) -> None:
    ignored = subprocess.run(
        ["git", "-c", "safe.directory=*", "check-ignore", "-q", name], cwd=ROOT, check=False
    )
    assert ignored.returncode == 0


def test_any_later_python_may_install_it(pyproject: dict[str, Any]) -> None:
    assert pyproject["project"]["requires-python"] == ">=3.11"


def test_constraints_name_exact_versions_of_everything_and_no_host(
    pyproject: dict[str, Any],
) -> None:
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    project = pyproject["project"]
    wanted = names_of(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        wanted |= names_of(extra)
    assert wanted - {"ksa-tui"} <= names_of(lines)


def test_the_version_is_the_packages_own(pyproject: dict[str, Any]) -> None:
    assert pyproject["tool"]["hatch"]["version"]["path"] == "ksa_tui/__init__.py"
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


@pytest.mark.parametrize("name", ["README.md", ".ci/run"])
def test_the_readme_and_the_gate_install_and_test_in_the_same_words(name: str) -> None:
    text = read(name)
    assert 'pip" install -q ".[test]"' in text or 'pip install ".[test]"' in text
    assert "python -m pytest" in text or 'python" -m pytest' in text


def test_the_readme_installs_this_folder_and_not_a_strangers_package() -> None:
    installs = re.findall(r"pip install ([^\s;]+)", read("README.md"))
    assert installs
    assert set(installs) <= {".", '".[test]"'}


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no such thing as an executable bit")
def test_the_gate_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_no_file_names_a_registry() -> None:
    forbidden = re.compile(r"--(extra-)?index-url|files\.python" + r"hosted|find-links")
    texts = [read(name) for name in ("constraints.txt", "pyproject.toml", "README.md", ".ci/run")]
    assert [text for text in texts if forbidden.search(text)] == []


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("data/model.toml", "at the top"),
        ("ksa_tui/__pycache__/cli.pyc", "which no one needs"),
    ],
)
def test_a_wheel_with_more_than_the_package_is_refused(
    tmp_path: Path, name: str, complaint: str
) -> None:
    import zipfile

    wheel = tmp_path / "odd.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(name, "")
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "check_wheel.py"), str(wheel)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert complaint in done.stdout
    assert "lacks ksa_tui/locale/sv/LC_MESSAGES/ksa.mo" in done.stdout


def test_what_is_installed_needs_what_the_project_says(pyproject: dict[str, Any]) -> None:
    try:
        installed = requires("ksa-tui") or []
    except ModuleNotFoundError:
        pytest.skip("ksa is not installed here, only on the path")
    runtime = [line for line in installed if "extra ==" not in line]
    assert names_of(runtime) == names_of(pyproject["project"]["dependencies"])
