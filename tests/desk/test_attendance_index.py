"""Sorted keys in little memory answer as a plain sorted list of pairs would, also when people come and go."""

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.desk.attendance_index import Found, Ids, Keys, Texts, gather

KEYS = st.text(st.sampled_from("abж王\U0001f600\ud800"), min_size=1, max_size=4)


@given(st.lists(st.tuples(KEYS, st.integers(0, 9))), st.lists(st.tuples(KEYS, st.integers(0, 15))), KEYS, st.data())
def test_beginnings_are_found_as_in_a_plain_list(first, later, start, data) -> None:
    names = [f"{n:032x}" for n in range(16)]
    ids, found = Ids(), Found()
    for n in range(10):
        assert ids.append(names[n]) == n
    early = sorted(set(first), key=lambda pair: pair[1])
    for key, place in early:
        gather(found, key, place)
    gone = data.draw(st.sets(st.integers(0, 9)))
    keys = Keys(ids, found)
    late = {(key, names[n]) for key, n in later}
    for pair in late:
        keys.add(*pair)
    taken = set(data.draw(st.lists(st.sampled_from(sorted(late))))) if late else set()
    for pair in taken:
        keys.remove(*pair)
        keys.remove(*pair)
    pairs = sorted([*((key, names[n]) for key, n in early if n not in gone), *(late - taken)])
    assert list(keys.between(start, gone)) == [id for key, id in pairs if key.startswith(start)]
    assert keys.exactly(start, gone) == [id for key, id in pairs if key == start]
    assert keys.span(start) == sum(key.startswith(start) for key, _ in early) + sum(
        key.startswith(start) for key, _ in late - taken
    )


@given(st.lists(st.text(max_size=5)))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    kept = Texts(texts)
    assert [kept[place] for place in range(len(kept))] == texts


def test_an_id_that_is_not_there_has_no_place() -> None:
    ids = Ids()
    for n in (1, 5, 9):
        ids.append(f"{n:032x}")
    assert [ids.find(f"{n:032x}") for n in (0, 1, 5, 6, 9, 10)] == [-1, 0, 1, -1, 2, -1]
