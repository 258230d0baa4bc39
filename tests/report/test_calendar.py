"""The calendar file, read by the rules of RFC 5545 written down here once more."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.report.calendar import Gathering, Planned, calendar
from tests.report import payloads

AS_OF = datetime(2026, 10, 2, 12, tzinfo=UTC)
GATHERING = Gathering(
    id="e" * 32,
    title="Lantern evening",
    start="2026-10-01T18:00:00+02:00",
    end="2026-10-01T20:00:00+02:00",
    zone="Africa/Kigali",
    place="Harbour library",
    items=(
        Planned("1" * 32, "Welcome and tea", "welcome", 15),
        Planned("2" * 32, "", "", 20),
        Planned("3" * 32, "", "reading round", 30),
        Planned("4" * 32, "Nothing", "break", 0),
    ),
    feedback_closes="2026-10-20",
)


def read(content: bytes) -> list[list[tuple[str, str]]]:
    """Return the lines (name with parameters, value) of every entry; fail on what no calendar may hold."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n") and not re.search("(?<!\r)\n|\r(?!\n)", text)
    raw = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 for line in raw)
    lines = "\r\n".join(raw).replace("\r\n ", "").split("\r\n")
    assert all(re.match("[A-Z-]+[;:]", line) for line in lines), lines
    pairs = [(line.partition(":")[0], line.partition(":")[2]) for line in lines]
    assert next(value for name, value in pairs if name == "BEGIN") == "VCALENDAR"
    assert [name for name, _ in pairs].count("BEGIN") == [name for name, _ in pairs].count("END")
    entries: list[list[tuple[str, str]]] = []
    for name, value in pairs:
        if (name, value) == ("BEGIN", "VEVENT"):
            entries.append([])
        elif entries:
            entries[-1].append((name, value))
    return entries


def words(value: str) -> str:
    return re.sub(r"\\([\\;,])", r"\1", value)


def test_the_gathering_its_items_and_the_last_day_of_feedback() -> None:
    entries = [dict(entry) for entry in read(calendar([GATHERING], language="en", as_of=AS_OF))]
    told = [(entry["SUMMARY"], entry.get("DTSTART"), entry.get("DTEND")) for entry in entries]
    assert told == [
        ("Lantern evening", "20261001T160000Z", "20261001T180000Z"),
        ("Welcome and tea", "20261001T160000Z", "20261001T161500Z"),
        ("Reading round", "20261001T163500Z", "20261001T170500Z"),
        ("Feedback closes: Lantern evening", None, None),
    ]
    assert entries[3]["DTSTART;VALUE=DATE"] == "20261020" and entries[3]["DTEND;VALUE=DATE"] == "20261021"
    assert entries[3]["TRIGGER"] == "-P1D" and entries[0]["LOCATION"] == "Harbour library"
    assert len({entry["UID"] for entry in entries}) == 4 and {entry["DTSTAMP"] for entry in entries} == {
        "20261002T120000Z"
    }


def test_a_quiet_gathering_tells_its_days_alone() -> None:
    (entry, _) = read(calendar([replace(GATHERING, whole_days=True)], language="ar", as_of=AS_OF))
    assert dict(entry)["DTSTART;VALUE=DATE"] == "20261001" and "T16" not in str(entry)


def test_an_item_keeps_its_id_and_equal_content_gives_equal_bytes() -> None:
    later = calendar([replace(GATHERING, title="Another name")], language="de", as_of=AS_OF)
    uids = [
        [dict(entry)["UID"] for entry in read(each)]
        for each in (later, calendar([GATHERING], language="en", as_of=AS_OF))
    ]
    assert uids[0] == uids[1]
    assert later == calendar([replace(GATHERING, title="Another name")], language="de", as_of=AS_OF)
    assert read(calendar([replace(GATHERING, start="")], language="en", as_of=AS_OF)) == []


@pytest.mark.parametrize("text", payloads.ALL)
def test_words_of_people_stay_words(text: str) -> None:
    hostile = replace(GATHERING, title=text, place=text, items=(Planned("1" * 32, text, "plenary", 10),))
    entries = read(calendar([hostile], language="en", as_of=AS_OF))
    names = [[name for name, _ in entry] for entry in entries]
    assert names == [
        [n for n, _ in e] for e in read(calendar([replace(hostile, title="x", place="x")], language="en", as_of=AS_OF))
    ]
    assert dict(entries[1])["SUMMARY"] == dict(entries[0])["SUMMARY"]
    seen = words(dict(entries[0])["SUMMARY"])
    assert re.sub("[\ufffd\\s]", "", seen) == re.sub("[\0-\x1f\x7f\ud800-\udfff\ufffd\\s]", "", text)


@settings(max_examples=40)
@given(st.text(max_size=120))
def test_no_line_is_too_long_and_no_character_is_cut(text: str) -> None:
    read(calendar([replace(GATHERING, title=text, place=f"a{text}")], language="en", as_of=AS_OF))
