"""The table: a cursor that stays on its row, keys and mouse, and the same cost for ten thousand rows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from ksa_tui.ui.themes import LIGHT, own_variables, theme_of
from ksa_tui.ui.widgets.levels import cell
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column, widths_of
from tests.ui.models import aspect
from tests.ui.running import screen_text


@dataclass(frozen=True)
class Row:
    number: int
    name: str
    level: int | None = None


class TableApp(App[None]):
    """A table alone on the screen, and what it said."""

    def __init__(self, table: ListTable[Row]) -> None:
        super().__init__()
        self.register_theme(theme_of(LIGHT))
        self.theme = LIGHT.name
        self.table = table
        self.said: list[tuple[str, Hashable]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return own_variables(LIGHT)

    def compose(self) -> ComposeResult:
        yield self.table

    def on_list_table_row_highlighted(self, event: ListTable.RowHighlighted) -> None:
        self.said.append(("highlighted", event.key))

    def on_list_table_row_chosen(self, event: ListTable.RowChosen) -> None:
        self.said.append(("chosen", event.key))

    def on_list_table_marks_changed(self, event: ListTable.MarksChanged) -> None:
        self.said.append(("marked", tuple(sorted(event.table.marked, key=str))))


def columns() -> list[Column[Row]]:
    return [
        Column("Namn", lambda row: row.name, detail=lambda row: f"nummer {row.number}"),
        Column("K", lambda row: cell(row.level, aspect(4)), 3, "center"),
        Column("Nr", lambda row: str(row.number), 5, "right"),
    ]


def rows(count: int) -> list[Row]:
    return [Row(number, f"Mängd {number}", number % 4) for number in range(1, count + 1)]


def table_of(count: int, *, lines: int = 1, markable: bool = False) -> ListTable[Row]:
    return ListTable(
        columns(), rows(count), key=lambda row: row.number, lines=lines, markable=markable,
        empty="Inget heter så.",
    )  # fmt: skip


def shown(pilot: Pilot[None]) -> list[str]:
    return screen_text(pilot.app).splitlines()


async def test_the_cursor_row_has_a_sign_and_the_heading_stays() -> None:
    async with TableApp(table_of(100)).run_test(size=(40, 6)) as pilot:
        assert shown(pilot) == [
            "  Namn                       K      Nr",
            "▸ Mängd 1                    1       1",
            "  Mängd 2                    2       2",
            "  Mängd 3                    3       3",
            "  Mängd 4                    0       4",
            "  Mängd 5                    1       5",
        ]
        await pilot.press("end")
        await pilot.pause()
        assert shown(pilot)[0] == "  Namn                       K      Nr"
        assert shown(pilot)[-1] == "▸ Mängd 100                  0     100"


async def test_rows_may_have_two_lines() -> None:
    async with TableApp(table_of(9, lines=2)).run_test(size=(40, 5)) as pilot:
        assert [line[:10] for line in shown(pilot)[1:3]] == ["▸ Mängd 1 ", "  nummer 1"]
        await pilot.press("down", "down")
        await pilot.pause()
        assert [line[:10] for line in shown(pilot)[3:5]] == ["▸ Mängd 3 ", "  nummer 3"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("up",), 1),
        (("down", "down"), 3),
        (("pagedown",), 6),
        (("pagedown", "pageup"), 1),
        (("end",), 100),
        (("end", "down"), 100),
        (("end", "home"), 1),
    ],
)
async def test_keys_move_the_cursor(keys: tuple[str, ...], expected: int) -> None:
    table = table_of(100)
    async with TableApp(table).run_test(size=(40, 6)) as pilot:
        await pilot.press(*keys)
        assert table.current_key == expected


async def test_other_rows_leave_the_cursor_on_its_own() -> None:
    table = table_of(100)
    async with TableApp(table).run_test(size=(40, 6)) as pilot:
        table.move_to(50)
        table.set_rows([row for row in rows(100) if row.number % 10 == 0])
        await pilot.pause()
        assert table.current_key == 50
        assert "▸ Mängd 50" in screen_text(pilot.app)
        table.set_rows(rows(3))
        await pilot.pause()
        assert "▸ Mängd 3" in screen_text(pilot.app)


async def test_without_rows_it_says_why() -> None:
    table = table_of(0)
    app = TableApp(table)
    async with app.run_test(size=(40, 4)) as pilot:
        await pilot.press("down", "enter", "end", "space", "pagedown")
        assert shown(pilot)[1] == "  Inget heter så."
        assert table.current is None
        assert all(kind == "highlighted" and key is None for kind, key in app.said)


async def test_enter_and_a_double_click_choose() -> None:
    app = TableApp(table_of(100))
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.press("down", "enter")
        await pilot.click(ListTable, offset=(6, 4), times=2)
        chosen = [key for kind, key in app.said if kind == "chosen"]
        assert chosen == [2, 4]


async def test_a_click_moves_the_cursor_and_the_heading_takes_none() -> None:
    table = table_of(100)
    async with TableApp(table).run_test(size=(40, 6)) as pilot:
        await pilot.click(ListTable, offset=(6, 3))
        assert table.current_key == 3
        await pilot.click(ListTable, offset=(6, 0))
        assert table.current_key == 3


async def test_rows_are_marked_with_space_and_by_a_click_on_the_sign() -> None:
    table = table_of(100, markable=True)
    async with TableApp(table).run_test(size=(40, 6)) as pilot:
        await pilot.press("space", "space")
        await pilot.click(ListTable, offset=(2, 5))
        await pilot.pause()
        assert table.marked == {1, 2, 5}
        assert [line[2] for line in shown(pilot)[1:]] == ["●", "●", "○", "○", "●"]
        table.set_rows(rows(1))
        assert table.marked == {1, 2, 5}, "a filter hides marks, it does not take them away"


async def test_user_text_is_shown_as_it_is_and_does_no_harm() -> None:
    names = [
        "bad [/x] tag",
        "\x1b[31mröd\x07",
        "a\u202eb",
        "två\nrader",
        "漢字漢字漢字漢字漢字漢字漢字",
        "🙂" * 20,
    ]
    table = table_of(0)
    async with TableApp(table).run_test(size=(30, 8)) as pilot:
        table.set_rows([Row(i, name) for i, name in enumerate(names)])
        await pilot.pause()
        lines = shown(pilot)
        assert "bad [/x] tag" in lines[1]
        assert "␛[31mröd␇" in lines[2]
        assert "\u202e" not in lines[3]
        assert "två rader" in lines[4]
        assert "…" in lines[5]
        assert all("·" in line for line in lines[1:7]), "the columns to the right stay in view"


async def test_content_is_made_harmless_too() -> None:
    table = ListTable[Row](
        [Column("Namn", lambda row: Content.styled(row.name, "bold"))],
        [Row(1, "\x1b[2Jbort")],
        key=lambda row: row.number,
    )
    async with TableApp(table).run_test(size=(30, 4)) as pilot:
        assert "␛[2Jbort" in screen_text(pilot.app)


async def test_only_visible_rows_are_made() -> None:
    made: list[int] = []

    def name(row: Row) -> str:
        made.append(row.number)
        return row.name

    table = ListTable[Row]([Column("Namn", name)], rows(10_000), key=lambda row: row.number)
    async with TableApp(table).run_test(size=(40, 12)) as pilot:
        await pilot.press("end", "pageup", "home")
        await pilot.pause()
        assert len(set(made)) < 60
        before = len(made)
        await pilot.press("down")
        await pilot.pause()
        assert len(made) - before <= 2, "a step paints the two rows concerned"


def test_one_column_takes_what_the_others_leave() -> None:
    assert widths_of(columns(), 40) == [28, 3, 5]
    assert widths_of(columns(), 10) == [8, 3, 5]


async def test_the_theme_can_be_switched() -> None:
    from ksa_tui.ui.themes import DARK

    table = table_of(3)
    app = TableApp(table)
    app.register_theme(theme_of(DARK))
    async with app.run_test(size=(40, 6)) as pilot:
        app.theme = DARK.name
        await pilot.pause()
        style = next(iter(table.render_line(2))).style
        assert style is not None
        assert style.bgcolor is not None
        assert style.bgcolor.name == DARK.background.lower()
