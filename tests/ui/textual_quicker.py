"""What Textual does again for each app and each key of a test, done once, or only where there is need.

Nothing that an app does is left out or put in another order: style sheets are read alike, and a pilot waits for
every widget that has something left to do.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.pilot import Pilot

_READ: Final[dict[tuple[Any, ...], list[RuleSet]]] = {}
"""The rules of a style sheet under a theme's colours; an app has some seventy sheets."""

_read_rules: Final = Stylesheet._parse_rules
_wait_for_all: Final = Pilot._wait_for_screen


def _rules_read_once(
    sheet: Stylesheet, css: str, read_from: Any, *details: Any, **named: Any
) -> list[RuleSet]:
    colours = frozenset(sheet._variables.items())
    key = (css, read_from, details, tuple(named.items()), colours)
    if key not in _READ:
        _READ[key] = _read_rules(sheet, css, read_from, *details, **named)
    return _READ[key]


async def _wait_for_busy(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    """Wait for the app and all widgets unless none of them has anything left to do."""
    app = pilot.app
    if app._exception is None and app._screen_stack:
        pumps = [app, *app.screen.walk_children(with_self=True)]
        if not any(map(_is_busy, pumps)):
            await asyncio.sleep(0)
            return True
    return await _wait_for_all(pilot, timeout)


def _is_busy(pump: MessagePump) -> bool:
    """Whether a message waits or is being handled: only one with nothing left to do waits for the next."""
    queue: Any = pump._message_queue
    return bool(queue.values) or not queue.ready_event._waiters or bool(pump._next_callbacks)


def make_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the end of a test."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", _rules_read_once)
    monkeypatch.setattr(Pilot, "_wait_for_screen", _wait_for_busy)
