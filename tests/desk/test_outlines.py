"""Headings that come with the program can be tagged, and a text that is read in later takes the tags on."""

import pytest

from hubdesk.desk import anchoring, charters, events, notes, outlines
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.model.records import Charter, Event
from tests.desk.conftest import Clock


@pytest.mark.parametrize("outline", outlines.outlines(), ids=lambda each: each.id)
def test_an_outline_names_its_source_and_says_what_it_is(outline: outlines.BuiltIn) -> None:
    assert outline.source.startswith("https://") and outline.headings and outline.headings[0][0] == 1
    assert not outline.historical or "not ratified" in outline.notice
    assert all(0 < len(words) < 80 and level in (1, 2, 3) for level, words in outline.headings), "headings, never text"
    assert outline.revision or "not known" in outline.notice


def test_lines_are_tagged_before_a_text_is_here_and_the_text_takes_them_on(desk: Desk, clock: Clock) -> None:
    event = events.create(desk, "Tea")
    (outline,) = outlines.outlines()
    made = outlines.use(desk, outline.id, event=event)
    assert desk.read.get(Charter, made.charter).historical
    assert desk.read.get(Event, event).charters == {made.charter}
    assert outlines.use(desk, outline.id, event=event).written is False
    for line in ("/5 hubs are far away", "/5.1 what is a hub?", "/4 who sits there?"):
        notes.add(desk, event, line)
    clock.pass_(days=1)
    page = b"== Preamble ==\nInvented words.\n== Hubs ==\nMore of them.\n=== Definition and purpose ===\nAnd more.\n"
    text = charters.take(desk, charters.preview([("page.wiki", page)], language="en", source=f"{outline.source}@77"))
    assert text.charter == made.charter and text.edition != made.edition
    found = {each.seen["number"]: (each.state, each.number) for each in anchoring.proposals(desk, event)}
    assert found == {"5": ("kept", "2"), "5.1": ("kept", "2.1"), "4": ("detached", "")}
    with pytest.raises(Usage):
        outlines.use(desk, outline.id, event=event)
    with pytest.raises(Usage):
        outlines.use(desk, "none of these")


def test_a_text_under_another_title_can_be_the_new_edition_of_a_charter(desk: Desk, clock: Clock) -> None:
    first = charters.take(desk, charters.preview([("a.md", b"# Old title\n\n## Part\n")], language="en"))
    clock.pass_(days=1)
    key = desk.read.get(Charter, first.charter).key
    second = charters.take(desk, charters.preview([("b.md", b"# New title\n\n## Part\n")], language="en", key=key))
    assert second.charter == first.charter and len(charters.editions(desk, first.charter)) == 2
