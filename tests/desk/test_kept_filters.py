"""A filter under a name comes back as it was kept, stays on this laptop, and goes with its gathering."""

import pytest

from hubdesk.desk import care, events, kept_filters, notes
from hubdesk.desk.desk import Desk
from hubdesk.desk.feedback import Filter, rows
from hubdesk.errors import Usage
from hubdesk.model.records import KeptFilter

WANTED = Filter(kind="", text="ольга", language="ru", to_sort=True)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", languages=["en"])


def test_it_comes_back_as_it_was_and_a_name_has_one_filter(desk: Desk, event: str) -> None:
    first = kept_filters.keep(desk, event, "Money", Filter())
    again = kept_filters.keep(desk, event, " MONEY ", WANTED, order="kind", backwards=True)
    (kept,) = kept_filters.of_event(desk, event)
    assert (first, kept.name, kept.wanted, kept.order, kept.backwards) == (again, "MONEY", WANTED, "kind", True)
    assert kept_filters.of_event(desk, events.create(desk, "Other")) == []


def test_one_undo_takes_each_step_back(desk: Desk, event: str) -> None:
    kept = kept_filters.keep(desk, event, "Money", WANTED)
    kept_filters.remove(desk, kept)
    assert kept_filters.of_event(desk, event) == []
    assert desk.undo() is not None
    assert kept_filters.of_event(desk, event)[0].wanted == WANTED
    desk.undo()
    assert kept_filters.of_event(desk, event) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_is_needed(desk: Desk, event: str, name: str) -> None:
    with pytest.raises(Usage):
        kept_filters.keep(desk, event, name, WANTED)
    assert desk.read.all(KeptFilter) == []


@pytest.mark.parametrize(
    "wanted",
    ["", "{", "[]", "[" * 9000, '{"filter": 3}', '{"filter": {"kind": 5, "form": true, "new": 1}, "order": 2}'],
)
def test_what_cannot_be_read_narrows_nothing(desk: Desk, event: str, wanted: str) -> None:
    with desk.aside() as put:
        put(KeptFilter, event=event, name="odd", wanted=wanted)
    (kept,) = kept_filters.of_event(desk, event)
    assert (kept.wanted, kept.order) == (Filter(), "said")
    notes.add(desk, event, "a line")
    assert len(rows(desk, event, kept.wanted)) == 1


def test_it_stays_here_and_goes_with_its_gathering(desk: Desk, event: str) -> None:
    kept = kept_filters.keep(desk, event, "zzcanary", Filter(text="zzcanary"))
    assert desk.read.get(KeptFilter, kept).book == desk.store.private.id
    care.purge(desk, event)
    assert desk.read.all(KeptFilter) == []
    assert b"zzcanary" not in desk.path.read_bytes()
