"""The rules of the house that a reader of one file cannot see: who imports whom, how large, how light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "ksa_tui"

BASE: Final = {"collecting", "errors", "i18n", "paths", "settings", "log"}
"""Modules that every layer but the domain may import."""

MAY_IMPORT: Final = {
    "domain": set(),
    "reference": {"domain"},
    "store": {"domain"},
    "spreadsheets": {"domain"},
    "services": {"domain", "reference", "store", "spreadsheets"},
    "ui": {"domain", "reference", "services"},
    "commandline": {"domain", "reference", "services"},
    "cli": {"domain", "commandline"},
    "__main__": {"cli"},
}
"""What each layer may know of the others, beside itself and the base: one way only."""

EXCEPTIONS: Final = {
    ("domain", "errors"): "a rule that is broken is an error that a person sees",
    ("domain", "i18n"): "N_ marks the sentence of that error",
    ("commandline", "ui"): "`ksa` opens the app, in the function that does",
}

ONLY_IN: Final = {
    "sqlmodel": {"store"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "filelock": {"store"},
    "xlsxwriter": {"spreadsheets"},
    "openpyxl": {"spreadsheets"},
    "python_calamine": {"spreadsheets"},
    "textual": {"ui"},
    "rich": {"ui", "commandline"},
    "argparse": {"commandline"},
}
"""Libraries that one layer hides from all others."""

HEAVY: Final = ("textual", "sqlmodel", "sqlalchemy", "alembic", "openpyxl", "xlsxwriter", "babel")

MAX_LINES: Final = 350
MANY_LINES: Final = 300
MAX_LARGE_MODULES: Final = 5
MAX_FUNCTION_LINES: Final = 60
LONG_FUNCTIONS: Final = {
    "store.loading_sql.queries": "statements side by side, one after the other",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by dotted name without the package's own, migrations' steps left out."""
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if "versions" not in parts:
            name = ".".join(part for part in parts if part != "__init__")
            trees[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return trees


def layer(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def imports(tree: ast.AST, *, typing_too: bool) -> Iterator[tuple[str, int]]:
    """What a module imports, also inside functions, with the line; typing's own imports only if asked."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) and not typing_too:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            if node.module == "ksa_tui":
                names = (alias.name for alias in node.names if alias.name in modules())
                yield from ((f"ksa_tui.{name}", node.lineno) for name in names)
        else:
            yield from imports(node, typing_too=typing_too)


def may_import(importer: str, imported: str) -> bool:
    return (
        importer in ("", imported)
        or imported in MAY_IMPORT[importer]
        or (imported in BASE and importer != "domain")
        or (importer in BASE and imported in BASE)
        or (importer, imported) in EXCEPTIONS
    )


def test_imports_between_layers_run_one_way() -> None:
    assert {layer(name) for name in modules()} <= {"", *MAY_IMPORT, *BASE}
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, tree in modules().items()
        if layer(name) not in BASE
        for imported, line in imports(tree, typing_too=False)
        if imported.startswith("ksa_tui.")
        and not may_import(layer(name), layer(imported.removeprefix("ksa_tui.")))
    ]
    assert wrong == []


def test_base_modules_import_nothing_but_each_other() -> None:
    wrong = [
        f"{name}:{line} imports {imported}"
        for name in BASE & set(modules())
        for imported, line in imports(modules()[name], typing_too=True)
        if imported.startswith("ksa_tui.") and imported.removeprefix("ksa_tui.") not in BASE
    ]
    assert wrong == []


def test_every_library_is_known_in_one_place() -> None:
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, tree in modules().items()
        for imported, line in imports(tree, typing_too=True)
        if layer(name) not in ONLY_IN.get(imported.split(".")[0], {layer(name)})
    ]
    assert wrong == []


def test_the_domain_needs_the_standard_library_alone() -> None:
    allowed = sys.stdlib_module_names | {"ksa_tui"}
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, tree in modules().items()
        if layer(name) == "domain"
        for imported, line in imports(tree, typing_too=True)
        if imported.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_no_module_grows_too_large() -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
        if "versions" not in path.parts
    }
    assert {name: size for name, size in sizes.items() if size > MAX_LINES} == {}
    large = {name: size for name, size in sizes.items() if size > MANY_LINES}
    assert len(large) <= MAX_LARGE_MODULES, large


def test_no_function_grows_too_large() -> None:
    long = [
        f"{name}.{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
        and f"{name}.{node.name}" not in LONG_FUNCTIONS
    ]
    assert long == []


def test_nothing_prints_but_the_command_line() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and layer(name) != "commandline"
    ]
    assert wrong == []


def test_types_are_ignored_nowhere_but_at_the_store() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in (PACKAGE, ROOT / "tests", ROOT / "scripts")
        for path in folder.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "# type" + ": ignore" in line and path.parent != PACKAGE / "store"
    ]
    assert wrong == []


def loaded(code: str) -> set[str]:
    """The modules that are loaded after ``code`` ran in a fresh interpreter."""
    lister = "import sys; sys.stdout.flush(); print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{lister}"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import ksa_tui.cli",
        "import ksa_tui.cli; ksa_tui.cli.main(['--version'])",
        "import ksa_tui.cli; ksa_tui.cli.main(['--help'])",
        "import ksa_tui.cli; ksa_tui.cli.main(['new'])",
        "import ksa_tui.services.home",
    ],
)
def test_what_needs_neither_app_nor_store_loads_neither(code: str) -> None:
    assert loaded(code) & set(HEAVY) == set()


def test_the_first_screen_is_loaded_without_the_store() -> None:
    heavy = {name for name in HEAVY if name != "textual"}
    assert loaded("import ksa_tui.ui.app, ksa_tui.services.home") & heavy == set()


def test_the_version_is_told_without_loading_the_program() -> None:
    names = loaded("import ksa_tui.cli; ksa_tui.cli.main(['--version'])")
    assert {name for name in names if name.startswith("ksa_tui")} == {"ksa_tui", "ksa_tui.cli"}
    assert not names & {"re", "argparse", "dataclasses", "gettext"}
