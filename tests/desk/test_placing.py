"""A part of a translation that found no place is put at one by hand, and the choice goes wherever the charter goes."""

from pathlib import Path

import pytest

from hubdesk.desk import charters, merging, placing
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.model.charter import Placing, text_id
from hubdesk.model.records import Section, Text
from tests.desk.laptops import Team, an_evening

SOURCE = b"# Rules\n\n## Boats\n\nEverybody may row.\n\nNobody rows at night.\n\n## Lamps\n\nOil is shared.\n\n- Wick\n"
# the heading of the lamps stands a level deeper, so that neither it nor what stands below finds its place
GERMAN = (
    "# Regeln\n\n## Boote\n\nAlle dürfen rudern.\n\nNachts rudert niemand.\n\n"
    "### Lampen\n\nÖl wird geteilt.\n\n- Docht\n"
).encode()
FILES = [("rules.md", SOURCE), ("rules-de.md", GERMAN)]
LAMPS = Placing("de", "1.1", "2")


def read() -> charters.Preview:
    return charters.preview(FILES, title="Rules", language="en")


def said(desk: Desk, language: str) -> dict[str, str]:
    """Return the words of each place in a language, by its number."""
    texts = {each.section: each for each in desk.read.all(Text) if each.language == language}
    at = {each.id: each.number for each in desk.read.all(Section)}
    return {at[section]: text.heading or text.text for section, text in texts.items()}


def test_a_heading_is_put_at_its_place_and_what_stands_below_it_follows(desk: Desk) -> None:
    found = read()
    assert [each.number for each in found.found.unmatched] == ["1.1", "1.1p1", "1.1p2"]
    assert placing.fitting(found, found.found.unmatched[0]) == {"1", "2"}
    assert placing.fitting(found, found.found.unmatched[1]) == {"1p1", "1p2", "2p1", "2p2"}
    placed = placing.place(found, [LAMPS])
    assert not placed.found.unmatched and placed.placings == (LAMPS,)
    assert placed.found.coverage == (("de", 6, 0, 0),) and found.found.coverage == (("de", 3, 0, 3),)
    made = charters.take(desk, placed)
    assert said(desk, "de") == {
        "0": "Regeln",
        "1": "Boote",
        "1p1": "Alle dürfen rudern.",
        "1p2": "Nachts rudert niemand.",
        "2": "Lampen",
        "2p1": "Öl wird geteilt.",
        "2p2": "Docht",
    }
    (lamps,) = desk.read.all(Section, edition=made.edition, number="2")
    assert desk.read.get(Text, text_id(lamps.id, "de")).heading == "Lampen", "the id that any match has"
    desk.undo()
    assert desk.read.all(Text) == desk.read.all(Section) == []


def test_the_rest_keeps_its_place_and_none_of_it_depends_on_the_order() -> None:
    found = read()
    alone = [text for text in found.found.texts if text.language == "de"]
    wick, lamps = Placing("de", "1.1p2", "2p1"), LAMPS
    one, two = (placing.place(found, each) for each in ([wick, lamps], [lamps, wick]))
    assert one.found == two.found and set(alone) < set(one.found.texts)
    texts = {text.text for text in one.found.texts if text.language == "de"}
    assert "Docht" in texts and "Öl wird geteilt." not in texts
    assert [each.number for each in one.found.unmatched] == ["1.1p1"]
    assert placing.place(one, []).found == found.found


def test_a_text_that_is_here_already_gets_what_is_placed_later_and_no_later_reading_takes_it_away(desk: Desk) -> None:
    charters.take(desk, read())
    before = said(desk, "de")
    made = charters.take(desk, placing.place(read(), [LAMPS]))
    assert made.written and set(said(desk, "de").items()) - set(before.items()) == {
        ("2", "Lampen"),
        ("2p1", "Öl wird geteilt."),
        ("2p2", "Docht"),
    }
    whole = said(desk, "de")
    assert not charters.take(desk, read()).written and said(desk, "de") == whole


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (Placing("de", "1.1", "7"), "no place"),
        (Placing("de", "1.1", "2p1"), "no heading"),
        (Placing("de", "1.1p1", "2"), "no paragraph"),
        (Placing("de", "1.1p1", "0"), "no paragraph"),
        (Placing("de", "1.1", "0"), "no heading"),
        (Placing("de", "0", "2"), "can be placed"),
        (Placing("de", "9", "2"), "can be placed"),
        (Placing("fr", "1.1", "2"), "can be placed"),
        (Placing("en", "1", "2"), "can be placed"),
    ],
)
def test_a_wrong_placing_is_refused(wrong: Placing, told: str) -> None:
    with pytest.raises(Usage) as refused:
        placing.place(read(), [wrong])
    assert told in refused.value.told()[0]


