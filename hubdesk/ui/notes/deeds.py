"""Everything on the page Notes that has a key, or can be found by its words."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from hubdesk.i18n import say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.ui.notes.signs import KEYS
from hubdesk.ui.notes.sorting import MORE, SORTS, TOLD

if TYPE_CHECKING:
    from hubdesk.ui.pages.notes import NotesPage


def offer(
    page: "NotesPage", *, mark: Callable[[str, str], None], gap: Callable[[], None], turn_text: Callable[[], None]
) -> None:
    """Register the deeds of the page: signs of the line, what is done with chosen lines, and the rest."""
    for (sort, id), key in KEYS.items():
        text = FORMS[id].label if sort == "form" else KINDS[id].label
        action = page.deed(f"note-{id}", say("Mark the line: {what}", what=text), partial(mark, sort, id), keys=key)
        page.capture.signs.buttons[sort, id].show_keys(action)
    for what, text, icon in (*SORTS, *MORE):
        called = say("Chosen lines: {what}", what=text)
        page.deed(f"note-{what}", called, partial(page.sorting.do, what), icon=icon, told=TOLD[what])
    recent = say("Chosen lines: a recent section")
    page.deed("note-recent", recent, partial(page.sorting.do, "recent:1"), told="1–9")
    page.deed("note-phrase", say("Put in a quick phrase"), page.phrasing.ask, keys="Ctrl+J")
    other = page.deed(
        "note-channel", say("How the lines came"), page.capture.reach_channels, keys="Alt+C", icon="notes"
    )
    page.capture.other.show_keys(other)
    page.deed("note-import", say("Read notes from a text file"), page.taking.ask_file, icon="open")
    silent = page.deed("note-gap", say("Off the record"), gap, keys="Ctrl+Shift+O", icon="lock")
    page.capture.gap.show_keys(silent)
    beside = page.deed("note-text", say("Text beside"), turn_text, keys="Ctrl+T", icon="charter")
    page.capture.text_beside.show_keys(beside)
