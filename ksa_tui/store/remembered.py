"""What an open store remembers of what was read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ksa_tui.domain.looking_over import Findings
from ksa_tui.domain.model import Measures, Model
from ksa_tui.domain.similar import Decided
from ksa_tui.domain.sitting import Sitting
from ksa_tui.domain.workshop import Asset

if TYPE_CHECKING:
    from ksa_tui.store.at_hand import AtHand


@dataclass(slots=True)
class Remembered:
    """What was read once and is still true: spares the statements of reading it again."""

    models: dict[UUID, Model] = field(default_factory=dict)
    """By workshop, frozen with it."""
    frozen: dict[str, Model] = field(default_factory=dict)
    """By how the store keeps it: the same for most workshops."""
    treatment: tuple[int, UUID, Asset] | None = None
    """The treatment last at hand: the generation it is true for, its workshop, and itself."""
    table: tuple[int, UUID, object] | None = None
    """The rows of the workshop last shown: the generation they are true for, and the workshop."""
    assets: AtHand | None = None
    """The assets of the workshop last loaded."""
    timed: set[UUID] = field(default_factory=set)
    """The assets whose time was counted since: that is no part of the history, so no generation tells of it."""
    decided: tuple[object, Decided, int] | None = None
    """Everything that was decided, the state of the decisions and the last generation that it is true for."""
    findings: tuple[UUID, Decided, Findings] | None = None
    """What was found in the workshop last looked over, compared with what was decided."""
    looking: Lock = field(default_factory=Lock)
    """Held while a workshop is looked over: that goes on behind the screen."""
    measures: dict[UUID, Measures] = field(default_factory=dict)
    """By workshop, frozen with it."""
    register: tuple[int, object] | None = None
    """What the register is searched in, and the generation it is true for."""
    systems: tuple[tuple[int, UUID | None], object] | None = None
    """The systems, the generation they are true for, and the workshop that they are seen from."""
    references: dict[tuple[object, ...], object] = field(default_factory=dict)
    """Reference files by kind and state of their file."""
    sitting: tuple[UUID, Sitting] | None = None
    """The sitting last at hand, which is in the store, and its workshop."""
    safety: Any = None
    """How the last attempt to make a backup went."""

    def forget_content(self) -> None:
        """What was said of assets: after a stop it must be nowhere."""
        self.treatment = self.table = self.assets = self.findings = None
        self.register = self.systems = None
