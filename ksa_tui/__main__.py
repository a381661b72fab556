"""``python -m ksa_tui`` is ``ksa``."""

from __future__ import annotations

import sys

from ksa_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
