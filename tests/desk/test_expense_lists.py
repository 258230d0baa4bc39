"""Lists of expenses from elsewhere: headings in any of our languages, exact numbers, looked at before they are kept."""

import io
from datetime import date

import openpyxl
import pytest

from hubdesk.desk import events, expense_lists, expenses, grants
from hubdesk.desk.desk import Desk
from hubdesk.errors import Refused
from hubdesk.i18n import words
from hubdesk.model.limits import EXPENSES_BYTES
from hubdesk.model.records import Expense


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Evening")
    events.edit(desk, made, budget="750 USD")
    return made


def look(desk: Desk, event: str, text: str, **how: str) -> expense_lists.Read:
    return expense_lists.preview(desk, event, text.encode(), **({"language": "en"} | how))


def reasons(found: expense_lists.Read) -> list[tuple[int, str]]:
    return [(number, words("en")(reason, isolated=False)) for number, reason in found.left_out]


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("What was paid for,Price,Currency,Paid on", "en"),
        ("Wofür;Preis;Währung;Datum", "de"),
        ("البند,السعر,العملة,التاريخ", "ar"),
        ("用途,单价,币种,日期", "zh"),
        ("Objet;Prix;Devise;Date", "fr"),
        ("Concepto;Precio;Moneda;Fecha", "es"),
        ("विवरण,मूल्य,मुद्रा,दिनांक", "hi"),
        ("Keterangan,Harga,Mata uang,Tanggal", "id"),
        ("Descrição;Preço;Moeda;Data", "pt-BR"),
        ("Описание;Цена;Валюта;Дата", "ru"),
        ("Опис;Ціна;Валюта;Дата", "uk"),
    ],
)
def test_headings_are_known_in_every_language(desk: Desk, event: str, head: str, language: str) -> None:
    apart = ";" if ";" in head else ","
    found = look(desk, event, f"{head}\n{apart.join(('Bus', '1500', 'KES', '2026-05-08'))}\n", language=language)
    assert [(each["what"], each["price"], each["currency"], each["paid"]) for each in found.new] == [
        ("Bus", "1500", "KES", "2026-05-08")
    ]
    assert found.unknown == () and found.left_out == ()


def test_a_number_counts_where_it_can_be_read_in_only_one_way(desk: Desk, event: str) -> None:
    rows = "Item;Price;Currency\nA;1.234,50;EUR\nB;12.5;EUR\nC;1.500;EUR\nD;12 Euro;EUR\n"
    found = look(desk, event, rows, language="de")
    assert [(each["what"], each["price"]) for each in found.new] == [("A", "1234.5"), ("B", "12.5")]
    assert [number for number, _ in found.left_out] == [4, 5] and "only one way" in reasons(found)[0][1]
    assert [each["price"] for each in look(desk, event, rows).new] == ["12.5", "1.5"]


def test_rows_that_are_no_expense_are_told_with_their_number_and_their_reason(desk: Desk, event: str) -> None:
    rows = "Our costs\n\nItem,Price,Currency,Date\nTea,5,USD,soon\nHall,,USD,\nBus,3,,\n"
    rows += "Lamp,4,ZZZ,\n,9,USD,\nTotal,21,USD,\n"
    found = look(desk, event, rows)
    assert found.new == () and [number for number, _ in found.left_out] == [4, 5, 6, 7, 8, 9]
    told = [reason for _, reason in reasons(found)]
    assert "no price" in told[1] and "no currency" in told[2] and "ZZZ" in told[3] and "a sum" in told[5]
    assert [each["currency"] for each in look(desk, event, "Item,Price\nBus,3\n", currency="KES").new] == ["KES"]


def test_a_line_that_names_the_separator_counts_as_a_row_and_a_long_cell_costs_no_time(desk: Desk, event: str) -> None:
    found = look(desk, event, f"sep=;\nItem;Price;Currency\nHall;;USD\nBus;1{' ' * 9_000}x;USD\n")
    assert [number for number, _ in found.left_out] == [3, 4]


