"""What the export says of the owners who get a workbook."""

from __future__ import annotations

from uuid import UUID

import pytest

from ksa_tui.domain.workshop import Owner
from ksa_tui.i18n import set_language
from ksa_tui.ui.export_words import owners_named


def owner(number: int) -> Owner:
    return Owner(UUID(int=number), f"Ägare [{number}]\n")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, ""),
        (2, "2 owners, a workbook for each: Ägare [1] , Ägare [2] "),
        (4, "4 owners, a workbook for each: Ägare [1] , Ägare [2] , Ägare [3]  …"),
    ],
)
def test_the_first_owners_are_named(count: int, said: str) -> None:
    set_language("en")
    assert owners_named([owner(n) for n in range(1, count + 1)]) == said


def test_a_draft_without_an_owner_names_the_others() -> None:
    set_language("en")
    assert owners_named([None, owner(1)]).startswith("2 owners")
