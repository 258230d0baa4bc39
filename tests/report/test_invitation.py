"""Invitations as wikitext and mail: what they tell, what they hide, and words of people that mean nothing."""

from dataclasses import replace

import mwparserfromhell
import pytest

from hubdesk.i18n import LANGUAGES
from hubdesk.report.dates import Dates
from hubdesk.report.invitation import facts, mail, when, wikitext
from hubdesk.report.turning import closed
from tests.report.payloads import WIKI
from tests.report.test_pack import EVENT, PACK, SENSITIVE


def test_an_address_in_a_mail_ends_where_it_ends() -> None:
    told = mail(replace(PACK, event=replace(EVENT, place="https://example.org/room")), "ar")
    assert "https://example.org/room\n" in told and "\u2068" not in told


def test_a_mail_tells_what_when_and_where() -> None:
    told = mail(PACK, "en")
    assert told.splitlines()[0] == "Subject: Lantern evening"
    assert "When: 1 October 2026, 20:00–22:00 (Central Africa Time)" in told
    assert "Where: Harbour library" in told
    assert "Languages: Arabic, English and Kinyarwanda" in told
    assert "Interpretation asked for: Arabic and Ukrainian" in told
    assert "Organizers: Friends of the Lantern Rivers" in told
    assert "Come and read.\n\nBring a question" in told
    assert "Please translate this invitation" in told


def test_a_hidden_place_has_no_zone_and_is_told_on_registering() -> None:
    told = mail(replace(PACK, event=replace(EVENT, place="", place_hidden=True)), "en")
    assert "You learn the place when you register." in told
    assert "20:00" in told and "Africa" not in told and "Harbour" not in told


def test_a_sensitive_gathering_tells_the_day_alone() -> None:
    for told in (mail(SENSITIVE, "en"), wikitext(SENSITIVE, "en")):
        assert "1 October 2026" in told
        assert "20:00" not in told and "Africa" not in told and "Where" not in told


def test_without_a_beginning_there_is_no_when() -> None:
    assert when(replace(PACK, event=replace(EVENT, start="")), Dates("en")) == ""


def test_several_days_and_an_end_that_nobody_knows_have_the_hour_of_the_beginning() -> None:
    late = replace(PACK, event=replace(EVENT, end="2026-10-03T20:00:00+00:00", place_hidden=True))
    assert when(late, Dates("en")) == "1\u2009–\u20093 Oct 2026, 20:00"
    assert when(replace(late, event=replace(late.event, end="")), Dates("en")) == "1 October 2026, 20:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_of_it(language: str) -> None:
    assert len(facts(PACK, Dates(language))) == 5
    for told in (mail(PACK, language), wikitext(PACK, language)):
        assert "Lantern evening" in told and "Harbour library" in told


def test_own_digits_are_used_where_they_are_wanted() -> None:
    assert "٢٠:٠٠" in mail(PACK, "ar", "arab") and "20:00" in mail(PACK, "ar")
    assert "२०:००" in wikitext(PACK, "hi", digits="deva")


def test_the_page_that_a_text_is_for_stands_above_it() -> None:
    told = wikitext(PACK, "en", target="Lantern Rivers/Charter/Invitations/Lantern evening")
    assert told.startswith("<!-- Lantern Rivers/Charter/Invitations/Lantern evening -->\n")


@pytest.mark.parametrize("payload", WIKI)
def test_words_of_people_mean_nothing_to_a_wiki(payload: str) -> None:
    event = replace(EVENT, title=f"a {payload}", place=payload, host=payload, invitation=f"{payload}\n{payload}")
    code = mwparserfromhell.parse(wikitext(replace(PACK, event=event), "en"))
    assert not code.filter_templates() and not code.filter_wikilinks() and not code.filter_external_links()
    assert {str(tag.tag) for tag in code.filter_tags()} <= {"b", "i", "li", "span"}


@pytest.mark.parametrize("turn", ["\n", "\r\n", "\u2028", "\x85", "\x0b"])
def test_a_title_adds_no_header_to_a_mail(turn: str) -> None:
    told = mail(replace(PACK, event=replace(EVENT, title=f"Tea{turn}Bcc: everybody@example.org")), "en")
    assert not any(line.startswith("Bcc") for line in told.splitlines())


def test_a_mark_of_direction_that_is_left_open_turns_no_other_line() -> None:
    event = replace(
        EVENT, host="Friends \u202eof", place="Mill \u2067here", invitation="Come \u202enow\n\u2068Bring tea"
    )
    told = mail(replace(PACK, event=event), "en").splitlines()
    assert "Come \u202enow\u202c" in told and "\u2068Bring tea\u2069" in told
    for line in told:
        assert closed(line) == line
