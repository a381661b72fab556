"""The shipped files: complete, consistent, in the words that were decided."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ksa_tui.domain.model import GENERAL, Model
from ksa_tui.domain.rating import floor_of
from ksa_tui.domain.texts import Text
from ksa_tui.reference import check_file, load_catalogue, load_measures, shipped_dir

NAMES = ("model.toml", "catalogue.toml", "measures.toml")
DATA = Path(__file__).parents[2] / "data"


def texts_of(value: object) -> Iterator[Text]:
    """Every text in a tree of frozen dataclasses, tuples and mappings."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts_of(getattr(value, name))


@pytest.fixture(scope="module")
def all_texts(shipped: Model) -> list[Text]:
    return [*texts_of(shipped), *texts_of(load_catalogue()), *texts_of(load_measures())]


def test_the_model_has_what_it_should(shipped: Model) -> None:
    counts = {
        "descriptors": 72, "distinctions": 54, "questions": 35, "flags": 19, "floors": 14,
        "aspects": 3, "areas": 6, "roles": 12, "review_triggers": 6,
    }  # fmt: skip
    assert {name: len(getattr(shipped, name)) for name in counts} == counts
    assert [aspect.letter for aspect in shipped.aspects] == ["K", "R", "T"]
    assert [len(aspect.levels) for aspect in shipped.aspects] == [4, 4, 4]


