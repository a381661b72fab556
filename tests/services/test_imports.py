"""Lists into a workshop: the plan changes nothing, the import is one step, everything not taken is named."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.importing import (
    Choices,
    Code,
    Effect,
    Field,
    ImportPlan,
    ImportResult,
    Match,
    Problem,
    RowState,
)
from ksa_tui.errors import KsaError, RuleError, SpreadsheetError
from ksa_tui.i18n import set_language
from ksa_tui.services import assets, history, import_words, imports, workshops
from ksa_tui.services.shapes import AssetDraft
from ksa_tui.services.tables import table
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.spreadsheets.listmaking import FORMATS, HEADER, Row, Sheet, realistic_rows, write

LIST: list[Row] = [
    ["Exempelby kommun"],
    [
        "Nr",
        "Informationsmängd",
        "Sekretess",
        "Personuppgifter",
        "System",
        "Förvaltning",
        "Ägare",
        "K",
        "Anm",
    ],
    ["SOCIALFÖRVALTNINGEN"],
    [
        "1",
        "Personakter",
        "OSL 26:1",
        "Ja, känsliga",
        "Treserva; Lifecare",
        None,
        "Socialchef",
        "3",
        "se plan",
    ],
    ["2", "Avgifter", "PDL", "Delvis", None, "Ekonomi", None, "1", None],
    ["3", "personakter", None, None, None, None, None, None, None],
    ["4", None, "OSL 21:3", None, None, None, None, None, None],
]


def plan_of(
    store: Store, workshop: UUID, folder: Path, *rows: Row, choices: Choices | None = None
) -> ImportPlan:
    return imports.plan(store, workshop, write(folder, "csv", Sheet(rows or LIST)), choices)


def asset_names(store: Store, workshop: UUID) -> list[str]:
    return [row.name for row in table(store, workshop).rows]


def pool_names(store: Store, workshop: UUID) -> list[str]:
    return [row.name for row in assets.pool(store, workshop)]


@pytest.mark.parametrize("kind", FORMATS)
def test_three_hundred_assets_of_every_format_go_in(
    store: Store, workshop: UUID, tmp_path: Path, kind: str
) -> None:
    rows = realistic_rows(300)
    plan = imports.plan(store, workshop, write(tmp_path, kind, Sheet([HEADER, *rows])))
    result = imports.commit(store, workshop, plan, plan.new)
    assert result == ImportResult(added=300, pooled=0, left=0)
    assert asset_names(store, workshop) == [row[1] for row in rows]
    first = workshops.load(store, workshop).assets[0]
    assert first.department is not None
    assert first.department.name == rows[0][6]


def test_a_plan_changes_nothing(store: Store, workshop: UUID, tmp_path: Path) -> None:
    before = store.workspace.store.read_bytes()
    plan = plan_of(store, workshop, tmp_path)
    imports.preview(plan, plan.new)
    imports.report_lines(plan, imports.preview(plan, plan.new))
    assert store.workspace.store.read_bytes() == before


def test_an_imported_asset_has_all_that_the_list_said(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    plan = plan_of(store, workshop, tmp_path)
    imports.commit(store, workshop, plan, plan.new)
    first, second = workshops.load(store, workshop).assets
    assert first.name == "Personakter"
    assert {system.name for system in first.systems} == {"Treserva", "Lifecare"}
    assert first.department is not None
    assert first.department.name == "Socialförvaltningen"
    assert first.owner is not None
    assert first.owner.name == "Socialchef"
    kept = {(ref.kind, ref.value, ref.sure) for ref in first.refs}
    assert kept == {
        ("note", "Nr: 1\nAnm: se plan", True),
        ("law", "26 kap. 1 § OSL", True),
        ("personal_data", "Ja, känsliga", True),
        ("source_row", "lista.csv › 4", True),
    }
    assert ("law", "PDL", False) in {(ref.kind, ref.value, ref.sure) for ref in second.refs}
    assert all(not a.touched for asset in (first, second) for a in asset.assessments.values())


def test_flags_arrive_unconfirmed_and_only_those_the_model_knows(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    plan = plan_of(store, workshop, tmp_path)
    assert plan.rows[0].draft.flags == {"personal": True, "sensitive": True}
    imports.commit(store, workshop, plan, plan.new)
    assert workshops.load(store, workshop).assets[0].flags == ()


def test_flags_of_the_shipped_model_are_asked_again(store: Store, tmp_path: Path) -> None:
    workshop = workshops.create(store, WorkshopDraft("Socialtjänsten"))
    plan = plan_of(store, workshop, tmp_path)
    imports.commit(store, workshop, plan, plan.new)
    answers = workshops.load(store, workshop).assets[0].flags
    assert {(a.flag, a.value, a.source, a.confirmed) for a in answers} == {
        ("personal", True, "import", False),
        ("sensitive", True, "import", False),
    }


def test_rows_not_chosen_wait_in_the_pool_and_duplicates_nowhere(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    plan = plan_of(store, workshop, tmp_path)
    assert [row.state for row in plan.rows] == [
        RowState.NEW,
        RowState.NEW,
        RowState.DUPLICATE_IN_FILE,
    ]
    expected = ImportResult(added=1, pooled=1, left=1)
    assert imports.preview(plan, [0]) == expected
    assert imports.commit(store, workshop, plan, [0]) == expected
    assert asset_names(store, workshop) == ["Personakter"]
    assert pool_names(store, workshop) == ["Avgifter"]


def test_the_rest_may_be_left_out(store: Store, workshop: UUID, tmp_path: Path) -> None:
    plan = plan_of(store, workshop, tmp_path)
    result = imports.commit(store, workshop, plan, [1], rest_to_pool=False)
    assert result == ImportResult(added=1, pooled=0, left=2)
    assert pool_names(store, workshop) == []


def test_one_undo_takes_the_whole_import_back(store: Store, workshop: UUID, tmp_path: Path) -> None:
    plan = plan_of(store, workshop, tmp_path)
    imports.commit(store, workshop, plan, [0])
    history.undo(store)
    assert asset_names(store, workshop) == []
    assert pool_names(store, workshop) == []


def test_the_same_list_again_brings_nothing(store: Store, workshop: UUID, tmp_path: Path) -> None:
    first = plan_of(store, workshop, tmp_path)
    imports.commit(store, workshop, first, [0])
    again = plan_of(store, workshop, tmp_path)
    assert [row.state for row in again.rows] == [
        RowState.DUPLICATE_IN_WORKSHOP,
        RowState.DUPLICATE_IN_POOL,
        RowState.DUPLICATE_IN_WORKSHOP,
    ]
    assert again.rows[2].same_as == "Personakter"
    assert imports.commit(store, workshop, again, again.new) == ImportResult(0, 0, 3)
    assert asset_names(store, workshop) == ["Personakter"]


def test_a_duplicate_that_is_chosen_gets_a_name_of_its_own(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    assets.add(store, workshop, AssetDraft("Avtal"))
    rows: list[Row] = [
        ["Informationsmängd", "Förvaltning"],
        ["Avtal", "Socialförvaltningen"],
        ["Avtal", "Socialförvaltningen"],
        ["Avtal", None],
    ]
    plan = plan_of(store, workshop, tmp_path, *rows)
    imports.commit(store, workshop, plan, [0, 1, 2])
    assert asset_names(store, workshop) == [
        "Avtal",
        "Avtal (Socialförvaltningen)",
        "Avtal (2)",
        "Avtal (3)",
    ]


def test_a_heading_that_is_no_department_is_kept_in_the_note(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    rows: list[Row] = [
        ["Informationsmängd", "System"],
        ["LEDA OCH STYRA", None],
        ["Delegationsordning", "Platina"],
    ]
    plan = plan_of(store, workshop, tmp_path, *rows)
    set_language("en")
    imports.commit(store, workshop, plan, plan.new)
    (asset,) = workshops.load(store, workshop).assets
    assert [r.value for r in asset.refs if r.kind == "note"] == [
        "Heading in the list: LEDA OCH STYRA"
    ]


def test_a_list_without_names_is_refused_with_what_to_do(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    plan = plan_of(store, workshop, tmp_path, ["System", "Sekretess"], ["Treserva", "OSL 26:1"])
    with pytest.raises(RuleError) as caught:
        imports.commit(store, workshop, plan, plan.new)
    assert "Informationsmängd" in str(caught.value)
    chosen = plan_of(
        store,
        workshop,
        tmp_path,
        ["System", "Sekretess"],
        ["Treserva", "OSL 26:1"],
        choices=Choices().with_column("lista.csv", "A", Field.NAME),
    )
    assert chosen.columns[0].match is Match.CHOSEN
    imports.commit(store, workshop, chosen, chosen.new)
    assert asset_names(store, workshop) == ["Treserva"]


def test_a_file_that_is_no_list_changes_nothing(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(SpreadsheetError):
        imports.plan(store, workshop, path)
    with pytest.raises(KsaError):
        imports.plan(store, UUID(int=1), write(tmp_path, "csv", Sheet(LIST)))
    assert asset_names(store, workshop) == []


def test_texts_longer_than_the_store_takes_do_not_stop_a_list(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    long = "ord " * 30_000
    rows: list[Row] = [
        [
            "Informationsmängd",
            "Beskrivning",
            "System",
            "Ägare",
            "Sekretess",
            "Anmärkning",
            "Kommentar",
            "Format",
        ],
        [long, long, long, long, long, long, long, long],
    ]
    plan = plan_of(store, workshop, tmp_path, *rows)
    assert imports.commit(store, workshop, plan, plan.new).added == 1
    assert Code.TEXT_CUT in {p.code for p in plan.skipped}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_names_everything_that_is_not_taken(
    store: Store, workshop: UUID, tmp_path: Path, language: str
) -> None:
    set_language(language)
    plan = plan_of(store, workshop, tmp_path)
    lines = imports.report_lines(plan, imports.preview(plan, plan.new))
    text = "\n".join(lines)
    for wanted in (
        "lista.csv",
        "SOCIALFÖRVALTNINGEN",
        "OSL 21:3",
        "Exempelby kommun",
        "personakter",
        "Delvis",
    ):
        assert wanted in text
    assert sum(line.startswith("  H  K →") for line in lines) == 1
    assert "{" not in text
    assert all(line.isprintable() for line in lines)


def test_the_report_shows_user_text_safely_and_shortly(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    rows: list[Row] = [["Informationsmängd", "System"], [None, "\x1b[2J" + "x" * 5000]]
    plan = plan_of(store, workshop, tmp_path, *rows)
    lines = imports.report_lines(plan, imports.preview(plan, ()))
    assert "\x1b" not in "".join(lines)
    assert max(map(len, lines)) < 400


def test_the_json_form_tells_what_the_plan_tells(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    plan = plan_of(store, workshop, tmp_path)
    told = json.loads(json.dumps(imports.plan_json(plan, imports.preview(plan, plan.new))))
    assert (told["schema"], told["file"], told["kind"]) == (1, "lista.csv", "csv")
    assert (told["added"], told["pooled"], told["left"]) == (2, 0, 1)
    assert [row["name"] for row in told["rows"]] == ["Personakter", "Avgifter", "personakter"]
    assert told["rows"][0]["flags"] == {"personal": True, "sensitive": True}
    assert [c["column"] for c in told["columns"] if not c["taken"]] == ["H"]
    problems = {(p["code"], p["row"]) for p in told["problems"]}
    assert problems == {
        ("above_header", 1),
        ("group", 3),
        ("law_as_text", 5),
        ("unclear_answer", 5),
        ("no_name", 7),
    }
    assert all(p["why"] and p["do"] for p in told["problems"])


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("code", list(Code))
def test_every_problem_has_its_sentences(code: Code, language: str) -> None:
    set_language(language)
    problem = Problem(code, Effect.NOTICE, "Blad1", 3, "C", "värde", "detalj")
    for sentence in (import_words.why(problem), import_words.what_to_do(problem)):
        assert sentence.endswith(".")
        assert "{" not in sentence
