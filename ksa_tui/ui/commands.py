"""One definition per command: key, palette, key bar, help and the table of keys are all made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from textual.binding import ActiveBinding, Binding, BindingType

from ksa_tui.i18n import N_, _
from ksa_tui.ui.texts import KEY_WORDS

CHOOSE: Final = "choose"
"""The action by which a list takes enter; the screen's own command for enter gives it its words."""

FORBIDDEN_KEYS: Final = frozenset(
    {
        *("ctrl+h", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "ctrl+left_bracket", "f11"),
        *("ctrl+shift+c", "ctrl+shift+v", "ctrl+tab", "ctrl+c"),
        *("left_square_bracket", "right_square_bracket", "left_curly_bracket"),
        *("right_curly_bracket", "backslash", "vertical_line", "at", "tilde", "dollar_sign"),
    }
)
"""Keys that terminals swallow, or that need AltGr on a Swedish keyboard."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do on a screen.

    ``keys`` are Textual key names separated by commas; ``label`` and ``help`` are message ids, the label
    one or two words in lower case, the help one sentence. ``shown`` puts it in the key bar (at most five).
    Without an ``action`` it only tells about keys of a widget (↑ ↓ in a table) and binds nothing.
    """

    id: str
    keys: str
    label: str
    help: str
    action: str
    shown: bool = False
    display: str = ""
    """How the keys are written, where that is not the first key's own name: "0–3"."""
    in_palette: bool = True
    in_help: bool = True
    """Whether help lists it; not for the further keys of a row of keys that one command stands for."""
    priority: bool = False
    """Whether it is found before the keys of the focused widget."""

    @property
    def key_words(self) -> str:
        """The keys as a person reads them, in the language spoken now."""
        return self.display or key_words(self.keys.split(",")[0])

    @property
    def binding(self) -> Binding:
        """The Textual binding; its description is a message id, translated when shown."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.shown,
            key_display=self.display or None,
            priority=self.priority,
            tooltip=self.help,
            id=self.id,
        )


HELP: Final = Command(
    "app.help", "question_mark,f1,f10", N_("help"), N_("Explain this screen."), "app.help",
    shown=True, display="?",
)  # fmt: skip
APP_COMMANDS: Final = (
    HELP,
    Command(
        "app.palette", "ctrl+p", N_("all commands"),
        N_("Search among everything that can be done here."), "app.palette",
        in_palette=False, priority=True,
    ),
    Command("app.undo", "ctrl+z", N_("undo"), N_("Undo the latest change."), "app.undo"),
    Command("app.redo", "ctrl+y", N_("redo"), N_("Do again what was undone."), "app.redo"),
    Command(
        "app.quit", "ctrl+q", N_("quit"), N_("Close ksa; everything is already saved."),
        "app.quit", priority=True,
    ),
)  # fmt: skip
"""What can be done everywhere."""


PAUSE: Final = Command(
    "app.break", "ctrl+b", N_("break"),
    N_("A break: the clock stands still, and no information asset is on screen."), "pause",
)  # fmt: skip
"""For the screens where a room works."""


TABLE_KEYS: Final = (
    Command(
        "table.move", "up,down", N_("another row"), N_("Move in the table."), "", display="↑ ↓",
        in_palette=False,
    ),
    Command(
        "table.ends", "home,end", N_("first or last row"), N_("Go to an end of the table."), "",
        display="home end", in_palette=False,
    ),
)  # fmt: skip
"""What every table takes; for the help of screens that have one."""


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The bindings of a screen, one for each command that has an action of its own."""
    return [command.binding for command in commands if command.action]


def key_words(key: str) -> str:
    """One Textual key name as a person reads it: "backspace" becomes "backsteg"."""
    *modifiers, name = key.split("+")
    return "+".join([*modifiers, _(KEY_WORDS.get(name, name))])


def in_words(
    active: Mapping[str, ActiveBinding], commands: Sequence[Command]
) -> dict[str, ActiveBinding]:
    """The active bindings with the words of ``commands``, in the language spoken now."""
    by_id = {command.id: command for command in commands}
    by_key = {key: command for command in commands for key in command.keys.split(",")}
    worded = dict(active)
    for key, found in active.items():
        command = by_id.get(found.binding.id or "")
        if found.binding.action == CHOOSE:
            command = by_key.get(key)
        if command is not None:
            worded[key] = _worded(found, command)
    return worded


def _worded(found: ActiveBinding, command: Command) -> ActiveBinding:
    binding = replace(
        found.binding, description=_(command.label), show=command.shown, id=command.id
    )
    return found._replace(binding=binding, tooltip=_(command.help))


def doubled_keys(commands: Iterable[Command]) -> list[str]:
    """Keys that more than one of ``commands`` claims."""
    seen: set[str] = set()
    doubled = []
    for command in commands:
        for key in command.keys.split(","):
            if key in seen:
                doubled.append(key)
            seen.add(key)
    return doubled


def forbidden_keys(commands: Iterable[Command]) -> list[str]:
    """Keys that a terminal or a Swedish keyboard cannot give."""
    keys = (key for command in commands for key in command.keys.split(","))
    return [key for key in keys if key in FORBIDDEN_KEYS or key.startswith("alt+")]


def keys_page(screens: Iterable[tuple[str, Iterable[Command]]]) -> str:
    """Every key of the app in Markdown, for the documentation; ``screens`` are (title, commands)."""
    sections = [(_("Everywhere"), APP_COMMANDS), *sorted(screens, key=lambda screen: screen[0])]
    title, key, does = _("The keys"), _("Key"), _("Does")
    parts = [f"# {title}"]
    for name, commands in sections:
        head = f"## {name}\n\n| {key} | {does} | |\n|---|---|---|"
        rows = [f"| `{c.key_words}` | {_(c.label)} | {_(c.help)} |" for c in commands if c.in_help]
        parts.append("\n".join((head, *rows)))
    return "\n\n".join(parts) + "\n"
