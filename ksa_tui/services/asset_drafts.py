"""What is asked about an asset in its form or its list, checked and spelled as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from ksa_tui.domain.cleaning import EMPTY_NAME, long_text, optional, required
from ksa_tui.domain.model import Model
from ksa_tui.domain.texts import fold, sorted_folded
from ksa_tui.domain.workshop import Ref
from ksa_tui.services.flags import check_flag
from ksa_tui.services.shapes import AssetDraft

T = TypeVar("T")


def checked(model: Model, draft: AssetDraft) -> AssetDraft:
    """The draft with its texts cleaned; no name, too long a text or an unknown flag is refused."""
    for flag in draft.flags:
        check_flag(model, flag)
    return AssetDraft(
        name=required(draft.name, EMPTY_NAME),
        description=long_text(draft.description),
        medium=optional(draft.medium),
        systems=_distinct([name for name in map(optional, draft.systems) if name], fold),
        refs=_distinct([ref for ref in map(_cleaned, draft.refs) if ref.value], _itself),
        flags=draft.flags,
        flag_source=draft.flag_source,
        department=optional(draft.department),
        owner_name=optional(draft.owner_name),
        catalogue_id=draft.catalogue_id,
        note=long_text(draft.note),
    )


def _distinct(values: Sequence[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """One of each; most assets have one at most."""
    return tuple(values) if len(values) < 2 else tuple({key(v): v for v in values}.values())


def _itself(ref: Ref) -> Ref:
    return ref


def _cleaned(ref: Ref) -> Ref:
    value = long_text(ref.value)
    return ref if value == ref.value else Ref(ref.kind, value, ref.sure)


def named(name: str) -> dict[str, Any]:
    """A name's columns: as written, as it is searched in, as it is sorted."""
    folded = fold(name)
    return {"name": name, "folded": folded, "sort_key": sorted_folded(folded)}


def ref_columns(refs: Iterable[Ref]) -> list[dict[str, Any]]:
    """The columns of references; their place counts within one kind."""
    counts: dict[str, int] = {}
    columns = []
    for ref in refs:
        position = counts.get(ref.kind, 0)
        counts[ref.kind] = position + 1
        columns.append(
            {"kind": ref.kind, "value": ref.value, "sure": ref.sure, "position": position}
        )
    return columns
