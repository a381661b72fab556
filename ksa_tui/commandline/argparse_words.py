"""Makes argparse speak our language, through the gettext domain that it asks by itself."""

from __future__ import annotations

import gettext as stdlib_gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Final

from ksa_tui.i18n import N_, language

WORDS: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)"),
    N_("not allowed with argument %s"),
)
"""What argparse says to those who use our options; its other messages are for those who write them."""


@contextmanager
def in_our_language() -> Iterator[None]:
    """While this lasts, argparse speaks the language of :mod:`ksa_tui.i18n`."""
    domain, before = stdlib_gettext.textdomain(), os.environ.get("LANGUAGE")
    stdlib_gettext.bindtextdomain("ksa", str(files("ksa_tui") / "locale"))
    stdlib_gettext.textdomain("ksa")
    os.environ["LANGUAGE"] = language()
    try:
        yield
    finally:
        stdlib_gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
