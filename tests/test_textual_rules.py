"""How we use Textual: its public interface, and never a person's text as markup."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).parents[1]
UI: Final = ROOT / "ksa_tui" / "ui"

ALLOWED_PRIVATE: Final[dict[str, str]] = {
    "_handle_exception": "the only place where Textual says that something unexpected was raised",
}
"""Private names of Textual that we use or override, each with the reason."""

TAKES_MARKUP: Final = {"Static", "Label", "OptionList", "notify"}
"""Constructors and methods that read markup in a text unless they are told not to."""

READS_MARKUP: Final = {"border_title", "border_subtitle", "tooltip"}
"""Attributes that read markup in a text that is assigned to them."""


@cache
def sources() -> dict[Path, ast.Module]:
    return {
        path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(UI.rglob("*.py"))
    }


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for path, tree in sources().items():
        for node in ast.walk(tree):
            yield f"{path}:{getattr(node, 'lineno', 0)}", node


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def test_no_private_module_of_textual_is_imported_at_run_time() -> None:
    wrong = []
    for path, tree in sources().items():
        for node in tree.body:  # what only types need stands inside `if TYPE_CHECKING`
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("textual.") and "._" in module:
                wrong.append(f"{path}:{node.lineno}")
    assert wrong == []


def test_texts_are_never_shown_as_markup() -> None:
    wrong = []
    for place, node in nodes():
        if isinstance(node, ast.Call) and called(node) in TAKES_MARKUP:
            texts = [*node.args, *(k.value for k in node.keywords if k.arg == "content")]
            plain = any(
                k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False
                for k in node.keywords
            )
            if not plain and not all(is_literal(text) for text in texts):
                wrong.append(f"{place} {called(node)}")
    assert wrong == []


def carries_user_text(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return called(value) in {"format", "one_line", "visible", "str"}
    return isinstance(value, ast.JoinedStr | ast.BinOp)


def test_titles_and_tooltips_are_content_or_our_own_words() -> None:
    wrong = [
        place
        for place, node in nodes()
        if isinstance(node, ast.Assign)
        and {t.attr for t in node.targets if isinstance(t, ast.Attribute)} & READS_MARKUP
        and carries_user_text(node.value)
    ]
    assert wrong == []


def test_markup_is_never_parsed_from_anything_but_literals() -> None:
    wrong = [
        place
        for place, node in nodes()
        if isinstance(node, ast.Call)
        and called(node) in {"from_markup", "render_markup"}
        and not all(is_literal(argument) for argument in node.args)
    ]
    assert wrong == []


def private_names(tree: ast.AST) -> set[str]:
    """The single-underscore names that are read or written on ``self`` or another object."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_private(node.attr)
    } | {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and is_private(node.name)
    }


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and not name.startswith("_on_")


@cache
def private_names_of(base: type) -> frozenset[str]:
    """The private names a class of Textual defines, or sets on itself."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
    own = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    return frozenset(name for name in own | set(vars(base)) if is_private(name))


def our_classes() -> Iterator[type]:
    for path in sources():
        module: ModuleType = importlib.import_module(".".join(path.with_suffix("").parts))
        for _, found in inspect.getmembers(module, inspect.isclass):
            if found.__module__ == module.__name__:
                yield found


def test_no_class_uses_or_shadows_a_private_name_of_textual() -> None:
    wrong: list[str] = []
    for ours in our_classes():
        bases = [base for base in ours.__mro__ if base.__module__.startswith("textual.")]
        theirs = frozenset().union(*(private_names_of(base) for base in bases))
        mine = private_names(ast.parse(textwrap.dedent(inspect.getsource(ours))))
        used = sorted((mine & theirs) - set(ALLOWED_PRIVATE))
        wrong.extend(f"{ours.__module__}.{ours.__qualname__} {name}" for name in used)
    assert wrong == []
