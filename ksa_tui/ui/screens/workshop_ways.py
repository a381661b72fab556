"""The panels that the workshop screen opens: each is imported when it is first gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from ksa_tui.domain.walking import WalkOrder
    from ksa_tui.services.letters import Mail
    from ksa_tui.ui.dialogs.anew import AnewPanel
    from ksa_tui.ui.dialogs.asset_form import AddAssets, EditAsset
    from ksa_tui.ui.dialogs.catalogue import CataloguePanel
    from ksa_tui.ui.dialogs.export_workbook import ExportPanel
    from ksa_tui.ui.dialogs.import_list import ImportPanel
    from ksa_tui.ui.dialogs.mail import MailPanel
    from ksa_tui.ui.dialogs.pool import PoolPanel

Way: TypeAlias = Literal[
    "checks",
    "order",
    "together",
    "participants",
    "systems",
    "parked",
    "history",
    "by_hand",
    "receipts",
    "measures",
    "split",
    "merge",
]


def pause(workshop_id: UUID, title: str) -> Screen[None]:
    """A break."""
    from ksa_tui.ui.screens.pause import PauseScreen

    return PauseScreen(workshop_id, title)


def add_assets(workshop_id: UUID) -> AddAssets:
    """A form that stays open for several assets."""
    from ksa_tui.ui.dialogs.asset_form import AddAssets

    return AddAssets(workshop_id)


def edit_asset(workshop_id: UUID, treatment_id: UUID) -> EditAsset:
    """The form of one asset."""
    from ksa_tui.ui.dialogs.asset_form import EditAsset

    return EditAsset(workshop_id, treatment_id)


def catalogue(workshop_id: UUID) -> CataloguePanel:
    """The catalogue to take from."""
    from ksa_tui.ui.dialogs.catalogue import CataloguePanel

    return CataloguePanel(workshop_id)


def pool(workshop_id: UUID) -> PoolPanel:
    """What an import left outside."""
    from ksa_tui.ui.dialogs.pool import PoolPanel

    return PoolPanel(workshop_id)


def anew(workshop_id: UUID) -> AnewPanel:
    """Decided assets, to classify once more."""
    from ksa_tui.ui.dialogs.anew import AnewPanel

    return AnewPanel(workshop_id)


def mail(letter: Mail) -> MailPanel:
    """The words that go with a workbook."""
    from ksa_tui.ui.dialogs.mail import MailPanel

    return MailPanel(letter)


def import_list(workshop_id: UUID) -> ImportPanel:
    """From a file to new assets."""
    from ksa_tui.ui.dialogs.import_list import ImportPanel

    return ImportPanel(workshop_id)


def export_workbook(workshop_id: UUID) -> ExportPanel:
    """From the workshop to the owner's workbook."""
    from ksa_tui.ui.dialogs.export_workbook import ExportPanel

    return ExportPanel(workshop_id)


def _checks(workshop_id: UUID, _treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.dialogs.checks import ChecksPanel

    return ChecksPanel(workshop_id)


def _order(workshop_id: UUID, _treatment: UUID | None) -> Screen[WalkOrder]:
    from ksa_tui.ui.dialogs.walk_order import WalkOrderForm

    return WalkOrderForm(workshop_id)


def _together(workshop_id: UUID, _treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.dialogs.together import TogetherPanel

    return TogetherPanel(workshop_id)


def _participants(workshop_id: UUID, _treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.dialogs.participants import ParticipantsPanel

    return ParticipantsPanel(workshop_id)


def _systems(workshop_id: UUID, _treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.screens.systems import SystemsPage

    return SystemsPage(workshop_id)


def _parked(workshop_id: UUID, treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.dialogs.parked import ParkedPanel

    return ParkedPanel(workshop_id, treatment)


def _history(_workshop_id: UUID, treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.dialogs.history import HistoryPanel

    if treatment is None:
        raise RuntimeError("a history is of an asset")
    return HistoryPanel(treatment)


def _by_hand(workshop_id: UUID, _treatment: UUID | None) -> Screen[bool]:
    from ksa_tui.ui.screens.by_hand import ByHandPage

    return ByHandPage(workshop_id)


def _receipts(workshop_id: UUID, _treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.dialogs.receipts import ReceiptsPanel

    return ReceiptsPanel(workshop_id)


def _split(_workshop_id: UUID, treatment: UUID | None) -> Screen[Any]:
    from ksa_tui.ui.dialogs.lineage import SplitForm

    if treatment is None:
        raise RuntimeError("a split is of an asset")
    return SplitForm(treatment)


def _merge(workshop_id: UUID, treatment: UUID | None) -> Screen[Any]:
    from ksa_tui.ui.dialogs.lineage import MergePanel

    return MergePanel(workshop_id, treatment)


def _measures(workshop_id: UUID, _treatment: UUID | None) -> Screen[None]:
    from ksa_tui.ui.screens.measures import MeasuresPage

    return MeasuresPage(workshop_id)


SURROUNDINGS: Final[Mapping[Way, Callable[[UUID, UUID | None], Screen[Any]]]] = {
    "checks": _checks,
    "order": _order,
    "together": _together,
    "participants": _participants,
    "systems": _systems,
    "parked": _parked,
    "history": _history,
    "by_hand": _by_hand,
    "receipts": _receipts,
    "measures": _measures,
    "split": _split,
    "merge": _merge,
}
"""What surrounds the table, by name; each gets the workshop and the treatment under the cursor."""
