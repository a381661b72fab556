"""What a picker says about a folder and its entries. Pure; no widget, no disk."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from textual.content import Content

from ksa_tui.i18n import _, ngettext, number
from ksa_tui.ui.folders import Entry, Folder, Kind
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import alert

KILO: Final = 1000


def columns() -> list[Column[Entry]]:
    """Name, date and size, in the language spoken now."""
    return [
        Column(_("Name"), _name),
        Column(_("Changed"), _changed, 10),
        Column(_("Size"), _size, 9, "right"),
    ]


def remark(folder: Folder, suffixes: Collection[str]) -> Content:
    """What a folder holds, or why it cannot be read; without ``suffixes`` only folders matter."""
    if folder.problem is not None:
        return Content.assemble(alert("! "), one_line(str(folder.problem)))
    folders = sum(entry.kind is Kind.FOLDER for entry in folder.entries)
    parts = [ngettext("{count} folder", "{count} folders", folders).format(count=folders)]
    if suffixes:
        files = sum(entry.kind is Kind.FILE for entry in folder.entries)
        parts.insert(0, ngettext("{count} file", "{count} files", files).format(count=files))
        if folder.others:
            parts.append(_others(folder.others))
    return Content.styled(" · ".join(parts), "$text-muted")


def _others(count: int) -> str:
    words = ngettext(
        "{count} file of another kind is not shown",
        "{count} files of other kinds are not shown",
        count,
    )
    return words.format(count=count)


def _name(entry: Entry) -> Content:
    match entry.kind:
        case Kind.THIS:
            return Content.styled(_("this folder"), "bold")
        case Kind.PARENT:
            return Content.assemble("..  ", (_("the folder above"), "$text-muted"))
        case Kind.HOME:
            return Content.assemble("~   ", (_("your home folder"), "$text-muted"))
        case Kind.NEW:
            words = _("make the folder {name}").format(name=one_line(entry.name))
            return Content.assemble("+   ", (words, "$text-muted"))
        case Kind.FOLDER:
            return plain(f"{entry.name}/")
        case Kind.FILE:
            return plain(entry.name)


def _changed(entry: Entry) -> Content:
    return Content.styled(entry.changed.date().isoformat() if entry.changed else "", "$text-muted")


def _size(entry: Entry) -> Content:
    if entry.size is None:
        return Content("")
    kilobytes = number(max(1, round(entry.size / KILO)))
    return Content.styled(_("{count} kB").format(count=kilobytes), "$text-muted")
