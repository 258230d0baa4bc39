"""Odd material for the conversation report: nothing, too much, hostile words, a full disk, a person who stops it."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.errors import Cancelled, HubDeskError, Usage
from hubdesk.model.codebook import KINDS
from hubdesk.model.records import Note, OpenQuestion
from hubdesk.report.pdf import conversation
from hubdesk.report.pdf.printing import Printing, printing
from hubdesk.report.pdf.tallies import MOST_ROWS, MOST_SERIES, Series
from hubdesk.report.pdf.wording import Wording
from hubdesk.report.summary import Document, Heading, Turnout, summarize
from tests.report.material import EVENT, STATEMENTS, note
from tests.report.pdf.reported import FULL, SILENT, full, made, pages, text
from tests.report.pdf.test_readers import by_pdftotext


def test_an_event_without_anything_still_reports(tmp_path: Path) -> None:
    found = text(made(tmp_path, "en", notes=(), documents=(), statements=(), turnout=Turnout(), left_out=0, events=()))
    assert "No remark may be published yet." in found


def test_a_charter_that_nobody_spoke_of_is_reported_as_silent(tmp_path: Path) -> None:
    found = text(made(tmp_path, "en", notes=(), statements=()))
    assert "No feedback on: 1 Purpose; 2 Money; 2.1 Reserves; 3 Silence" in found


def test_a_long_outline_shows_the_most_discussed_sections_in_the_bars(tmp_path: Path) -> None:
    outline = tuple(Heading(f"v{i}", str(i), 1, f"Clause {i}", "en") for i in range(1, 41))
    document = Document("Long", "e", "", outline, {h.wid: h.wid for h in outline})
    notes = [note(i * 50 + k, f"said {i}", tags=(f"v{i}",)) for i in range(1, 41) for k in range(i % 7)]
    found = text(made(tmp_path, "en", documents=(document,), notes=notes, statements=()))
    assert f"The bars show the {MOST_ROWS} sections with the most remarks" in found
    assert all(f"{i} Clause {i} {i % 7}" in found for i in range(1, 41))


HOSTILE = (
    "<b>bold</b> <img src=/etc/passwd> &amp; {n} {0} %s",
    "A <b",
    "\u202eright to left\u202c\u2066\u2067",
    "x" * 3000,
    "lone \ud800 surrogate\x00\x07\x1b",
    "line\nline\r\nline\u2028line",
    "javascript:alert(1) http://example.org/\u0007",
    "(2.1) [3] 「四」 (٥) “six”",
    "",
    "👩‍👩‍👧‍👦🇺🇦 \U000e0041 \U0010ffff",
)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not here")
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_no_words_stop_a_report(language: str, tmp_path: Path) -> None:
    notes = [note(i, words, tags=("w1",), speaker=words, kind=words) for i, words in enumerate(HOSTILE, 1)]
    statements = [replace(STATEMENTS[0], text=words, role=words, theme=words, notes=frozenset()) for words in HOSTILE]
    event = replace(EVENT, title=HOSTILE[0], place=HOSTILE[2], channels=HOSTILE[4], host=HOSTILE[1], zone=HOSTILE[6])
    odd = replace(SILENT, title=HOSTILE[2], source=HOSTILE[6], label=HOSTILE[4], revision=HOSTILE[5])
    path = made(tmp_path, language, notes=notes, statements=statements, events=(event,), documents=(odd,))
    found = text(path) if language != "ar" else by_pdftotext(path)  # pdfium turns Latin lines of such a page around
    assert "<b>bold</b>" in found and "{n}" in found
    assert b"/JavaScript" not in path.read_bytes() and b"/Launch" not in path.read_bytes()


REMARKS = st.lists(
    st.tuples(
        st.text(max_size=40),
        st.sampled_from(["en", "ar", "zh", "", "und", "x y", "de-AT"]),
        st.sets(st.sampled_from(["w1", "w3", "w8", "gone"]), max_size=2),
        st.sampled_from([*KINDS, "", "other"]),
        st.integers(0, 8),
    ),
    max_size=8,
)


def given_notes(rows: list[tuple]) -> list[Note]:
    return [
        note(i, words, tongue, tuple(tags), kind=kind, parent=f"{parent:032x}" if parent else "")
        for i, (words, tongue, tags, kind, parent) in enumerate(rows, 1)
    ]


@settings(max_examples=25, deadline=None)
@given(REMARKS, st.sampled_from(["en", "ar", "hi"]))
def test_any_remarks_make_a_report(rows: list[tuple], language: str) -> None:
    notes = given_notes(rows)
    summary = summarize(full(language, notes=notes))
    assert conversation._Pages(summary, Printing()).made() is not None
    assert sum(summary.kinds.values()) == summary.remarks


@given(st.dictionaries(st.sampled_from([*KINDS, ""]), st.integers(1, 50)))
def test_bars_show_every_remark_in_no_more_colours_than_there_are(kinds: dict[str, int]) -> None:
    series = Series(kinds, Wording("en"))
    assert len(series.names) == len(series.values(kinds)) <= MOST_SERIES
    assert sum(series.values(kinds)) == sum(kinds.values())


# the file


def test_stopping_leaves_nothing_behind_and_an_older_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"older")

    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        conversation.write(summarize(full("en")), out, report=stop)
    assert out.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    number = conversation.write(
        summarize(full("en")), tmp_path / "new" / "a.pdf", report=lambda done, total: seen.append((done, total))
    )
    assert len(seen) > number == len(pages(tmp_path / "new" / "a.pdf"))
    assert seen[-1][0] == seen[-1][1] > 0
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def stopped_at(call: int, out: Path) -> bool:
    """Stop a report when it tells for the time `call` (from 0) how far it is; return whether it came so far."""
    told = iter(range(call))

    def stop(done: int, total: int) -> None:
        if next(told, None) is None:
            raise Cancelled

    try:
        conversation.write(summarize(full("en")), out, report=stop)
    except Cancelled:
        return True
    return False


def test_wherever_it_is_stopped_nothing_is_left_behind(tmp_path: Path) -> None:
    calls: list[int] = []
    conversation.write(summarize(full("en")), tmp_path / "a.pdf", report=lambda *_: calls.append(1))
    (tmp_path / "a.pdf").write_bytes(b"older")
    for call in (0, 3, len(calls) // 2, len(calls) - 12, len(calls) - 1):
        assert stopped_at(call, tmp_path / "a.pdf")
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pdf", b"older")]
    assert not stopped_at(len(calls), tmp_path / "a.pdf")


def test_a_place_that_cannot_be_written_is_told_in_three_parts(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(HubDeskError) as caught:
        conversation.write(summarize(full("en")), tmp_path / "file" / "a.pdf")
    assert caught.value.code == "write" and caught.value.exit_code == 1 and all(caught.value.told())


@pytest.mark.parametrize("wrong", [{"digits": "roman"}, {"paper": "a3"}])
def test_other_digits_and_paper_are_wrong_usage(wrong: dict[str, str]) -> None:
    with pytest.raises(Usage):
        printing(**wrong)


def test_who_says_it_stands_on_the_page_of_what_was_concluded(tmp_path: Path) -> None:
    more = ["and so on " * (n % 4 * 12) for n in range(60)]
    statements = [
        replace(STATEMENTS[0], id=f"{n:032x}", text=f"Conclusion C{n}. {words}", role=f"R{n}.")
        for n, words in enumerate(more)
    ]
    asked = [
        (OpenQuestion(id=f"{n:032x}", text=f"Question Q{n}? {words}", language="en"), f"9.{n}")
        for n, words in enumerate(more)
    ]
    answers = [note(300 + n, "So", tags=("w2",), answers=frozenset({one.id})) for n, (one, _) in enumerate(asked)]
    found = made(tmp_path, statements=tuple(statements), questions=tuple(asked), notes=(*FULL, *answers))
    told = [page for page in pages(found) if "Conclusion C" in page or "Question Q" in page]
    assert len(told) > 4
    for page in told:
        assert re.findall(r"Conclusion C(\d+)\.", page) == re.findall(r"\bR(\d+)\.", page)
        assert re.findall(r"Question Q(\d+)\?", page) == re.findall(r"\b9\.(\d+)\b", page)
