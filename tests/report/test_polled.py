"""Polls in reports: counts that may be told, in every writer the same."""

import json
from datetime import UTC, datetime

import mwparserfromhell
import pytest

from hubdesk.model.disclosure import Range
from hubdesk.model.records import Poll
from hubdesk.report import document, wikitext, wikitext_tables
from hubdesk.report.polled import Polled
from hubdesk.report.polled import polled as told
from hubdesk.report.summary import summarize
from tests.report.material import EVENT, material


def poll(tally: str, present: int = 0, **fields) -> Poll:
    return Poll(**({"id": tally, "event": EVENT.id, "question": "Vote?", "tally": tally, "present": present} | fields))


def polled(polls: list[Poll]) -> tuple[Polled, ...]:
    return told(polls, {}, as_of=datetime(2027, 5, 8, tzinfo=UTC))


def test_small_counts_are_hidden_so_that_nothing_can_be_subtracted():
    (one,) = polled([poll("9/6/2", 24)])
    assert one.shown == (Range(9, 9), Range(6, 6), Range(0, 4)) and one.no_response == Range(5, 9)
    (few,) = polled([poll("4/3/1", 24)])
    assert (few.shown, few.no_response, few.counted) == ((), None, True)
    (before,) = polled([poll("")])
    assert (before.shown, before.counted) == ((), False)


def test_the_same_question_of_a_series_is_pooled():
    (one,) = polled([poll("4/3/1", 9), poll("5/4/6", 16, question=" vote? ")])
    assert one.shown == (Range(9, 9), Range(7, 7), Range(7, 7)) and one.no_response is not None
    assert len(polled([poll("9/9/9"), poll("9/9", scale="support")])) == 2


def test_where_nobody_was_counted_nobody_is_said_to_have_kept_silent():
    (one,) = polled([poll("9/6/7")])
    assert one.shown == (Range(9, 9), Range(6, 6), Range(7, 7)) and one.no_response is None


def test_dots_are_no_people_and_small_numbers_of_them_still_hide():
    (one,) = polled([poll("30/3", 12, scale="dots", labels="Tea\nCoffee")])
    assert one.shown == (Range(30, 30), Range(0, 4)) and one.no_response is None


def tags(wikicode, name: str) -> list:
    return wikicode.filter_tags(matches=lambda tag: str(tag.tag).strip() == name, recursive=False)


@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh", "de"])
def test_wikitext_tables_hold_every_statement_and_poll(language):
    summary = summarize(material(language))
    (table,) = tags(mwparserfromhell.parse(wikitext_tables.sources(summary, language)), "table")
    (row,) = [tag for tag in tags(table.contents, "tr") if "Money" in str(tag)]
    cells = [str(cell.contents) for cell in tags(row.contents, "td")]
    assert len(cells) == 5 and "Money needs a vote." in cells[3] and "money" in cells[4]
    text = wikitext_tables.outputs(summary, language)
    (table,) = tags(mwparserfromhell.parse(text), "table")
    rows = [tags(tag.contents, "td") for tag in tags(table.contents, "tr")]
    assert [len(row) for row in rows if row] == [5, 2]


def test_people_s_answers_mean_nothing_to_a_wiki():
    asked = poll("9/7", 20, question="{{Delete}} [[User:A]]|x", scale="own", labels="~~~~\n|}")
    summary = summarize(material(polls=(asked,)))
    for text in (wikitext.ambassador(summary, "en"), wikitext_tables.outputs(summary, "en")):
        parsed = mwparserfromhell.parse(text)
        assert parsed.filter_templates() == [] and parsed.filter_wikilinks() == [] and "~~~" not in text


def test_json_tells_both_ends_of_what_may_be_told():
    found = json.loads(document.json_document(summarize(material())))["polls"]
    assert found[0]["answers"][2] == {"label": "Abstain", "low": 0, "high": 4}
    assert found[1] == {
        "question": "Move the tea?",
        "language": "en",
        "answers": [],
        "no_response": None,
        "as_of": None,
        "counted": True,
        "temperature_check": True,
    }
