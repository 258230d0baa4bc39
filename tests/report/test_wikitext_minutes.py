"""Minutes as wikitext: whatever people say and whatever an item is called, the page keeps its shape."""

import re

import mwparserfromhell
import pytest

from hubdesk.report import wikitext_minutes
from hubdesk.report.minutes import minutes
from tests.report import payloads
from tests.report.material import EVENT, NOTES, note
from tests.report.pdf.gathered import series
from tests.report.pdf.reported import full
from tests.report.sheets import ITEMS, at, sheet
from tests.report.test_wikitext import normal, shape, told


def page(material, items=ITEMS) -> str:
    found = minutes(material, {event.id: sheet(event.id, items) for event in material.events})
    return wikitext_minutes.minutes(found, material.language)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_minutes_have_the_same_shape_whatever_people_say(language: str) -> None:
    hostile, harmless = (
        page(payloads.everywhere(words, language), [(text, text or "poll", 10, "18:00", "18:09") for text in words])
        for words in (payloads.ALL, payloads.HARMLESS)
    )
    assert shape(mwparserfromhell.parse(hostile)) == shape(mwparserfromhell.parse(harmless))
    assert hostile.count("\n") == harmless.count("\n")
    assert not re.search(r"\[\[|\{\{|~~~|<(?!/?(span|small)\b)", hostile)


def test_minutes_say_every_remark_word_for_word() -> None:
    found = told(page(payloads.everywhere(payloads.ALL)))
    for text in payloads.ALL:
        seen = normal(text.encode("utf-8", "replace").decode().replace("\ue000", "\ufffd").replace("\ue001", "\ufffd"))
        assert seen in found, text


def test_decisions_stand_first_and_remarks_under_their_item() -> None:
    said = (*NOTES, note(300, "Hubs are asked in May", form="decision", item=sheet()[1].id, tags=("w2",)))
    found = page(full("en", notes=said))
    lines = found.splitlines()
    assert lines[lines.index("=== Decisions ===") + 1 :][:2] == [
        "# &#91;9&#93; We meet again in March", "# &#91;10&#93; Hubs are asked in May"
    ]  # fmt: skip
    assert lines[lines.index("=== Action points ===") + 1] == "* No action was written down."
    row = lines.index("| Reading")
    assert lines[row - 1 : row + 4] == ["| 2", "| Reading", "| Reading round", "| 20", "| 20"]
    assert "* 1 item was not begun." in lines and "* 14 people took part." in lines
    assert "==== 2. Reading ====\n* &#91;10&#93; Hubs are asked in May (Decision · 2 Money)\n" in found
    assert "==== 1. Welcome" not in found and "==== Outside the agenda ====\n* &#91;1&#93;" in found


def test_a_series_names_its_gatherings_and_adds_up_its_polls() -> None:
    found = page(series())
    assert "== Minutes of the gatherings ==" in found and f"== {EVENT.title} ==" in found
    assert "== Mill morning and Tower night ==\n* These gatherings are told as one" in found
    assert found.count("== Polls ==") == 1 and found.index("== Polls ==") > found.index("Tower night ==")


def test_an_item_without_a_title_is_called_after_its_kind() -> None:
    said = (note(1, "aye", at=at("18:01")),)
    assert "==== 1. Speaking round ====" in page(full("en", notes=said), [("", "speaking round", 5, "18:00", "18:05")])