def test_a_part_has_one_place_and_a_place_one_part() -> None:
    twice = [Placing("de", "1.1p1", "2p1"), Placing("de", "1.1p1", "2p2")]
    crowd = [Placing("de", "1.1p1", "2p1"), Placing("de", "1.1p2", "2p1")]
    for wrong in (twice, crowd):
        with pytest.raises(Usage):
            placing.place(read(), wrong)


def test_a_placing_is_written_as_language_part_and_place() -> None:
    assert placing.parsed(" pt-BR:2.1p3 = §4 ") == Placing("pt-BR", "2.1p3", "4")
    for wrong in ("", "de", "de:1", "1=2", "de:=2", ":1=2", "de:1="):
        with pytest.raises(Usage):
            placing.parsed(wrong)


def test_words_left_in_the_source_language_make_room_for_those_that_are_placed() -> None:
    source = b"<translate>\n== A == <!--T:1-->\n\n<!--T:2-->\nOne boat.\n</translate>"
    box = '== B ==\n<div lang="en" dir="ltr" class="mw-content-ltr">\nOne boat.\n</div>\n\n=== C ===\nEin Boot.\n'
    found = charters.preview([("a.wiki", source), ("a-de.wiki", box.encode())], title="A", language="en")
    assert [each.number for each in found.found.unmatched] == ["1.1", "1.1p1"]
    placed = placing.place(found, [Placing("de", "1.1p1", "1p1")])
    assert "Ein Boot." in {text.text for text in placed.found.texts}
    assert placed.found.coverage == (("de", 2, 0, 0),)


# the two paragraphs about boats changed places, so that each was matched where the other belongs
BOATS = "Alle dürfen rudern.\n\nNachts rudert niemand."
SWAPPED = (
    GERMAN.decode().replace("### Lampen", "## Lampen").replace(BOATS, "Nachts rudert niemand.\n\nAlle dürfen rudern.")
)
WRONG = [FILES[0], ("rules-de.md", SWAPPED.encode())]
ROW, NIGHT = Placing("de", "1p2", "1p1"), Placing("de", "1p1", "1p2")


def test_a_part_that_found_a_wrong_place_moves_and_what_stood_there_is_without_one(desk: Desk) -> None:
    found = charters.preview(WRONG, title="Rules", language="en")
    assert not found.found.unmatched
    assert placing.standing(found, "de")["1p1"].text == "Nachts rudert niemand."
    one = placing.place(found, [ROW])
    assert [each.text for each in one.found.unmatched] == ["Nachts rudert niemand."]
    assert one.found.coverage == (("de", 5, 0, 1),), "its old place is untranslated now"
    both, turned = placing.place(found, [ROW, NIGHT]), placing.place(one, [NIGHT, ROW])
    assert both.found == turned.found and not both.found.unmatched
    charters.take(desk, both)
    assert said(desk, "de")["1p1"] == "Alle dürfen rudern." and said(desk, "de")["1p2"] == "Nachts rudert niemand."


def test_a_heading_that_moves_takes_along_what_stands_below_it() -> None:
    found = charters.preview(WRONG, title="Rules", language="en")
    one = placing.place(found, [Placing("de", "2", "1")])
    there = {number: each.heading or each.text for number, each in placing.standing(one, "de").items()}
    assert there == {"0": "Regeln", "1": "Lampen", "1p2": "Öl wird geteilt."}, "no item stands below the boats"
    assert [each.number for each in one.found.unmatched] == ["1", "1p1", "1p2", "2p2"]
    both = placing.place(found, [Placing("de", "2", "1"), Placing("de", "1", "2")])
    there = {number: each.heading or each.text for number, each in placing.standing(both, "de").items()}
    assert (there["1"], there["2"]) == ("Lampen", "Boote")


def test_words_that_were_taken_in_at_a_wrong_place_leave_it_and_undo_brings_them_back(desk: Desk) -> None:
    found = charters.preview(WRONG, title="Rules", language="en")
    charters.take(desk, found)
    before = said(desk, "de")
    assert charters.take(desk, placing.place(found, [ROW])).written
    assert {number: words for number, words in said(desk, "de").items() if before[number] != words} == {
        "1p1": "Alle dürfen rudern.",
        "1p2": "",
    }
    (left,) = (each for each in desk.read.all(Text, language="de") if not each.heading and not each.text)
    assert left.status == "untranslated"
    assert not charters.take(desk, placing.place(found, [ROW])).written, "the same again is nothing new"
    desk.undo()
    assert said(desk, "de") == before


