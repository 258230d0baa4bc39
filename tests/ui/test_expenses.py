"""What was paid for is typed line by line, read as the window's language writes numbers, and summed up at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter

from hubdesk.desk import attachments, expenses, people, publishing
from hubdesk.model.records import Attachment, Event, Expense
from hubdesk.ui.prepare.expenses import ExpensesPart
from hubdesk.ui.widgets.label import Label
from tests.photographs import jpeg

PLAIN = {"\u2066": "", "\u2067": "", "\u2068": "", "\u2069": "", "\u200e": "", "\u200f": "", "\u00a0": " "}
_BARE = str.maketrans(PLAIN)


def said(page) -> str:
    return "\n".join(each.text() for each in page.findChildren(Label) if each.isVisibleTo(page)).translate(_BARE)


def cells(table) -> list[list[str]]:
    model = table.rows
    places = [range(model.rowCount()), range(model.columnCount())]
    return [[str(model.index(row, at).data()).translate(_BARE) for at in places[1]] for row in places[0]]


def fill(page, **fields: str) -> None:
    for name, text in fields.items():
        page.form.fields[name].editor.setText(text)


def enter(page, name: str = "price") -> None:
    QTest.keyClick(page.form.fields[name].editor, Qt.Key.Key_Return)


@pytest.fixture
def page(show, event):
    return show(ExpensesPart, event)


def test_who_may_publish_which_photo_is_not_asked_to_show_expenses(page, desk, event):
    people.add(desk, event, "Nobody asked so far")
    asked = publishing._made.cache_info().misses
    page.refresh(None)
    assert publishing._made.cache_info().misses == asked
    attachments.of_event(desk, event)
    assert publishing._made.cache_info().misses == asked + 1


def test_an_expense_is_added_by_enter_and_the_next_keeps_its_currency(page, desk, event):
    assert page.empty.isVisibleTo(page)
    fill(page, what="Bus", quantity="3", price="1,500.50", currency="kes", category="Travel")
    assert "Read as 3 × 1,500.5 = 4,501.50 KES" in said(page)
    enter(page)
    (kept,) = expenses.of_event(desk, event)
    assert (kept.what, kept.quantity, kept.price, kept.currency) == ("Bus", "3", "1500.5", "KES")
    assert page.form.fields["what"].editor.text() == "" and page.form.fields["currency"].editor.text() == "kes"
    assert page.form.fields["what"].editor.hasFocus()
    assert cells(page.table)[0][:2] == ["Bus", "Travel"] and cells(page.table)[0][3] == "4,501.50 KES"
    desk.undo()
    assert page.empty.isVisibleTo(page)


def test_the_words_of_categories_are_offered_by_one_list_however_often_the_page_is_read_again(page, desk, event):
    line = page.form.fields["category"].editor
    offering = line.completer()
    for n in range(5):
        expenses.add(desk, event, f"Thing {n}", price="1", currency="KES", category=f"Sort {n}")
        page.refresh(None)
    assert line.completer() is offering
    assert page.form.findChildren(QCompleter) == [offering]
    offered = offering.model().stringList()
    assert {f"Sort {n}" for n in range(5)} < set(offered) and "Travel" in offered


def test_numbers_are_those_of_the_language_and_nothing_is_guessed(page, desk, event, preferences):
    fill(page, what="Bus", price="1,5", currency="KES")
    enter(page)
    assert expenses.of_event(desk, event) == []
    assert "Write it like this: 1,234.50" in said(page)
    preferences.speak("de")
    fill(page, price="1,5")
    enter(page)
    assert expenses.of_event(desk, event)[0].price == "1.5"
    assert cells(page.table)[0][3] == "1,50 KES"


def test_a_variant_of_a_language_reads_numbers_as_the_language_does(page, desk, event):
    assert expenses.number("1,500.5", "en-XA") == "1500.5" and expenses.shown("1.5", "ar-XB") == "1.5"


@pytest.mark.parametrize("typed", ["1e999", "NaN", "9" * 40, "=1+1", "", "-", "0x1"])
def test_hostile_numbers_stay_in_the_form(page, desk, event, typed):
    fill(page, what="Bus", price=typed, currency="KES")
    enter(page)
    assert expenses.of_event(desk, event) == [] and page.form.fields["price"].below.isVisibleTo(page)
    assert page.form.fields["what"].editor.text() == "Bus"


def test_an_unknown_currency_is_told_and_nothing_is_lost(page, desk, event):
    fill(page, what="Bus", price="5", currency="QQQ")
    enter(page)
    assert expenses.of_event(desk, event) == [] and page.form.fields["what"].editor.text() == "Bus"


def test_rates_are_asked_for_only_where_they_are_needed_and_missing_ones_are_named(page, desk, event):
    assert not page.form.rated.isVisibleTo(page)
    page.budget.setText("750 USD")
    page.budget.settle()
    assert desk.read.get(Event, event).budget == "750 USD"
    fill(page, what="Bus", price="1500", currency="KES")
    assert "1 USD is how many KES" in said(page)
    enter(page)
    assert "1 expense needs a rate: Bus" in said(page) and cells(page.table)[0][4] == "–"
    page.table.choose(expenses.of_event(desk, event)[0].id)
    fill(page, rate="129.35", rate_on="2026-05-09", rate_source="Central bank")
    enter(page, "rate")
    assert cells(page.table)[0][4] == "11.60 USD"
    assert "11.60 USD of 750.00 USD were spent: 738.40 USD are left." in said(page)


def test_a_budget_in_words_is_told_how_to_be_written(page, desk, event):
    page.budget.setText("about 750 dollars")
    page.budget.settle()
    assert desk.read.get(Event, event).budget == "about 750 dollars"
    assert "Write it as an amount and a currency, for example 750 USD." in said(page)


def test_what_was_changed_is_kept_when_another_row_is_chosen(page, desk, event):
    first = expenses.add(desk, event, "Bus", price="5", currency="USD", paid="2026-05-01")
    other = expenses.add(desk, event, "Tea", price="6", currency="USD", paid="2026-05-02")
    page.table.choose(first)
    fill(page, price="7")
    page.table.choose(other)
    assert [each.price for each in expenses.of_event(desk, event)] == ["7", "6"]
    assert page.form.fields["what"].editor.text() == "Tea"
    page.form.remove.click()
    assert [each.what for each in expenses.of_event(desk, event)] == ["Bus"]
    assert page.form.expense is None


def test_what_another_laptop_changed_shows_in_the_open_form(page, desk, event):
    made = expenses.add(desk, event, "Bus", price="5", currency="USD")
    page.table.choose(made)
    expenses.edit(desk, made, price="8")
    assert page.form.fields["price"].editor.text() == "8"


def test_a_receipt_is_taken_back_by_undo_and_not_chosen_any_more(page, desk, qtbot, tmp_path):
    (tmp_path / "ticket.jpg").write_bytes(jpeg())
    told = []
    page.frame.notices.said.connect(told.append)
    page.frame.notices.open()
    page.take([tmp_path / "ticket.jpg"])
    qtbot.waitUntil(lambda: len(told) == 1 and told[0].step is not None, timeout=15_000)
    assert page.form.receipt.key
    told[0].call()
    assert page.form.receipt.key == "" and desk.read.all(Attachment) == []


def test_a_receipt_is_taken_in_and_kept_with_its_expense(page, desk, event, qtbot, tmp_path):
    image = tmp_path / "ticket.jpg"
    image.write_bytes(jpeg())
    page.take([image])
    qtbot.waitUntil(lambda: bool(page.form.receipt.key) and not page.frame.jobs, timeout=15_000)
    fill(page, what="Bus", price="5", currency="USD")
    enter(page)
    (kept,) = expenses.of_event(desk, event)
    assert desk.read.get(Attachment, kept.receipt).name == "ticket.jpg" and page.form.receipt.key == ""
    page.table.choose(kept.id)
    assert page.form.receipt.key == kept.receipt and page.form.receipt.currentText() == "ticket.jpg"


def test_the_table_is_written_for_spreadsheets(page, desk, event, qtbot, tmp_path):
    expenses.add(desk, event, "=1+1", price="5", currency="USD")
    page.write_to([tmp_path / "e.csv"])
    qtbot.waitUntil(lambda: not page.frame.jobs, timeout=15_000)
    assert "'=1+1" in (tmp_path / "e.csv").read_text("utf-8-sig")


def test_numbers_of_an_open_expense_stay_what_they_are_in_another_language(page, desk, event, preferences):
    id = expenses.add(desk, event, "Bus", price="129.355", currency="USD")
    preferences.speak("de")
    page.table.choose(id)
    assert page.form.fields["price"].editor.text() == "129,355"
    preferences.speak("en")
    page.settle()
    assert page.form.fields["price"].editor.text() == "129.355" and not page.form.changed
    assert [each.price for each in expenses.of_event(desk, event)] == ["129.355"]


def test_what_was_changed_is_kept_when_the_expense_is_closed(page, desk, event):
    page.table.choose(expenses.add(desk, event, "Bus", price="5", currency="USD"))
    fill(page, price="five")
    page.form.leave.click()
    assert page.form.expense is not None and page.form.fields["price"].editor.hasFocus()
    fill(page, price="7")
    page.form.leave.click()
    assert page.form.expense is None and [each.price for each in expenses.of_event(desk, event)] == ["7"]
    page.table.choose(expenses.of_event(desk, event)[0].id)
    assert page.form.expense is not None


def test_all_sums_are_seen_whatever_the_size_of_the_text(page, desk, event, preferences):
    for name in ("Room", "Travel", "Food and drinks"):
        expenses.add(desk, event, name, price="5", currency="USD", category=name)
    for percent in (100, 200):
        preferences.enlarge(percent)
        assert page.totals.verticalScrollBar().maximum() == page.totals.horizontalScrollBar().maximum() == 0
        assert page.totals.columnWidth(0) >= page.totals.columnWidth(2)


def test_digits_of_amounts_stand_below_each_other(page, desk, event):
    expenses.add(desk, event, "Tea", price="9.50", currency="EUR")
    model = page.table.rows
    sides = [model.index(0, at).data(Qt.ItemDataRole.TextAlignmentRole) for at in range(model.columnCount())]
    heads = [model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) for at in range(5)]
    assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides] == [False, False, False, True, True]
    assert heads == sides


def test_a_list_is_told_before_it_is_kept_and_is_one_step(page, desk, event, qtbot, tmp_path):
    expenses.add(desk, event, "Tea", price="5", currency="USD")
    (tmp_path / "costs.csv").write_text("Item,Price,Currency,Who\nTea,5,USD,A\nBus,1500,KES,B\nHall,,USD,C\n")
    page.read_from([tmp_path / "costs.csv"])
    qtbot.waitUntil(page.list.isVisible)
    told = said(page.list)
    assert "1 expense is new" in told and "1 is here already" in told and "Row 4: This row has no price." in told
    assert "The column Who was not taken." in told and page.list.keep.hasFocus()
    assert len(desk.read.all(Expense)) == 1
    page.list.keep.click()
    assert page.list.isHidden() and len(desk.read.all(Expense)) == 2
    page.frame.undo()
    assert [one.what for one in desk.read.all(Expense)] == ["Tea"]
    (tmp_path / "people.csv").write_text("Name\nSomebody\n")
    page.frame.notices.open()
    with qtbot.waitSignal(page.frame.notices.said, check_params_cb=lambda notice: notice.code == "expenses-no-head"):
        page.read_from([tmp_path / "people.csv"])
    assert page.list.isHidden()