def test_amounts_carry_their_currency_and_count_as_a_price_where_none_is_named(desk: Desk, event: str) -> None:
    found = look(desk, event, "Item,Amount (KES),Quantity,Paid\nBus,1500,3,8.5.2026\nTea,20 USD,,2026-05-09 10:00\n")
    told = [(each["price"], each.get("quantity", "1"), each["currency"], each["paid"]) for each in found.new]
    assert told == [("1500", "1", "KES", "2026-05-08"), ("20", "1", "KES", "2026-05-09")]


def test_a_list_is_one_step_and_what_is_here_already_is_not_added_again(desk: Desk, event: str) -> None:
    rows = "Item,Price,Currency\nBus ticket,3,USD\nBus ticket,3,USD\nTea,5,USD\n"
    expenses.add(desk, event, "Tea", price="5", currency="USD")
    found = look(desk, event, rows)
    assert (len(found.new), found.same) == (2, 1) and len(desk.read.all(Expense)) == 1
    assert len(expense_lists.take(desk, event, found)) == 2
    again = look(desk, event, rows)
    assert (again.new, again.same) == ((), 3) and expense_lists.take(desk, event, again) == []
    told = desk.undo()
    assert told is not None and words("en")(told) == "Read 2 expenses from a list"
    assert [each.what for each in desk.read.all(Expense)] == ["Tea"]


def test_our_own_table_comes_back_as_it_was(desk: Desk, event: str, tmp_path) -> None:
    rate = {"rate": "129.35", "rate_on": "2026-05-08", "rate_source": "Central bank"}
    expenses.add(desk, event, "=Bus", price="1500.25", currency="KES", quantity="3", category="Travel", **rate)
    expenses.add(desk, event, "Given back", price="-12.5", currency="USD", paid="2026-05-09", line="B 2")
    grants.table(desk, [event], tmp_path / "a.csv")
    other = events.create(desk, "Second evening")
    events.edit(desk, other, budget="750 USD")
    expense_lists.take(desk, other, expense_lists.preview_file(desk, other, tmp_path / "a.csv", language="de"))

    def told(event: str) -> list[tuple[str, ...]]:
        names = ("what", "quantity", "price", "currency", "category", "line", "paid", *rate, "rate_to")
        return [tuple(getattr(each, name) for name in names) for each in expenses.of_event(desk, event)]

    assert told(other) == told(event)


def test_a_workbook_is_read_with_its_days(desk: Desk, event: str) -> None:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Item", "Price", "Currency", "Paid on", "Who"])
    book.active.append(["Bus", 1500.25, "KES", date(2026, 5, 8), "Amina"])
    book.save(kept)
    found = expense_lists.preview(desk, event, kept.getvalue(), language="en")
    assert [(each["price"], each["paid"]) for each in found.new] == [("1500.25", "2026-05-08")]
    assert found.unknown == ("Who",)


def test_a_day_of_five_thousand_digits_is_told_with_its_row(desk: Desk, event: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["What was paid for", "Price", "Currency", "Paid on"])
    book.active.append(["Oil", 12, "USD", "9" * 5_000])
    stream = io.BytesIO()
    book.save(stream)
    found = expense_lists.preview(desk, event, stream.getvalue(), language="en")
    assert [number for number, _ in found.left_out] == [2]


@pytest.mark.parametrize(
    "content",
    [b"", b"Name,Mail\nA,b@c.de\n", b"%PDF-1.7", b"PK\x03\x04" + bytes(100), b"Item,Price\n" + bytes(EXPENSES_BYTES)],
)
def test_what_is_no_list_of_expenses_is_refused(desk: Desk, event: str, content: bytes) -> None:
    with pytest.raises(Refused):
        expense_lists.preview(desk, event, content, language="en")
    assert desk.read.all(Expense) == []
