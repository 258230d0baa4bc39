"""The set for Polis: the columns that Polis has, statements in their own words, and no vote that nobody cast."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hubdesk.i18n import words
from hubdesk.report.polis import comments, contents, polis_set
from hubdesk.report.summary import Summary, summarize
from hubdesk.roster.table import restored
from tests.report.material import POLLS, STATEMENTS, material
from tests.report.payloads import ALL, SHEET, everywhere

#: As compdemocracy/polis writes them; the first column of a file of its seeds is what it looks for.
COMMENTS = ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"]
SUMMARY = [
    *("topic", "url", "voters", "voters-in-conv", "commenters", "comments", "groups", "conversation-description")
]  # fmt: skip


def opened(summary: Summary) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(polis_set(summary))) as box:
        return {name: box.read(name).decode() for name in box.namelist()}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_comments_are_those_of_polis_with_the_counts_that_may_be_told() -> None:
    kept = replace(POLLS[0], tally="9/6/2")
    files = opened(summarize(material(polls=(kept, POLLS[1]))))
    head, *found = rows(files["comments.csv"])
    assert head == COMMENTS and not files["comments.csv"].startswith("\ufeff") and "\r" not in files["comments.csv"]
    told = [dict(zip(head, row, strict=True)) for row in found]
    assert [(row["comment-id"], row["agrees"], row["disagrees"], row["comment-body"]) for row in told] == [
        ("0", "9", "6", "Money needs a vote."),
        ("1", "", "", "Move the tea?"),
    ]
    assert {(row["author-id"], row["moderated"]) for row in told} == {("0", "1")}
    at = datetime.fromtimestamp(int(told[0]["timestamp"]), UTC)
    assert at == datetime(2026, 10, 1, 21, tzinfo=UTC)
    assert told[0]["datetime"] == "Thu Oct 01 2026 21:00:00 GMT+0000 (Coordinated Universal Time)"
    assert re.search(r',"Money needs a vote\."\n', files["comments.csv"])  # Polis puts every text in quotation marks


def test_a_count_that_is_a_range_is_an_empty_cell() -> None:
    files = opened(summarize(material(polls=(replace(POLLS[0], tally="12/3/1", present=40),))))
    (told,) = rows(files["comments.csv"])[1:]
    assert told[4:6] == ["12", ""]


def test_seeds_are_one_column_that_polis_uploads() -> None:
    assert rows(opened(summarize(material()))["seed-comments.csv"]) == [
        ["comment_text"], ["Money needs a vote."], ["Move the tea?"]
    ]  # fmt: skip


def test_only_what_is_for_or_against_is_a_comment_and_each_words_once() -> None:
    own = replace(POLLS[1], id="8" * 32, question="When?", scale="own", labels="now\nlater")
    again = replace(POLLS[0], id="9" * 32, scale="support", tally="3/2")
    assert list(comments(summarize(material(polls=(again, POLLS[0], own))))) == ["Money needs a vote."]
    found = comments(summarize(material(polls=(again, POLLS[0]))))["Money needs a vote."]
    assert found is not None and found.scale.startswith("abstain")  # the other has too few answers to be told
    reworded = replace(POLLS[0], question="Money needs two votes.")
    assert comments(summarize(material(polls=(reworded,))))["Money needs a vote."] is None


def test_votes_of_people_are_never_made_up() -> None:
    files = opened(summarize(material()))
    assert list(files) == ["README.txt", "seed-comments.csv", "comments.csv", "summary.csv"]
    assert "votes.csv and participants-votes.csv are not here." in files["README.txt"]
    told = dict(rows(files["summary.csv"]))
    assert list(told) == SUMMARY and told["comments"] == "2" and told["topic"] == "Lantern evening"
    assert not any(told[name] for name in ("url", "voters", "voters-in-conv", "commenters", "groups"))


@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh"])
def test_what_people_wrote_stays_in_its_cell(language: str) -> None:
    for payload in ALL:
        statement = replace(STATEMENTS[0], text=f"{payload} .")
        found = summarize(replace(everywhere(SHEET, language), statements=(statement,), polls=()))
        files = opened(found)
        for name, width in (("seed-comments.csv", 1), ("comments.csv", len(COMMENTS))):
            head, told = rows(files[name])
            assert len(head) == len(told) == width
            assert told[-1][:1] not in tuple("=+-@\t\r\0＝＋－＠")
            whole = " ".join(f"{payload} .".replace("\0", "\ufffd").split())
            assert restored(told[-1]) == whole.encode("utf-8", "replace").decode()
        assert {len(row) for row in rows(files["summary.csv"])} == {2}


def test_the_window_tells_what_the_set_will_hold() -> None:
    told = [words("en")(each, isolated=False) for each in contents(summarize(material()))]
    assert told[:2] == ["Comments to vote on: 2 rows", "With numbers of a poll: 1 row"]
    assert "nobody wrote down who voted how" in told[2]


def test_a_figure_of_an_earlier_day_says_so() -> None:
    found = summarize(material())
    (first, *others) = found.polls
    earlier = replace(found, polls=(replace(first, as_of=datetime(2026, 9, 1, tzinfo=UTC)), *others))
    assert "Comment 0: As published on 1 September 2026" in opened(earlier)["README.txt"]
