"""The rules hold on the shipped model and on one with other aspects, areas and scales."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksa_tui.domain.model import Model
from ksa_tui.reference import load_model, parse_model

OWN_MODEL = Path(__file__).parents[1] / "reference" / "files" / "own_model.toml"


@pytest.fixture(scope="session")
def shipped() -> Model:
    """Three aspects of four levels, six areas."""
    return load_model()


@pytest.fixture(scope="session")
def own() -> Model:
    """Four aspects of 5, 3, 4 and 3 levels, three areas."""
    return parse_model(OWN_MODEL.read_text(encoding="utf-8"), OWN_MODEL.name)


@pytest.fixture(scope="session", params=["shipped", "own"])
def model(request: pytest.FixtureRequest, shipped: Model, own: Model) -> Model:
    """Each of the two."""
    return {"shipped": shipped, "own": own}[request.param]
