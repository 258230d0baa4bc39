"""What the log itself refuses, behind the checks of bundles: gaps, forks, bare leaves, two kinds, texts without end."""

from dataclasses import replace

import pytest

from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.records import Note
from tests.store.laptops import EVENT, Laptop, parsed

NOTE = "a1" * 16


@pytest.fixture
def pair(tmp_path):
    made = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    made[0].put("note", NOTE, event=EVENT.id, text="one")
    yield made
    for each in made:
        each.store.close()


def refused(laptop: Laptop, file, code: str) -> None:
    before = laptop.digests()
    with pytest.raises(Refused) as caught:
        laptop.take(file)
    assert caught.value.code == code and all(caught.value.told())
    assert laptop.digests() == before


@pytest.mark.parametrize("known", [False, True])
def test_a_gap(pair, known):
    one, two = pair
    if known:
        two.take(one.file())
    for text in ("two", "three"):
        one.put("note", NOTE, text=text)
    have = one.vector()
    one.put("note", NOTE, text="four")
    refused(two, one.file(since=have), "gap")


@pytest.mark.parametrize("change", ["chain_before", "chain", "author", "line"])
def test_a_fork(pair, change):
    one, two = pair
    two.take(one.file())
    have = two.vector()
    one.put("note", NOTE, text="two")
    books, [(segment, _)] = one.file(since=have if change == "chain_before" else None)
    altered = {
        "chain_before": {"chain_before": bytes(32)},
        "chain": {"hi": 2, "lines": segment.lines[:2], "chain": bytes(32)},
        "author": {"author": "ab" * 32},
        "line": {"lines": tuple(line.replace(b"one", b"eno") for line in segment.lines)},
    }[change]
    made = replace(segment, **altered)
    refused(two, (books, [(made, parsed(made))]), "fork")


def test_a_leaf_that_nobody_erased(pair):
    one, two = pair
    books, [(segment, _)] = one.file()
    made = replace(segment, lines=(segment.lines[0], b"ab" * 32))
    refused(two, (books, [(made, parsed(made))]), "leaf-unnamed")


@pytest.mark.parametrize("together", [False, True])
def test_one_record_under_two_kinds(pair, tmp_path, together):
    one, two = pair
    two.put("statement", NOTE, event=EVENT.id, text="the same id")
    if together:
        fresh = Laptop(tmp_path, 3)
        (books, a), (_, b) = one.file(), two.file()
        refused(fresh, (books, a + b), "two-kinds")
        fresh.store.close()
    else:
        refused(two, one.file(), "two-kinds")


def test_a_text_without_end_is_not_saved(pair):
    one, _ = pair
    for fields in ({"text": "x" * (1 << 20)}, {f"tags/{n}": True for n in range(513)}):
        with pytest.raises(HubDeskError) as caught:
            one.put("note", NOTE, **fields)
        assert caught.value.code == "too-long" and all(caught.value.told())
    assert one.store.views.get(Note, NOTE).text == "one"
    assert one.store.check(rebuild=True).damage == ()


def test_an_erased_record_stays_closed(pair):
    one, _ = pair
    one.erase("note", NOTE)
    with pytest.raises(HubDeskError) as caught:
        one.put("note", NOTE, text="again")
    assert caught.value.code == "erased"
