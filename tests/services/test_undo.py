"""Undo and redo: one command, one step; everything comes back as it was, as new events."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory, mkdtemp
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.domain.standing import workshop_status
from ksa_tui.domain.workshop import Workshop
from ksa_tui.errors import KsaError
from ksa_tui.services import assets, attendance, classify, history, home, parked, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import ParticipantDraft, WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.store.reversal import CHANGED_SINCE
from ksa_tui.store.steps import BARRIERS
from ksa_tui.store.tables import WorkshopRow
from tests.services.making import a_workshop, an_asset, opened, refused, small_model


def test_each_command_is_one_step_named_for_the_screen(store: Store) -> None:
    workshop = a_workshop(store)
    treatment = an_asset(store, workshop)
    classify.rate(store, treatment, "s", "folk", 1)
    classify.save_text(store, treatment, "s", "motivation", "Det märks.")
    undone = []
    while done := history.undo(store):
        undone.append(done.operation)
        assert done.what == history.describe(done.operation)
        assert done.workshop == workshop or done.operation == "workshop.create"
    assert undone == ["asset.motivate", "asset.rate", "asset.add", "workshop.create"]
    redone = []
    while done := history.redo(store):
        redone.append(done.operation)
    assert redone == undone[::-1]
    assert store.verify_chain().sound


def test_every_operation_has_words_of_its_own() -> None:
    described = set(history._DESCRIPTIONS.values())
    assert len(described) == len(history._DESCRIPTIONS)
    used = {
        word
        for path in Path(history.__file__).parent.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "store.command(" in line and '"' in line
        for word in [line.split('"')[1]]
    }
    assert used - set(history._DESCRIPTIONS) <= BARRIERS


def test_something_new_ends_what_could_be_redone(store: Store, workshop: UUID) -> None:
    an_asset(store, workshop, "A")
    history.undo(store)
    an_asset(store, workshop, "B")
    assert history.redo(store) is None
    assert [asset.name for asset in workshops.load(store, workshop).assets] == ["B"]


def test_looking_does_not_end_what_could_be_redone(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    history.undo(store)
    classify.remember_place(store, classify.Place(workshop))
    workshops.edit(store, workshop, workshops.draft_of(store, workshop))
    assert history.redo(store) is not None
    assert classify.load(store, treatment).name == "Elevregister"


def test_undo_ends_at_the_beginning_of_the_session(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
    with opened(workspace_home, seed=2) as store:
        assert history.undo(store) is None
        assert workshops.load(store, workshop).title == "Skola"


@pytest.mark.parametrize("operation", ["export.make", "receipt.take", "store.merge", "asset.stop"])
def test_undo_never_goes_past_what_cannot_be_taken_back(
    store: Store, workshop: UUID, operation: str
) -> None:
    treatment = an_asset(store, workshop)
    with store.command(operation, workshop=workshop) as unit:
        row = unit.get(WorkshopRow, workshop)
        assert row is not None
        unit.update(row, answer_by=date(2026, 12, 1))
    assert history.undo(store) is None
    classify.rate(store, treatment, "s", "folk", 1)
    assert history.undo(store) is not None
    assert history.undo(store) is None
    assert history.redo(store) is not None


def test_what_was_changed_since_is_not_taken_back(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    classify.rate(store, treatment, "s", "folk", 1)
    with store.unrecorded() as connection:
        connection.exec_driver_sql("UPDATE rating SET level = 2")
    head = store.head
    with refused(CHANGED_SINCE):
        history.undo(store)
    assert store.head == head
    with store.unrecorded() as connection:
        connection.exec_driver_sql("UPDATE rating SET level = 1")
    assert history.undo(store) is not None


def test_an_undo_is_an_event_with_before_and_after_swapped(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    classify.rate(store, treatment, "s", "folk", 1)
    classify.rate(store, treatment, "s", "folk", 2)
    history.undo(store)
    with store.driver() as connection:
        undone, redone = connection.execute(
            "SELECT b.before, b.after FROM event_body b JOIN event e ON e.seq = b.seq "
            "WHERE e.operation IN ('asset.rate', 'undo') ORDER BY e.seq DESC LIMIT 2"
        ).fetchall()
    assert undone == redone[::-1]


RATINGS: st.SearchStrategy[Rating] = st.sampled_from([None, NOT_RELEVANT, 0, 1, 2])
TEXTS = st.text(alphabet="aåö \n[/]=😀", max_size=12)


@cache
def _new_workspace() -> Path:
    """A workspace with an empty store, made once and copied."""
    folder = Path(mkdtemp())
    atexit.register(rmtree, folder, ignore_errors=True)
    opened(folder / "new").close()
    return folder / "new"


class Session(RuleBasedStateMachine):
    """Random commands; after each step what the store holds is what was returned and derived."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(ignore_cleanup_errors=True)
        home_folder = Path(self.folder.name) / "workspace"
        copytree(_new_workspace(), home_folder)
        self.store: Store = opened(home_folder)
        self.model = small_model()
        self.states: list[Workshop] = []
        self.undone: list[Workshop] = []
        self.workshop: UUID

    @initialize()
    def begin(self) -> None:
        self.workshop = a_workshop(self.store)
        self.states = [self.load()]

    def load(self) -> Workshop:
        """All but until when a sitting went on: like the time spent it is no part of the history."""
        loaded = workshops.load(self.store, self.workshop)
        sittings = tuple(replace(sitting, until=sitting.since) for sitting in loaded.sittings)
        return replace(loaded, sittings=sittings)

    def do(self, command: Callable[[], object]) -> None:
        """Run a command that may be refused; note the state when it left an event."""
        head = self.store.head
        try:
            command()
        except KsaError:
            assert self.store.head == head
            return
        if self.store.head != head:
            self.states.append(self.load())
            self.undone.clear()

    def treatment(self, number: int) -> UUID | None:
        found = self.states[-1].assets
        return found[number % len(found)].id if found else None

    @rule(number=st.integers(0, 9), data=st.data())
    def add(self, number: int, data: st.DataObject) -> None:
        draft = AssetDraft(
            f"Mängd {number}",
            description=data.draw(TEXTS),
            systems=tuple(data.draw(st.sets(st.sampled_from("ABC")))),
            flags=data.draw(st.dictionaries(st.sampled_from(["people", "money"]), st.booleans())),
            flag_source=data.draw(st.sampled_from(["question", "import"])),
            note=data.draw(TEXTS),
        )
        after = self.treatment(data.draw(st.integers(0, 9))) if data.draw(st.booleans()) else None
        self.do(lambda: assets.add(self.store, self.workshop, draft, after))

    @rule(numbers=st.sets(st.integers(0, 9)), left=st.sets(st.integers(0, 9)))
    def import_list(self, numbers: set[int], left: set[int]) -> None:
        rows = [AssetDraft(f"Mängd {number}", flag_source="import") for number in sorted(numbers)]
        pool = [AssetDraft(f"Mängd {number}") for number in sorted(left)]
        self.do(lambda: assets.import_rows(self.store, self.workshop, rows, pool))

    @rule(number=st.integers(0, 9))
    def take(self, number: int) -> None:
        pool = assets.pool(self.store, self.workshop)
        if pool:
            row = pool[number % len(pool)]
            self.do(lambda: assets.take_from_pool(self.store, self.workshop, [row.id]))

    @precondition(lambda self: self.states and self.states[-1].assets)
    @rule(number=st.integers(0, 9), data=st.data())
    def change(self, number: int, data: st.DataObject) -> None:
        store, treatment = self.store, self.treatment(number)
        assert treatment is not None
        aspect = data.draw(st.sampled_from(["s", "m"]))
        area = data.draw(st.sampled_from(["folk", "drift", "natur"]))
        rating = data.draw(RATINGS)
        text = data.draw(TEXTS)
        level = data.draw(st.sampled_from([None, 0, 1, 2, 4]))
        flag, value = (
            data.draw(st.sampled_from(["people", "money"])),
            data.draw(st.sampled_from([None, True, False])),
        )
        edited = AssetDraft(f"Mängd {data.draw(st.integers(0, 9))}", flags={"people": True})
        commands: list[Callable[[], object]] = [
            lambda: classify.rate(store, treatment, aspect, area, rating),
            lambda: classify.rate(store, treatment, aspect, area, rating),
            lambda: classify.save_text(store, treatment, aspect, "motivation", text),
            lambda: classify.save_text(store, treatment, aspect, "floor_reason", text),
            lambda: classify.adjust(store, treatment, aspect, level, "manual", text),
            lambda: classify.answer_flag(store, treatment, flag, value),
            lambda: classify.confirm_flags(store, treatment),
            lambda: classify.confirm_rest(store, treatment),
            lambda: assets.edit(store, treatment, edited),
            lambda: assets.set_systems(store, treatment, [text, "A"]),
            lambda: assets.defer(store, treatment, value is True),
            lambda: assets.remove(store, treatment),
            lambda: parked.add(store, self.workshop, text, treatment=treatment, aspect=aspect),
        ]
        self.do(data.draw(st.sampled_from(commands)))

    @rule(title=TEXTS, owner=st.sampled_from(["", "Maria", "Bo"]), day=st.booleans())
    def edit(self, title: str, owner: str, day: bool) -> None:
        draft = WorkshopDraft(
            title, owner, department=owner, held_on=date(2026, 1, 1) if day else None
        )
        self.do(lambda: workshops.edit(self.store, self.workshop, draft))

    @rule(name=TEXTS)
    def invite(self, name: str) -> None:
        people = [ParticipantDraft(name, "sekr."), ParticipantDraft("Bo", "okänd")]
        self.do(lambda: workshops.add_participants(self.store, self.workshop, people))

    @precondition(lambda self: self.states and self.states[-1].participants)
    @rule(number=st.integers(0, 9), way=st.sampled_from(["toggle", "toggle_whole", "remove"]))
    def come_or_go(self, number: int, way: str) -> None:
        people = self.states[-1].participants
        person = people[number % len(people)].id
        commands: dict[str, Callable[[], object]] = {
            "toggle": lambda: attendance.toggle(self.store, person),
            "toggle_whole": lambda: attendance.toggle_whole(self.store, person),
            "remove": lambda: workshops.remove_participant(self.store, person),
        }
        self.do(commands[way])

    @precondition(lambda self: self.states and self.states[-1].parked)
    @rule(text=TEXTS, answered=st.booleans())
    def settle(self, text: str, answered: bool) -> None:
        question = self.states[-1].parked[0].id
        self.do(
            (lambda: parked.resolve(self.store, question, text))
            if answered
            else (lambda: parked.remove(self.store, question))
        )

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def undo(self) -> None:
        assert history.undo(self.store) is not None
        self.undone.append(self.states.pop())
        assert self.load() == self.states[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        assert history.redo(self.store) is not None
        self.states.append(self.undone.pop())
        assert self.load() == self.states[-1]

    @precondition(lambda self: self.states)
    @rule()
    def look(self) -> None:
        """What is derived is what the rules say; what is remembered is what is there."""
        loaded = self.load()
        rows = workshops.table(self.store, self.workshop).rows
        assert rows == tuple(workshops.row_of(self.model, asset) for asset in loaded.assets)
        assert home.view(self.store).rows[0].status == workshop_status(self.model, loaded)
        for asset in loaded.assets:
            assert classify.load(self.store, asset.id) == asset

    def teardown(self) -> None:
        if self.states:
            first, last = self.states[0], [*self.undone, self.states[-1]][0]
            while len(self.states) > 1:
                self.undo()
            assert self.load() == first
            while self.undone:
                self.redo()
            assert self.load() == last
            self.look()
        assert self.store.verify_chain().sound
        self.store.close()
        self.folder.cleanup()


TestSession = Session.TestCase
TestSession.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
