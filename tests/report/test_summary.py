"""The summary counts what is there: every heading, every remark once, every figure the sum of a table."""

import random

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.report.summary import summarize
from tests.report.material import DOCUMENT, NOTES, STATEMENTS, material, note


def test_every_heading_stands_there_also_the_silent_ones():
    (chapter,) = summarize(material()).chapters
    assert [(found.heading.number, found.total) for found in chapter.findings] == [
        ("1", 2),
        ("2", 1),
        ("2.1", 3),
        ("3", 0),
    ]
    assert [found.heading.heading for found in chapter.silent] == ["Silence"]


def test_answers_stand_below_what_they_answer():
    (chapter,) = summarize(material()).chapters
    question = next(item for item in chapter.findings[2].items if item.form == "question")
    assert [answer.text for answer in question.answers] == ["The council, after a vote"]


def test_an_answer_is_numbered_and_the_report_says_that_it_is_not_counted():
    told = [sentence for sentence in summarize(material()).method if "not counted as" in sentence.one]
    assert [sentence.n for sentence in told] == [1]


def test_loose_and_detached_remarks_are_kept_apart():
    summary = summarize(material())
    assert [item.text for item in summary.loose] == ["Thank you for the tea", "We meet again in March"]
    assert [item.text for item in summary.detached] == ["This was in the older draft"]
    (gone,) = summary.detached[0].gone
    assert (gone.number, gone.heading, gone.language) == ("4.2p1", "Every boat carries a lamp.", "en")
    assert [item.text for item in summary.decisions] == ["We meet again in March"]


def test_figures_equal_the_sums_of_the_tables():
    summary = summarize(material())
    figures = {figure.key: figure.value for figure in summary.figures}
    assert figures["remarks"] == sum(summary.kinds.values()) == sum(summary.languages.values()) == 8
    assert figures["sections"] == sum(bool(found.total) for found in summary.chapters[0].findings) == 3
    assert figures["people"] == 11 + 3


def test_statements_name_the_remarks_they_sum_up():
    (signed,) = summarize(material()).statements
    assert (signed.role, signed.numbers) == ("Facilitator", (1, 2))
    assert STATEMENTS[0].text == signed.text


def test_answers_in_a_circle_lose_nothing():
    circle = (note(1, "a", parent=f"{2:032x}"), note(2, "b", parent=f"{1:032x}"), note(3, "c", parent=f"{3:032x}"))
    summary = summarize(material(notes=circle))
    assert sorted(item.text for item in summary.loose) == ["a", "b", "c"]


def test_signs_without_words_show_what_they_say_and_never_nothing():
    only_signs = (
        note(1, "", tags=("w2",), kind="celebration", form="question", voices=5),
        note(2, "", "ar", ("w2",), form="question"),
        note(3, "Yes.", form="response", parent=f"{2:032x}"),
        note(4, "", tags=("w2",)),
        note(5, "", keywords=frozenset({"money"})),
    )
    summary = summarize(material("de", notes=only_signs, statements=()))
    items = [item for found in summary.chapters[0].findings for item in found.items]
    assert [(item.text, item.language, item.form, item.marked) for item in items] == [
        ("Lob", "de", "question", True),
        ("Frage", "de", "question", False),
    ]
    assert [answer.text for answer in items[1].answers] == ["Yes."]
    assert (summary.remarks, summary.loose) == (2, ())
    assert sum(found.total for found in summary.chapters[0].findings) == 2


WIDS = st.sampled_from(["w1", "w2", "w3", "w3p1", "w4", "lost"])
REMARKS = st.lists(st.tuples(st.sets(WIDS, max_size=3), st.integers(0, 12)), max_size=12)


@given(REMARKS)
def test_no_remark_is_lost_or_counted_twice(rows):
    notes = [
        note(n, f"remark {n}", tags=tuple(tags), parent=f"{parent:032x}" if parent < n else "")
        for n, (tags, parent) in enumerate(rows, start=1)
    ]
    summary = summarize(material(notes=notes, statements=()))
    items = {item.note: item for found in summary.chapters[0].findings for item in found.items}
    for item in (*summary.loose, *summary.detached):
        assert item.note not in items
        items[item.note] = item
    below = [answer.note for item in items.values() for answer in item.answers]
    assert sorted([*items, *below]) == sorted(one.id for one in notes)
    assert summary.remarks == len(items)
    assert sorted({item.number for item in items.values()}) == sorted(item.number for item in items.values())


def test_the_same_material_gives_the_same_summary():
    shuffled = list(NOTES)
    random.Random(3).shuffle(shuffled)
    assert summarize(material()) == summarize(material())
    assert summarize(material(notes=shuffled)).kinds == summarize(material()).kinds
    assert DOCUMENT.outline[0].number == "1"
