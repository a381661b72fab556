"""How far one has come in something that takes several pages."""

from __future__ import annotations

from textual.content import Content

from ksa_tui.i18n import _
from ksa_tui.ui.widgets.meter import meter


def step_meter(step: int, steps: int) -> Content:
    """How far one has come: "step 1 of 3" and a meter."""
    words = _("step {step} of {steps}").format(step=step, steps=steps)
    return Content.assemble(words, "  ", meter(step, steps))
