"""Two entries of one person: no join undoes another, no agreement outlives a no, and accounts are told apart."""

from datetime import UTC, datetime

from hubdesk.desk import agenda, events, people, projection, speakers, twins
from hubdesk.desk.registering import preview, take

AT = datetime(2026, 5, 9, 16, tzinfo=UTC)


def test_a_join_undoes_no_earlier_one(desk) -> None:
    event = events.create(desk, "Evening")
    a, b, o = (people.add(desk, event, name) for name in ("Ana", "Ana Lima", "A. Lima"))
    twins.same_person(desk, b, o)
    twins.same_person(desk, b, a)
    assert len(set(twins.one_person({each.id: each.same_as for each in desk.read.all(people.Person)}).values())) == 1


def test_a_no_of_one_entry_stands_for_the_name_of_the_other_and_after_it_was_removed(desk) -> None:
    event = events.create(desk, "Evening")
    a, b = people.add(desk, event, "Fatima Hidden"), people.add(desk, event, "Fati")
    people.consent(desk, a, "name", False)
    people.consent(desk, b, "name", True)
    twins.same_person(desk, a, b)
    speakers.ask(desk, event, person=b, at=AT)
    told = projection.show(desk, event, "speakers").voices
    assert not any("Fati" in str(each.name) for each in told)
    people.remove(desk, a)
    assert people.agreed(desk, event, "name") == frozenset()


def test_one_address_of_several_accounts_makes_nobody_the_same(desk) -> None:
    event = events.create(desk, "Evening")
    people.add(desk, event, "Alice Wong", username="AliceW", email="info@org.example")
    found = preview(desk, event, b"Username,Email\nBobX,info@org.example\nCarolY,info@org.example\n")
    assert not found.comparison.same
    assert len(found.people.candidates) == 2


def test_a_list_without_states_changes_none(desk) -> None:
    event = events.create(desk, "Evening")
    take(
        desk, event, preview(desk, event, b"Name,Email,Status\nAna,a@x.example,cancelled\nBo,b@x.example,registered\n")
    )
    take(desk, event, preview(desk, event, b"Name,Email\nAna,a@x.example\nBo,b@x.example\n"))
    assert {each.name: each.status for each in desk.read.all(people.Person)} == {"Ana": "cancelled", "Bo": "registered"}


def test_nothing_but_items_without_minutes_is_left_and_the_end_is_kept(desk) -> None:
    event = events.create(desk, "Evening", start=AT)
    for each in agenda.items(desk, event):
        agenda.remove(desk, each.id)
    first = agenda.add(desk, event, "One", minutes=30)
    agenda.add(desk, event, "Close", minutes=0)
    agenda.begin(desk, first, at=AT.replace(hour=15, minute=50))
    agenda.ways(agenda.standing(desk, event, AT.replace(hour=15, minute=51)))
