"""Classification: ratings, motivations, adjustments, flags. Each change is saved when the function returns.

Every function that changes returns the treatment as it is afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from ksa_tui.domain.cleaning import long_text
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.rating import (
    ADJUST_CODES,
    NOT_RELEVANT,
    AdjustCode,
    Rating,
    unrated_areas,
)
from ksa_tui.domain.workshop import Assessment, Asset
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.derived import level_columns, standing_columns
from ksa_tui.services.drafts import TextField, drafts, keep_draft
from ksa_tui.services.flags import answer_flag, confirm_flags
from ksa_tui.services.places import Place, add_seconds, last_place, remember_place
from ksa_tui.services.treatments import Treatment, open_treatment_of, remember, treatment_of
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_assessment
from ksa_tui.store.tables import AssessmentRow, RatingRow, WorkshopAssetRow
