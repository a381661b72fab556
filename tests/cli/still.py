"""``ksa`` whose clock stands still: ``python -m tests.cli.still MOMENT ARGUMENTS``."""

from __future__ import annotations

import sys
from datetime import datetime

from ksa_tui.cli import main


def stop_the_clock(moment: str) -> None:
    """From now on a store that is opened is told this moment, an ISO text, whenever it asks."""
    from ksa_tui.services.stores import open_store

    now = datetime.fromisoformat(moment)
    assert open_store.__kwdefaults__ is not None
    open_store.__kwdefaults__["clock"] = lambda: now


if __name__ == "__main__":
    stop_the_clock(sys.argv.pop(1))
    sys.exit(main())
