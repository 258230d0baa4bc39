"""Answers to a funder are written below the questions, save themselves, and are made into a report."""

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication

from hubdesk.desk import attachments, events, expenses, grants, people
from hubdesk.model.records import Outgoing
from hubdesk.ui.pages.report import ReportPage
from hubdesk.ui.prepare.grant import GrantPart
from hubdesk.ui.widgets.label import Label
from tests.photographs import jpeg


def said(page) -> str:
    return "\n".join(each.text() for each in page.findChildren(Label) if each.isVisibleTo(page))


def pick(choice, key: str) -> None:
    choice.show_key(key)
    choice.picked.emit(key)


@pytest.fixture
def page(show, event):
    return show(GrantPart, event)


def test_every_question_of_the_form_is_asked_in_its_order(page, qtbot):
    for form in ("msig", "rapid-fund"):
        pick(page.form, form)
        assert list(page.papers) == [each.id for each in grants.form(form).questions()]
    qtbot.waitUntil(lambda: "could not be checked against the form" in said(page))
    assert not any(line.strip("\u200e ") == "HubDesk adds:" for line in said(page).splitlines())
    assert "looked up on \u206828 November 2026\u2069" in said(page)


def test_what_hubdesk_adds_is_told_in_the_language_of_the_window(page, preferences):
    page.papers["channels"].setPlainText("Radio")
    preferences.speak("de")
    assert "28. November 2026" in said(page) and "besprochener Text" in said(page)
    assert "text under discussion" not in said(page) and page.papers["channels"].toPlainText() == "Radio"


def test_an_answer_saves_itself_and_undo_brings_the_words_before_back(page, desk, event):
    paper = page.papers["activities"]
    paper.setPlainText("نقرأ معًا.\nثم نكتب.")
    paper.settle()
    assert grants.answers(desk, [event], "msig")["activities"].text == "نقرأ معًا.\nثم نكتب."
    desk.undo()
    assert paper.toPlainText() == "" and grants.answers(desk, [event], "msig") == {}


def test_what_is_being_typed_is_kept_when_another_form_is_chosen(page, desk, event):
    page.papers["channels"].setPlainText("Radio")
    pick(page.form, "rapid-fund")
    assert grants.answers(desk, [event], "msig")["channels"].text == "Radio"
    pick(page.form, "msig")
    assert page.papers["channels"].toPlainText() == "Radio"


def test_a_series_has_answers_of_its_own(page, desk, event):
    assert not page.about_field.isVisibleTo(page)
    other = events.create(desk, "Second evening")
    for each in (event, other):
        events.edit(desk, each, series="Lanterns")
    pick(page.about, "series")
    page.papers["activities"].setPlainText("Two evenings.")
    page.papers["activities"].settle()
    pick(page.about, "event")
    assert page.papers["activities"].toPlainText() == ""
    assert list(grants.answers(desk, [event, other], "msig")) == ["activities"]


def test_the_answers_are_a_page_to_copy_with_its_exact_name(show, desk, event, qtbot):
    events.edit(desk, event, budget="750 USD", host="Lantern Friends")
    expenses.add(desk, event, "Hall", price="120", currency="USD")
    page = show(ReportPage, event)
    pick(page.form, "msig")
    qtbot.waitUntil(lambda: "== Money ==" in page.paste.text.toPlainText(), timeout=15_000)
    assert page.paste.target.text() == "Grants:Project/MSIG/Lantern Friends/Evening about hubs/Report"
    pick(page.form, "rapid-fund")
    qtbot.waitUntil(lambda: page.paste.post.count() > 10, timeout=15_000)
    pick(page.paste.post, "2")
    assert "Amount awarded" in page.paste.text.toPlainText()
    assert page.paste.post.accessibleName() == "Question"
    assert not page.paste.target.isVisible() and not page.paste.heading.isVisible()
    page.paste.copy_text.click()
    assert "Amount spent" in QGuiApplication.clipboard().text()


def test_receipts_go_in_only_where_they_are_ticked_and_the_outbox_says_so(show, desk, event, qtbot, tmp_path):
    image = tmp_path / "receipt.jpg"
    image.write_bytes(jpeg())
    receipt = attachments.add(desk, event, image, sort="receipt")
    expenses.add(desk, event, "Hall", price="120", currency="USD", receipt=receipt)
    page = show(ReportPage, event)
    assert not page.inside.receipts.isVisible()
    pick(page.form, "grant-msig")
    qtbot.waitUntil(page.inside.receipts.isVisible)
    pages = {}
    for ticked in (False, True):
        page.inside.receipts.setChecked(ticked)
        page.write_to([path := tmp_path / f"{ticked}.pdf"])
        qtbot.waitUntil(lambda: not page.frame.jobs, timeout=15_000)
        pages[ticked] = sum(len(list(each.get_objects())) for each in pypdfium2.PdfDocument(path))
    assert pages[True] > pages[False]
    told = [each.what for each in desk.read.all(Outgoing, event=event)]
    assert [what.endswith("with receipts, for the funder alone") for what in told] == [False, True]
    assert page.inside.warning.isVisible()
    pick(page.form, "pdf")
    qtbot.waitUntil(lambda: not page.inside.receipts.isVisible())
    assert not page.inside.warning.isVisible() and not page._order.look["receipts"]


def test_the_data_of_a_report_go_into_it_where_they_are_ticked(show, desk, event, qtbot, tmp_path):
    page = show(ReportPage, event)
    for ticked, files in ((False, 0), (True, 6)):
        page.inside.data.setChecked(ticked)
        page.write_to([path := tmp_path / f"{ticked}.pdf"])
        qtbot.waitUntil(lambda: not page.frame.jobs, timeout=15_000)
        assert pypdfium2.PdfDocument(path).count_attachments() == files
    pick(page.form, "ambassador")
    qtbot.waitUntil(lambda: not page.inside.isVisible())


def test_the_report_of_the_window_asks_before_a_name_leaves(show, desk, event, qtbot, tmp_path):
    people.add(desk, event, "Zarquon Brindlewick")
    expenses.add(desk, event, "Taxi for Zarquon Brindlewick", price="12", currency="USD")
    page = show(ReportPage, event)
    asked = [("Zarquon Brindlewick",)]
    qtbot.waitUntil(lambda: [group.group.words for group in page.questions.groups] == asked)
    pick(page.form, "grant-msig")
    page.write_to([tmp_path / "g.pdf"])
    qtbot.waitUntil(lambda: not page.frame.jobs, timeout=15_000)
    assert (tmp_path / "g.pdf").read_bytes().startswith(b"%PDF")
