"""``ksa systems``: a table or JSON of what the systems inherit; refusals in words."""

from __future__ import annotations

from pathlib import Path

from ksa_tui.domain.systems import SystemUplift
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, system_changes, systems
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.system_changes import SystemDraft, UpliftDraft
from ksa_tui.services.workshops import WorkshopDraft, create
from tests.cli.running import Ksa
from tests.services.making import small_model

STEERING = "Röd\x1b[31m\x07\x9b2J\u202egnirts"


def build(home: Path) -> None:
    with open_store(Workspace(home), Actor("Anna")) as store:
        workshop = create(store, WorkshopDraft("Omsorg", "Maria Holm"))
        draft = AssetDraft("Journal", systems=("Lifecare", STEERING))
        treatment = assets.add(store, workshop, draft)
        classify.rate(store, treatment, "k", "int", 2)
        classify.rate(store, treatment, "r", "int", 0)
        made = system_changes.add(store, SystemDraft("Arkivet", supplier="Sydarkivera"))
        lifecare = system_changes.named(store, "Lifecare")
        system_changes.inherit(store, made, lifecare)
        (model,) = systems.read(store).models
        uplift = SystemUplift(lifecare, "k", "accumulation", 3, "Alla brukare")
        system_changes.set_uplift(store, UpliftDraft(model, uplift))


def test_the_systems_are_listed_with_their_levels(ksa: Ksa) -> None:
    build(ksa.home)
    ran = ksa("systems")
    assert (ran.code, ran.err) == (0, "")
    head, archive, lifecare, steering = ran.out.splitlines()
    assert head.split() == [
        "System", "K", "R", "T", "Assets", "Inherits", "from", "Levels",
    ]  # fmt: skip
    assert archive.split() == ["Arkivet", "3", "0", "–", "0", "1", "not", "everything", "rated"]
    assert lifecare.split() == ["Lifecare", "3+", "0", "–", "1", "0", "not", "everything", "rated"]
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(steering)
    assert "Systemen" not in ksa("systems", env={"KSA_LANG": "sv"}).err


def test_json_says_where_a_level_comes_from(ksa: Ksa) -> None:
    build(ksa.home)
    archive, lifecare, _steering = ksa("systems", "--json").json
    assert (archive["schema"], archive["supplier"], archive["assets"]) == (1, "Sydarkivera", [])
    assert archive["inherits_from"] == [{"id": lifecare["id"], "name": "Lifecare"}]
    assert lifecare["hands_on_to"] == [{"id": archive["id"], "name": "Arkivet"}]
    (asset,) = lifecare["assets"]
    assert (asset["levels"], asset["levels_are"]) == ({"K": 2, "R": 0, "T": None}, "proposed")
    (said,) = lifecare["models"]
    assert said["state"] == "started"
    assert said["levels"]["T"] is None
    assert said["levels"]["R"]["level"] == 0
    assert said["levels"]["K"] == {
        "level": 3,
        "inherited": 2,
        "is": "proposed",
        "from_assets": [asset["id"]],
        "from_systems": [],
        "moved": {
            "code": "accumulation",
            "direction": "up",
            "level": 3,
            "motivation": "Alla brukare",
            "counts": True,
        },
    }
    (above,) = archive["models"]
    assert above["levels"]["K"]["from_systems"] == [lifecare["id"]]


def test_two_models_have_a_line_each(ksa: Ksa) -> None:
    build(ksa.home)
    with open_store(Workspace(ksa.home), Actor("Anna")) as store:
        workshop = create(store, WorkshopDraft("Annan"), small_model())
        treatment = assets.add(store, workshop, AssetDraft("Planer", systems=("Lifecare",)))
        classify.rate(store, treatment, "m", "folk", 4)
    lines = [line for line in ksa("systems").out.splitlines() if line.startswith("Lifecare")]
    assert [("Small model 1" in line, "3+" in line) for line in lines] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )
    assert len(ksa("systems", "--json").json[1]["models"]) == 2


def test_without_a_store_it_is_refused_and_without_systems_it_is_said(ksa: Ksa) -> None:
    none = ksa("systems")
    assert (none.code, none.out) == (1, "")
    assert "no workshops" in none.err
    ksa.new()
    assert "no systems yet" in ksa("systems").out
    assert ksa("systems", "--json").json == []
    assert ksa("systems", "--nej").code == 2