def test_words_that_somebody_changed_meanwhile_are_not_taken_from_their_place(desk: Desk) -> None:
    found = charters.preview(WRONG, title="Rules", language="en")
    made = charters.take(desk, found)
    (night,) = desk.read.all(Section, edition=made.edition, number="1p2")
    other = SWAPPED.replace("Alle dürfen rudern.", "Jeder darf rudern.")
    charters.take(desk, charters.preview([FILES[0], ("rules-de.md", other.encode())], title="Rules", language="en"))
    charters.take(desk, placing.place(found, [ROW]))
    assert desk.read.get(Text, text_id(night.id, "de")).text == "Jeder darf rudern."


def test_a_later_choice_for_a_part_or_a_place_goes_before_an_earlier_one() -> None:
    found = placing.place(charters.preview(WRONG, title="Rules", language="en"), [ROW, NIGHT])
    assert placing.with_one_more(found, Placing("de", "1p2", "2p1")) == [NIGHT, Placing("de", "1p2", "2p1")]
    assert placing.with_one_more(found, Placing("de", "2p1", "1p1")) == [NIGHT, Placing("de", "2p1", "1p1")]
    assert placing.with_one_more(found, Placing("fr", "1p2", "1p1")) == [ROW, NIGHT, Placing("fr", "1p2", "1p1")]


def test_where_another_file_in_the_language_has_words_no_part_is_placed() -> None:
    later = "# Regeln\n\n## Boote\n\nA\n\nB\n\n### Noch etwas\n"
    found = charters.preview([*WRONG, ("b-de.md", later.encode())], title="Rules", language="en")
    (stray,) = (each for each in found.found.unmatched if each.heading)
    with pytest.raises(Usage) as refused:
        placing.place(found, [Placing("de", stray.number, "2")])
    assert "other words" in refused.value.told()[0]


def test_of_two_files_in_one_language_the_first_with_such_a_part_is_meant() -> None:
    other = GERMAN.replace(b"Lampen", b"Leuchten")
    found = charters.preview([*FILES, ("b-de.md", other)], title="Rules", language="en")
    placed = placing.place(found, [LAMPS])
    assert "Lampen" in {text.heading for text in placed.found.texts}
    assert "Leuchten" in {each.heading for each in placed.found.unmatched}, "nothing is dropped in silence"
    kinds = [("rules.md", b"# A\n\n## B\n\nc\n"), ("a-de.md", b"# A\n\n## X\n\nc\n\n### Y\n")]
    both = charters.preview([*kinds, ("b-de.md", b"# A\n\n## X\n\nc\n\n### Z\n")], title="A", language="en")
    assert [each.heading for each in both.found.unmatched] == ["Y", "Z"]
    with pytest.raises(Usage):
        placing.place(both, [Placing("de", "1.1", "1p1")])


def test_other_laptops_see_the_words_at_their_place_and_agree(tmp_path: Path) -> None:
    team = Team(tmp_path)
    event = an_evening(team)
    kit = team.kit(event)
    merging.open_kit(team["bo"], kit.path, kit.words)
    charters.take(team["aisha"], placing.place(read(), [LAMPS]), event=event)
    charters.take(team["bo"], read(), event=event)
    merging.absorb(team["bo"], [team.team_file("aisha", event)], trust=True)
    assert said(team["bo"], "de").items() >= {("2", "Lampen"), ("2p2", "Docht")}
    assert not [each for each in team["bo"].read.all(Text) if each.versions]


def test_other_laptops_see_moved_words_where_they_stand_now(tmp_path: Path) -> None:
    team = Team(tmp_path)
    event = an_evening(team)
    found = charters.preview(WRONG, title="Rules", language="en")
    charters.take(team["aisha"], found, event=event)
    kit = team.kit(event)
    merging.open_kit(team["bo"], kit.path, kit.words)
    assert said(team["bo"], "de")["1p1"] == "Nachts rudert niemand."
    charters.take(team["aisha"], placing.place(found, [ROW]), event=event)
    merging.absorb(team["bo"], [team.team_file("aisha", event)], trust=True)
    assert said(team["bo"], "de") == said(team["aisha"], "de")
    assert said(team["bo"], "de")["1p1"] == "Alle dürfen rudern." and not said(team["bo"], "de")["1p2"]
    assert not [each for each in team["bo"].read.all(Text) if each.versions]