def test_catalogue_and_measures_have_what_they_should() -> None:
    catalogue, measures = load_catalogue(), load_measures()
    assert (len(catalogue.areas), len(catalogue.secrecy), len(catalogue.assets)) == (16, 41, 77)
    assert sum(asset.core for asset in catalogue.assets) == 53
    assert (len(measures.groups), len(measures.measures)) == (13, 89)
    assert sum(measure.procurement for measure in measures.measures) == 49


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_file_passes_its_own_check_without_a_remark(name: str) -> None:
    result = check_file(DATA / name)
    assert (result.problems, result.warnings) == ((), ())


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_file_says_what_it_is_and_what_is_only_proposed(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    header = text[: text.index("\nkind = ")]
    assert "FÖRSLAG, INTE FAKTA" in header
    assert "OSÄKERT, KONTROLLERA FÖRE BRUK" in header
    data = tomllib.loads(text)
    assert f"{name.removesuffix('.toml')}" == data["kind"]
    assert data["id"]
    assert data["version"]


def test_the_files_come_from_one_place() -> None:
    assert {
        (shipped_dir() / name).read_bytes() == (DATA / name).read_bytes() for name in NAMES
    } == {True}


def test_every_text_is_in_both_languages(all_texts: list[Text]) -> None:
    assert [text for text in all_texts if bool(text.sv) != bool(text.en)] == []
    assert all(asset.description.sv for asset in load_catalogue().assets)


def test_no_placeholder_is_left_in_either_language(all_texts: list[Text]) -> None:
    assert [t for t in all_texts if re.search(r"[{}]", t.sv + t.en)] == []


def test_amounts_are_written_as_each_language_writes_them(shipped: Model) -> None:
    text = shipped.descriptor("eko", "k", 1)
    assert "100\u00a0000–1\u00a0000\u00a0000 kr" in text.sv
    assert "SEK 100,000–1,000,000" in text.en


def test_short_names_are_short(shipped: Model) -> None:
    shorts = [aspect.short for aspect in shipped.aspects]
    shorts += [area.short for area in shipped.areas]
    shorts += [level.short for aspect in shipped.aspects for level in aspect.levels]
    assert [short for short in shorts if len(short.sv) > 24 or len(short.en) > 24] == []


def test_what_is_product_and_not_model_is_not_in_the_file() -> None:
    data = tomllib.loads((DATA / "model.toml").read_text(encoding="utf-8"))
    gone = {"decision_option", "status", "step", "protective_security_class", "scheme"}
    assert gone & data.keys() == set()


def test_levels_carry_the_names_of_their_protection(shipped: Model) -> None:
    for aspect in shipped.aspects:
        assert [level.protection.sv for level in aspect.levels] == [
            "Basnivå", "Grundskydd", "Utökat skydd", "Högt skydd",
        ]  # fmt: skip


def test_every_flag_can_be_set_and_only_the_collection_s_own_are_not_an_asset_s(
    shipped: Model,
) -> None:
    asked = {question.flag for question in shipped.questions}
    assert [flag.id for flag in shipped.flags if flag.id not in asked] == []
    of_collection = [flag.id for flag in shipped.flags if flag.scope == "collection"]
    assert of_collection == ["aggregation", "accumulation"]
    uplifts = [(q.id, q.scope, q.flag) for q in shipped.questions if q.kind == "uplift"]
    assert uplifts == [("g6", "collection", "aggregation"), ("g7", "collection", "accumulation")]


def test_the_stop_belongs_to_no_aspect_and_is_asked_for(shipped: Model) -> None:
    assert shipped.stop is not None
    flag = shipped.flag(shipped.stop.flag)
    assert flag is not None
    assert flag.aspect == GENERAL
    assert [q.id for q in shipped.questions if q.kind == "stop"] == ["k10"]
    assert shipped.stop.text.sv.startswith("Stanna här. Uppgifterna kan omfattas")


DECIDED = {
    ("liv", "k", 0): "Att uppgifterna blir kända påverkar varken någons liv och hälsa eller miljön.",
    ("liv", "r", 0): "Fel i uppgifterna kan varken skada någons hälsa eller miljön.",
    ("liv", "t", 0): "Ett avbrott som varar längre än fem arbetsdagar påverkar varken någons hälsa"
    " eller miljön.",
    ("int", "k", 1): "Begränsat intrång: vanliga kontakt- eller ärendeuppgifter som inte omfattas"
    " av sekretess.",
    ("int", "r", 1): "Fel vållar en enskild besvär eller dröjsmål men är lätta att rätta.",
    ("rat", "k", 0): "Varken lag eller avtal kräver att uppgifterna hålls inom en viss krets.",
    ("rat", "t", 1): "En enstaka tidsfrist kan överskridas utan rättslig följd.",
}  # fmt: skip


@pytest.mark.parametrize(("place", "text"), DECIDED.items())
def test_the_wording_is_the_decided_one(
    shipped: Model, place: tuple[str, str, int], text: str
) -> None:
    assert shipped.descriptors[place].sv == text


WORDS = {
    ("liv", "r", 2): "men inte bestående",
    ("liv", "t", 2): "kommer till skada, men inte bestående",
    ("int", "r", 2): "svår att själv upptäcka",
    ("int", "r", 3): "allvarligt ingripande",
    ("int", "t", 2): "sin rätt i tid; skadan märks efter en arbetsdag",
    ("ver", "k", 1): "på en enhet, till exempel när ett utkast",
    ("ver", "k", 2): "förlorar sin verkan",
    ("ver", "r", 2): "det krävs särskilda insatser för att rätta dem",
    ("rat", "k", 3): "straffansvar är att vänta",
    ("rat", "r", 2): "diarieföring, bokföring, journalföring eller arkivering",
    ("rat", "t", 0): "tidsfrister",
    ("rat", "t", 2): "utlämnande av allmän handling",
    ("eko", "k", 2): "leder till kostnader på",
    ("eko", "t", 3): "Ett avbrott leder till kostnader på mer än",
}


@pytest.mark.parametrize(("place", "words"), WORDS.items())
def test_the_wording_has_the_decided_words(
    shipped: Model, place: tuple[str, str, int], words: str
) -> None:
    assert words in shipped.descriptors[place].sv


def test_questions_flags_and_roles_have_the_decided_words(shipped: Model) -> None:
    questions = {question.id: question.text.sv for question in shipped.questions}
    assert questions["k8"] == "Kan uppgifter om personer med skyddade personuppgifter förekomma?"
    assert "andra säkerhetsförhållanden" in questions["k9"]
    assert questions["t4"].startswith("Hur mycket av det senast inmatade har ni råd att förlora")
    assert "en egen informationsmängd" in questions["k13"]
    payments = "Styr utbetalningar, löner eller avgifter"
    assert [f.name.sv for f in shipped.flags if f.id == "payments"] == [payments]
    assert [f.reason.sv for f in shipped.floors if f.flag == "payments"] == [payments]
    facilitator = shipped.role("facilitator")
    assert facilitator is not None
    assert facilitator.task.sv == "Leder arbetet men avgör inte nivån"


def test_no_question_asks_two_things_that_are_answered_by_one_yes(shipped: Model) -> None:
    doubled = [q.id for q in shipped.questions if q.flag and q.text.sv.count("?") > 1]
    assert doubled == []


def test_old_words_are_gone(all_texts: list[Text]) -> None:
    old = re.compile(r"\bgap\b|\bIT\b|tappar|ingrepp|Öppen nivå|dataskyddsmyndighet|Riskbedömning")
    assert [text.sv for text in all_texts if old.search(text.sv)] == []


def test_availability_has_no_gap_between_its_levels(shipped: Model) -> None:
    days, day, hours = "fem arbetsdagar", "en arbetsdag", "fyra timmar"
    limits = {
        ("liv", 0): days, ("liv", 1): day, ("liv", 2): day, ("ver", 0): days, ("ver", 2): day,
        ("ver", 3): hours,
    }  # fmt: skip
    for (area, level), limit in limits.items():
        assert limit in shipped.descriptor(area, "t", level).sv
    assert f"mer än {day} men högst {days}" in shipped.descriptor("ver", "t", 1).sv


def test_no_hint_lies_below_the_floors_of_its_own_flags(shipped: Model) -> None:
    low = []
    for asset in load_catalogue().assets:
        for aspect, level in asset.hint.items():
            floor = floor_of(shipped, aspect, asset.flags)
            if floor and level < floor.level:
                low.append((asset.id, aspect))
    assert low == []


def test_the_catalogue_is_corrected() -> None:
    assets = {asset.id: asset for asset in load_catalogue().assets}
    assert assets["VA-01"].name.sv == "Styrdata, larm och driftläge i vattenförsörjningen"
    assert assets["FA-01"].name.sv == "Fastighetsritningar, nycklar och driftuppgifter"
    assert assets["SK-08"].name.sv == "Elevarbeten, omdömen och meddelanden"
    assert assets["IT-05"].name.sv == "E-post och gemensamma arbetsdokument"
    assert "brister" in assets["IT-06"].description.sv
    assert assets["KL-08"].osl == ()
    assert "skyddar rösterna" in assets["KL-08"].note.sv
    assert [a.id for a in assets.values() if a.stop] == ["BE-03"]
    assert [a.id for a in assets.values() if not a.osl and not a.osl_sure] == []
    assert [i for i in ("EK-04", "EK-06", "SB-03") if "personal" not in assets[i].flags] == []


def test_the_measures_are_corrected() -> None:
    measures = {measure.id: measure for measure in load_measures().measures}
    assert (measures["HAN-07"].threshold, measures["HAN-07"].needs) == ({"k": 0}, ("open",))
    assert measures["ATK-09"].needs == ("protected_identity",)
    assert measures["RAT-02"].needs == ("personal", "supplier")
    assert {m.needs for m in measures.values() if m.group == "LEV"} == {("supplier",)}
    assert measures["DRI-01"].title.sv == "Centralt hanterade datorer och telefoner"
    assert measures["ATK-03"].title.sv == "Behörigheter avslutas i tid"
    assert "Integritetsskyddsmyndigheten" in measures["INC-03"].is_text.sv
    assert measures["HAN-08"].threshold == {"r": 2}


def test_no_requirement_reveals_a_level() -> None:
    shall = [m.shall_text for m in load_measures().measures if m.shall_text]
    told = re.compile(r"(?<!tillits)nivå|klassning|(?<!assurance )\blevel\b|classification")
    assert [text for text in shall if told.search(text.sv) or told.search(text.en)] == []
