"""What a person calls a record leads to exactly this one, or to a question."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.errors import Usage
from hubdesk.model.records import Event, Note, Person
from tests.store.laptops import EVENT, TEAM, Laptop

ADA, BEN, TWIN = (f"{start}{0:028}" for start in ("ada0", "be10", "ada1"))


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path, 1)
    made.put("event", EVENT.id, title="Evening")
    for id, name in ((ADA, "Ada"), (BEN, "Ben"), (TWIN, "Ben")):
        made.put("person", id, TEAM, event=EVENT.id, name=name)
    made.put("note", ADA[::-1], event=EVENT.id, text="Ada")
    yield made
    made.store.close()


@pytest.mark.parametrize("called", [ADA, "ada0", "ada00", "Ada"])
def test_an_id_its_beginning_and_a_name_lead_to_one_record(laptop: Laptop, called: str) -> None:
    for event in ("", EVENT.id):
        assert laptop.store.views.resolve(Person, called, event=event).id == ADA


@pytest.mark.parametrize(
    ("called", "code"), [("Ben", "ambiguous"), ("ada", "unknown"), ("Cy", "unknown"), ("adax", "unknown")]
)
def test_what_means_two_or_none_is_asked_back(laptop: Laptop, called: str, code: str) -> None:
    with pytest.raises(Usage) as caught:
        laptop.store.views.resolve(Person, called)
    assert caught.value.code == code and all(caught.value.told())


def test_records_without_a_name_go_by_their_id(laptop: Laptop) -> None:
    assert laptop.store.views.resolve(Note, ADA[::-1][:5]).text == "Ada"
    with pytest.raises(Usage):
        laptop.store.views.resolve(Note, "Ada")


def test_an_event_narrows_what_stands_in_one(laptop: Laptop) -> None:
    with pytest.raises(Usage):
        laptop.store.views.resolve(Person, "ada0", event="22" * 16)
    assert laptop.store.views.resolve(Event, "Evening", event="22" * 16).id == EVENT.id


def test_what_holds_no_word_finds_nothing(laptop: Laptop) -> None:
    assert laptop.store.views.notes(EVENT.id, search="—") == laptop.store.views.search(Person, "—") == []
    assert [note.text for note in laptop.store.views.notes(EVENT.id, search="ada")] == ["Ada"]
