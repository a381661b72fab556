"""Every fault of a file is told with file, line, table, key, value and what was expected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ksa_tui import i18n
from ksa_tui.errors import ReferenceFileError
from ksa_tui.reference import BadFileError, CheckResult, check_file, parse_model, shipped_dir
from ksa_tui.reference.problems import MAX_FINDINGS, Problem
from ksa_tui.reference.toml_text import MAX_BYTES
from tests.reference.conftest import OWN_MODEL

MODEL = OWN_MODEL.read_text(encoding="utf-8")
CATALOGUE = 'kind = "catalogue"\nextends = "kommun-katalog@1.0"\nid = "egen"\nversion = "3"\n'
MEASURES = 'kind = "measures"\nextends = "kommun-atgarder@1.0"\nid = "egna"\nversion = "2"\n'


FAULTS = [
    (
        'id = "akt"',
        'id = "sek"',
        '[[aspect]] sek: id = "sek" is taken by another row; expected is a value of its own.',
    ),
    (
        'id = "akt"',
        'id = "g"',
        '[[aspect]] g: id = "g" cannot be used; expected is another id: g means no single aspect.',
    ),
    (
        'letter = "Ä"',
        'letter = "s"',
        '[[aspect]] akt: letter = "s" is taken by another row; expected is a value of its own.',
    ),
    (
        'letter = "Ä"',
        'letter = "Äk"',
        '[[aspect]] akt: letter = "Äk" cannot be used; expected is one letter.',
    ),
    (
        'letter = "Ä"',
        'letter = "1"',
        '[[aspect]] akt: letter = "1" cannot be used; expected is one letter.',
    ),
    (
        'name_sv = "Äkthet"',
        'name_sv = ""',
        '[[aspect]] akt: name_sv = "" cannot be used; expected is a text of 1 to 120 characters.',
    ),
    (
        'name_sv = "Äkthet"',
        "name_sv = 4",
        "[[aspect]] akt: name_sv = 4 cannot be used; expected is a text of 1 to 120 characters.",
    ),
    (
        'name_sv = "Äkthet"',
        'name_sv = "Ä\\u0007kt"',
        '[[aspect]] akt: name_sv = "Ä␇kt" cannot be used; expected is a text without control'
        " characters.",
    ),
    (
        'short_sv = "Människor"',
        'short_sv = "xxxxxxxxxxxxxxxxxxxxxxxxx"',
        '[[area]] folk: short_sv = "xxxxxxxxxxxxxxxxxxxxxxxxx" cannot be used; expected is a'
        " text of 1 to 24 characters.",
    ),
    (
        'short_sv = "Människor"\n',
        "",
        "[[area]] folk: short_sv is missing; expected is a text of 1 to 24 characters.",
    ),
    (
        'value = 3\nname_sv = "Katastrofal"',
        'value = 5\nname_sv = "Katastrofal"',
        "[[aspect]] nar: Aspect nar has the levels 0, 1, 2, 5; expected is 3 to 5 levels,"
        " numbered 0, 1, 2 …",
    ),
    (
        'value = 3\nname_sv = "Katastrofal"',
        'value = -1\nname_sv = "Katastrofal"',
        "[[level]] -1: value = -1 cannot be used; expected is a whole number from 0 to 99.",
    ),
    (
        'value = 3\nname_sv = "Katastrofal"',
        'value = true\nname_sv = "Katastrofal"',
        "[[level]] true: value = true cannot be used; expected is a whole number from 0 to 99.",
    ),
    (
        'aspect = "sek"\nto = 4',
        'aspect = "sek"\nto = 5',
        "[[distinction]] folk/sek/5: to = 5 cannot be used; expected is a level of aspect"
        " sek, 1 to 4.",
    ),
    (
        'aspect = "sek"\nto = 4',
        'aspect = "sek"\nto = 0',
        "[[distinction]] folk/sek/0: to = 0 cannot be used; expected is a level of aspect"
        " sek, 1 to 4.",
    ),
    (
        'kind = "uplift"',
        'kind = "lift"',
        '[[question]] q4: kind = "lift" cannot be used; expected is one of explore, flag,'
        " stop, uplift.",
    ),
    (
        'kind = "flag"\nflag = "person"',
        'kind = "flag"\nflag = "people"',
        '[[question]] q2: flag = "people" cannot be used; expected is one of person, larm.',
    ),
    (
        'kind = "flag"\nflag = "person"',
        'kind = "flag"',
        "[[question]] q2: flag is missing; expected is one of person, larm.",
    ),
    (
        'kind = "flag"\nflag = "person"',
        'kind = "explore"\nflag = "person"',
        '[[question]] q2: A question of kind explore sets no flag; here it is "person".',
    ),
    (
        'id = "aggregation"\nscope = "collection"',
        'id = "summa"\nscope = "collection"',
        '[[flag]] summa: id = "summa" cannot be used; expected is aggregation, accumulation'
        " for a flag of the collection.",
    ),
    (
        'flag = "person"\naspect = "sek"\nlevel = 2',
        'flag = "person"\naspect = "sek"\nlevel = 0',
        "[[floor]] person/sek: level = 0 cannot be used; expected is a level of aspect sek, 1"
        " to 4.",
    ),
    (
        'flag = "larm"\naspect = "akt"\nlevel = 2',
        'flag = "larm"\naspect = "akt"\nlevel = 3',
        "[[floor]] larm/akt: level = 3 cannot be used; expected is a level of aspect akt, 1 to 2.",
    ),
    (
        'flag = "larm"\naspect = "akt"\nlevel = 2',
        'flag = "larm"\naspect = "nar"\nlevel = 2',
        "[[floor]] larm/nar: Another row has the same flag, aspect; expected is one row for each.",
    ),
    (
        "at_least = 4",
        "at_least = 5",
        "[[review.rule]] 5: at_least = 5 cannot be used; expected is a whole number from 0 to 4.",
    ),
    (
        "months = 36",
        'months = "36"',
        '[review]: months = "36" cannot be used; expected is a whole number from 1 to 120.',
    ),
    (
        "dyrt = 250_000",
        "dyrt = 0.5",
        "[thresholds]: dyrt = 0.5 cannot be used; expected is a whole number, or a text as {"
        ' sv = "…", en = "…" }.',
    ),
    (
        "Upp till {dyrt} kr",
        "Upp till {dyr} kr",
        "[[descriptor]] pengar/sek/1: sv has the placeholder {dyr}, which nothing fills;"
        " expected is one of dyrt, snart.",
    ),
    (
        "Upp till {dyrt} kr",
        "Upp till {dyrt kr",
        "[[descriptor]] pengar/sek/1: sv has the placeholder {, which nothing fills; expected"
        " is one of dyrt, snart.",
    ),
    (
        "core = true",
        'core = "yes"',
        '[[role]] agare: core = "yes" cannot be used; expected is true or false.',
    ),
    ("core = true", "cor = true", "[[role]] agare: cor is not known here; did you mean core?"),
    (
        "motivation_from = 2",
        "motivation_form = 2",
        "motivation_form is not known here; did you mean motivation_from?",
    ),
    (
        "minutes_per_asset = 5",
        "minutes_per_asset = 0",
        "minutes_per_asset = 0 cannot be used; expected is a whole number from 1 to 240.",
    ),
    (
        'id = "forbundet"',
        'id = "för bundet"',
        'id = "för bundet" cannot be used; expected is an id of letters a to z, digits, - and _.',
    ),
]
"""What stands in the sample model, what is put there instead, and what is said of it."""


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.set_language("en")


def checked(tmp_path: Path, text: str | bytes) -> CheckResult:
    file = tmp_path / "prov.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check_file(file)


def expected_of(problem: Problem) -> str:
    return str(problem.params.get("expected", ""))


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_fault_in_a_model_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in MODEL
    text = MODEL.replace(old, new, 1)
    problems = checked(tmp_path, text).problems
    sentences = {f"{p.place}: {p.sentence}".removeprefix(": "): p for p in problems}
    assert told in sentences
    problem = sentences[told]
    assert str(problem).startswith(f"{tmp_path / 'prov.toml'}, line {problem.line}")
    line = text.split("\n")[(problem.line or 0) - 1]
    assert line.startswith((problem.key, "[["))


@pytest.mark.parametrize(
    ("key", "rows", "place", "expected"),
    [
        (
            "area",
            'id = "X"\narea = "??"\nname_sv = "Y"',
            "[[asset]] X",
            "an id that is in the file, such as",
        ),
        (
            "osl",
            'id = "X"\narea = "KL"\nname_sv = "Y"\nosl = ["99:1"]',
            "[[asset]] X",
            "an id that is in the file, such as",
        ),
        ("osl", 'id = "KL-03"\nosl = "26:1"', "[[asset]] KL-03", "a list of texts"),
        ("osl", 'id = "KL-03"\nosl = ["26:1", "26:1"]', "[[asset]] KL-03", ""),
        (
            "flags",
            'id = "KL-03"\nflags = ["personel"]',
            "[[asset]] KL-03",
            "an id that is in the file, such as personal",
        ),
        ("flags", 'id = "KL-03"\nflags = ["aggregation"]', "[[asset]] KL-03", ""),
        (
            "hint",
            'id = "KL-03"\nhint = { k = 4 }',
            "[[asset]] KL-03",
            "a level of aspect k, 0 to 3",
        ),
        ("hint", 'id = "KL-03"\nhint = { q = 1 }', "[[asset]] KL-03", "one of k, r, t"),
        (
            "hint",
            'id = "KL-03"\nhint = { k = true }',
            "[[asset]] KL-03",
            "a level of aspect k, 0 to 3",
        ),
        (
            "hint",
            'id = "KL-03"\nhint = 2',
            "[[asset]] KL-03",
            "levels by aspect, such as { k = 1, t = 2 }",
        ),
        ("hint", 'id = "KL-03"\nhint = { k = 1 }', "[[asset]] KL-03", ""),
        ("hint", 'id = "BE-03"\nhint = { k = 1 }', "[[asset]] BE-03", ""),
        ("stop", 'id = "BE-03"\nstop = false', "[[asset]] BE-03", ""),
        ("stop", 'id = "KL-03"\nstop = true', "[[asset]] KL-03", ""),
        ("osl_sure", 'id = "X"\narea = "KL"\nname_sv = "Y"\nosl_sure = false', "[[asset]] X", ""),
        ("hints", 'id = "KL-03"\nhints = { k = 2 }', "[[asset]] KL-03", ""),
        ("name_sv", 'id = "X"\narea = "KL"', "[[asset]] X", "a text of 1 to 120 characters"),
    ],
)
def test_a_fault_in_a_catalogue_is_told_with_its_place(
    tmp_path: Path, key: str, rows: str, place: str, expected: str
) -> None:
    problems = checked(tmp_path, f"{CATALOGUE}\n[[asset]]\n{rows}\n").problems
    told = [p for p in problems if (p.place, p.key) == (place, key)]
    assert told, problems
    assert expected_of(told[0]).startswith(expected)
    assert told[0].line is not None
    assert told[0].line >= 6


@pytest.mark.parametrize(
    ("key", "rows", "expected"),
    [
        ("from", 'id = "ATK-05"\nfrom = {}', "a level for at least one aspect"),
        ("from", 'id = "ATK-05"\nfrom = { k = 4 }', "a level of aspect k, 0 to 3"),
        (
            "needs",
            'id = "ATK-05"\nneeds = ["suplier"]',
            "an id that is in the file, such as supplier",
        ),
        ("iso", 'id = "ATK-05"\niso = ["8.35"]', ""),
        ("responsible", 'id = "ATK-05"\nresponsible = []', "at least one party"),
        (
            "responsible",
            'id = "ATK-05"\nresponsible = ["alla"]',
            "one of verksamhet, it, leverantor",
        ),
        ("csl", 'id = "ATK-05"\ncsl = [0]', "a list of numbers from 1 to 10"),
        ("group", 'id = "ATK-05"\ngroup = "ATX"', "an id that is in the file, such as"),
        ("title_sv", 'id = "ATK-05"\ntitle_sv = "Stark inloggning"', ""),
        ("shall_en", 'id = "STY-01"\nshall_en = "Shall"', ""),
    ],
)
def test_a_fault_in_measures_is_told_with_its_place(
    tmp_path: Path, key: str, rows: str, expected: str
) -> None:
    problems = checked(tmp_path, f"{MEASURES}\n[[measure]]\n{rows}\n").problems
    told = [p for p in problems if p.key == key]
    assert told, problems
    assert expected_of(told[0]).startswith(expected)
    assert told[0].place in ("[[measure]] ATK-05", "[[measure]] STY-01")


def test_every_fault_is_told_not_only_the_first(tmp_path: Path) -> None:
    text = (
        MODEL.replace('letter = "Ä"', "letter = 4", 1)
        .replace("months = 36", "months = 0", 1)
        .replace("core = true", "core = 1", 1)
    )
    told = [(p.place, p.key) for p in checked(tmp_path, text).problems]
    assert told == [
        ("[[aspect]] akt", "letter"),
        ("[[role]] agare", "core"),
        ("[review]", "months"),
    ]
    with pytest.raises(ReferenceFileError, match="the first of 3 faults"):
        parse_model(text, "prov.toml")


def test_problems_beyond_the_first_200_are_counted(tmp_path: Path) -> None:
    text = MODEL + "".join(f'\n[[role]]\nid = "r{n}"\n' for n in range(150))
    result = checked(tmp_path, text)
    assert len(result.problems) == MAX_FINDINGS
    assert result.left_out == 100
    assert "100 further remarks" in result.lines[-1]


def test_a_missing_descriptor_is_told_by_area_aspect_and_level(tmp_path: Path) -> None:
    start = MODEL.index("[[descriptor]]")
    text = MODEL[:start] + MODEL[MODEL.index("[[descriptor]]", start + 1) :]
    (problem,) = checked(tmp_path, text).problems
    assert problem.params == {"area": "folk", "aspect": "sek", "level": 0}


def test_a_descriptor_twice_is_told(tmp_path: Path) -> None:
    text = MODEL.replace("level = 1\nsv", "level = 0\nsv", 1)
    problems = checked(tmp_path, text).problems
    assert {(p.place, p.key) for p in problems} == {
        ("[[descriptor]] folk/sek/0", "level"),
        ("", "descriptor"),
    }


@pytest.mark.parametrize("count", [2, 6])
def test_a_scale_has_three_to_five_levels(tmp_path: Path, count: int) -> None:
    rows = "".join(
        f'[[level]]\naspect = "spar"\nvalue = {n}\nname_sv = "N{n}"\n'
        'protection_sv = "P"\ndescription_sv = "D"\n'
        for n in range(3, count)
    )
    text = MODEL + rows
    if count == 2:
        start = MODEL.rindex('[[level]]\naspect = "spar"')
        text = MODEL[:start] + MODEL[MODEL.index("[[area]]") :]
    told = [p for p in checked(tmp_path, text).problems if p.place == "[[aspect]] spar"]
    assert "3 to 5 levels" in str(told[0])


def test_a_question_of_kind_stop_needs_the_words_of_the_stop(tmp_path: Path) -> None:
    text = MODEL.replace('kind = "flag"\nflag = "person"', 'kind = "stop"\nflag = "person"', 1)
    assert "stop" in [p.key for p in checked(tmp_path, text).problems]


def test_what_no_question_sets_and_what_no_text_uses_is_worth_a_look(tmp_path: Path) -> None:
    text = MODEL.replace("dyrt = 250_000", "dyrt = 250_000\nbilligt = 5", 1)
    text += '\n[[flag]]\nid = "ensam"\nname_sv = "Ensam"\nname_en = "Alone"\n'
    result = checked(tmp_path, text)
    assert result.ok
    assert [(w.place, w.key) for w in result.warnings if w.params == {}] == [
        ("[thresholds]", "billigt"),
        ("[[flag]] ensam", "id"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('kind = "model"\nid = "x\nversion', 2, "not ended with a quotation mark"),
        ('kind = "model"\nid\n', 2, "no = and no value"),
        ("kind = \n", 1, "a value is missing"),
        ('kind = "model"\n[[aspect\n', 2, "name of a table is not closed"),
        ("a = [1,\n2", 2, "not closed"),
        ("a = 1\na = 2", 2, "twice"),
        ('a = "\\q"', 1, "backslash"),
        ("a = 2026-02-30", 1, "does not exist"),
        ("? what", 1, "neither a table"),
        ('a = "\x07"', 1, "control character"),
        (f"a = {'9' * 900}\nb = {'9' * 2500}", 2, "longer than"),
        ("a = 1\r\nb = ", 2, "a value is missing"),
        (("x = " + "[\n" * 3000), None, "too deep"),
        ("a." * 100_000 + "a = 1", 1, "longer than"),
    ],
)
def test_a_half_written_file_is_told_with_line_and_fault(
    tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    result = checked(tmp_path, text)
    (problem,) = result.problems
    assert (result.kind, problem.line) == (None, line)
    assert said in str(problem)


@pytest.mark.parametrize(
    "text", ["", "\n", "# nothing\n", 'kind = "klassning"\n', "kind = 5\n", "kind = []\n"]
)
def test_a_file_that_does_not_say_what_it_is_is_told_what_to_say(tmp_path: Path, text: str) -> None:
    (problem,) = checked(tmp_path, text).problems
    assert problem.key == "kind"
    assert expected_of(problem) == "one of model, catalogue, measures"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("name = 'å'".encode("latin-1"), 1),
        (MODEL.encode("utf-16"), 1),
        (b"\n\n\xff", 3),
        (b"PK\x03\x04\xff\xfe", 1),
    ],
)
def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf_8(
    tmp_path: Path, content: bytes, line: int
) -> None:
    (problem,) = checked(tmp_path, content).problems
    assert problem.line == line
    assert "UTF-8" in str(problem)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert checked(tmp_path, b"\xef\xbb\xbf" + MODEL.encode()).ok


def test_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    assert checked(tmp_path, MODEL.replace("\n", "\r\n")).ok


def test_what_is_no_file_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "stor.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    told = {
        tmp_path / "saknas.toml": "There is no such file.",
        tmp_path: "This is a folder; expected is a file.",
        tmp_path / "stor.toml": "The file is larger than",
        tmp_path / "a\0b": "There is no such file.",
        tmp_path / ("x" * 5000): "",
    }
    for path, sentence in told.items():
        (problem,) = check_file(path).problems
        assert sentence in problem.sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (problem,) = check_file(tmp_path / "pipe.toml").problems
    assert problem.sentence == "This is not an ordinary file."


def test_the_report_of_a_good_file_says_what_is_in_it() -> None:
    file = Path(str(shipped_dir())) / "catalogue.toml"
    (line,) = check_file(file).lines
    assert line.endswith("77 information assets.")
    assert "kommun-katalog 1.0" in line
    i18n.set_language("sv")
    assert str(check_file(file)).endswith("77 informationsmängder.")


def test_a_broken_model_beside_a_catalogue_is_told_and_the_shipped_one_taken(
    tmp_path: Path,
) -> None:
    (tmp_path / "model.toml").write_text("kind = ", encoding="utf-8")
    result = checked(tmp_path, CATALOGUE)
    assert result.ok
    assert "a value is missing" in str(result.warnings[0])


def test_the_error_speaks_the_language_of_the_one_who_reads_it() -> None:
    with pytest.raises(BadFileError) as caught:
        parse_model("kind = ", "data/model.toml")
    assert "data/model.toml, line 1:" in str(caught.value)
    i18n.set_language("sv")
    assert "data/model.toml, rad 1:" in str(caught.value)
