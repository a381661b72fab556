"""The TOML files behind the method: the classification model, the starter catalogue, the measures."""

from __future__ import annotations

from ksa_tui.reference.checking import CheckResult, check_file
from ksa_tui.reference.loading import (
    load_catalogue,
    load_measures,
    load_model,
    parse_model,
    read_model_text,
    shipped_dir,
    stamp,
    text_digest,
)
from ksa_tui.reference.problems import BadFileError, Problem

__all__ = [
    "BadFileError",
    "CheckResult",
    "Problem",
    "check_file",
    "load_catalogue",
    "load_measures",
    "load_model",
    "parse_model",
    "read_model_text",
    "shipped_dir",
    "stamp",
    "text_digest",
]
