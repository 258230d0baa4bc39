"""Expenses are kept exactly, undone, merged and never sent outside."""

import pytest

from hubdesk.desk import events, expenses, merging, reports, trash
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.records import Event, Expense
from hubdesk.model.spending import doubt


@pytest.fixture
def event(desk):
    return events.create(desk, "Evening")


def spent_on(desk, event, what="Bus for six", **fields):
    return expenses.add(desk, event, what, **{"price": "1500", "currency": "kes", **fields})


def test_an_expense_is_kept_as_exact_text(desk, event):
    made = spent_on(desk, event, quantity="3.50", category="Transport", paid="2026-05-09", line="Travel")
    (found,) = expenses.of_event(desk, event)
    assert (found.id, found.what, found.quantity, found.price, found.currency) == (
        made,
        "Bus for six",
        "3.5",
        "1500",
        "KES",
    )
    assert found.paid == "2026-05-09" and found.category == "Transport" and found.line == "Travel"


def test_every_step_can_be_undone(desk, event):
    made = spent_on(desk, event)
    expenses.edit(desk, made, price="1600")
    expenses.remove(desk, made)
    assert expenses.of_event(desk, event) == []
    desk.undo()
    assert expenses.of_event(desk, event)[0].price == "1600"
    desk.undo()
    assert expenses.of_event(desk, event)[0].price == "1500"
    desk.undo()
    assert expenses.of_event(desk, event) == []
    desk.redo()
    assert [each.id for each in expenses.of_event(desk, event)] == [made]


def test_an_unchanged_form_writes_nothing(desk, event):
    made = spent_on(desk, event)
    before = desk.next_undo()
    expenses.edit(desk, made, price="1500.00", currency="KES")
    assert desk.next_undo() == before


def test_what_was_put_away_lies_in_the_trash(desk, event):
    expenses.remove(desk, spent_on(desk, event))
    (found,) = [each for each in trash.things(desk, event) if each.kind is Expense]
    trash.restore(desk, [found])
    assert expenses.of_event(desk, event)


@pytest.mark.parametrize(
    "fields",
    [
        {"what": "  "},
        {"what": "x" * 201},
        *({"price": text} for text in ("1e999", "NaN", "1,5", "1" * 40, "", "=1+1", "-")),
        *({"quantity": text} for text in ("0", "-1", "-0", "1,5", "")),
        *({"currency": text} for text in ("", "ZZZ", "US$", "XAU", "XTS", "dollar", "KE\u202eS")),
        {"rate": "129.35", "rate_on": "2026-05-09", "rate_to": "QQQ"},
        {"rate": "0", "rate_on": "2026-05-09", "rate_to": "USD"},
        {"rate": "129.35", "rate_to": "USD"},
        {"rate": "129.35", "rate_on": "2026-05-09"},
        {"paid": "yesterday"},
        {"price": "999999999999", "quantity": "999999"},
        {"nonsense": "1"},
    ],
)
def test_what_cannot_be_counted_is_refused_and_nothing_is_written(desk, event, fields):
    before = desk.next_undo()
    with pytest.raises(Usage) as raised:
        spent_on(desk, event, **fields)
    assert raised.value.what and raised.value.next
    assert desk.next_undo() == before and desk.read.all(Expense) == []


def test_a_rate_without_a_currency_is_to_that_of_the_budget(desk, event):
    events.edit(desk, event, budget="750 USD")
    spent_on(desk, event, rate="129.35", rate_on="2026-05-09", rate_source="central bank")
    found = expenses.totals(desk, [event])
    assert found.lines[0].expense.rate_to == "USD"
    assert str(found.total.converted) == "11.60" and str(found.remaining) == "738.40"


def test_another_currency_of_the_grant_asks_for_the_rates_again(desk, event):
    events.edit(desk, event, budget="750 USD")
    spent_on(desk, event, rate="129.35", rate_on="2026-05-09")
    events.edit(desk, event, budget="700 EUR")
    found = expenses.totals(desk, [event])
    assert [each.what for each in found.missing] == ["Bus for six"] and found.total.converted is None


def test_a_refund_is_a_price_below_zero(desk, event):
    spent_on(desk, event)
    spent_on(desk, event, "Deposit given back", price="-500")
    assert str(expenses.totals(desk, [event]).total.amounts["KES"]) == "1000.00"


def test_budgets_of_a_series_are_added_only_in_one_currency(desk, event):
    other = events.create(desk, "Second evening")
    events.edit(desk, event, budget="750 USD")
    events.edit(desk, other, budget="250 USD")
    assert expenses.totals(desk, [event, other]).awarded == 1000
    events.edit(desk, other, budget="250 EUR")
    with pytest.raises(Usage):
        expenses.totals(desk, [event, other])


def test_a_budget_in_words_is_no_number(desk, event):
    for told in ("about 700 dollars", "1,500 USD", "750 ZZZ", ""):
        events.edit(desk, event, budget=told)
        assert expenses.budget_of(desk.read.get(Event, event)) is None


def test_an_expense_stays_with_its_event(desk, event):
    made = spent_on(desk, event)
    with pytest.raises(Usage):
        expenses.edit(desk, made, event=events.create(desk, "Second evening"))


def test_an_expense_that_is_gone_says_so(desk):
    with pytest.raises(HubDeskError) as raised:
        expenses.edit(desk, "0" * 32, price="1")
    assert raised.value.code == "gone"


def test_an_expense_in_two_versions_is_said_to_be_so_wherever_money_is_told(team):
    event = events.create(team["aisha"], "Evening")
    kit = team.kit(event)
    made = spent_on(team["aisha"], event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    expenses.edit(team["aisha"], made, price="1600")
    expenses.edit(team["bao"], made, price="1700")
    assert doubt(expenses.totals(team["aisha"], [event])) is None
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    assert [each.id for each in expenses.totals(team["aisha"], [event]).unsettled] == [made]
    assert "two versions" in reports.text(team["aisha"], [event], "msig", language="en").text
    (found,) = merging.two_versions(team["aisha"], event)
    merging.choose(team["aisha"], found, "1700")
    assert doubt(expenses.totals(team["aisha"], [event])) is None
    assert "two versions" not in reports.text(team["aisha"], [event], "msig", language="en").text
