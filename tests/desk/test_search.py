"""One search over everything: words in any spelling of any script, grouped by kind, only the first page read."""

import pytest

from hubdesk.cli import main as command_line
from hubdesk.desk import agenda, charters, events, notes, people, search, statements
from hubdesk.desk.desk import Desk, event_book
from hubdesk.model.change import Put
from hubdesk.model.records import Note
from hubdesk.store.tables import SEARCHED, WAITING

CHARTER = "# Ладья\n\n## Café und Hafen\n\nالمقاعد متوازنة بين الأقاليم.\n\n## 资金\n\n各河流需要稳定的资金。\n"


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Evening about hubs", languages=["en"])
    charters.take(desk, charters.preview([("c.md", CHARTER.encode())], title="Boats", language="en"), event=made)
    return made


def found(desk: Desk, text: str, **more) -> dict[str, list[str]]:
    return {group.kind: [hit.words for hit in group.hits] for group in search.search(desk, text, **more)}


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("Das Café am Hafen", "cafe"),
        ("Das Cafe am Hafen", "CAFÉ"),
        ("Соломія сказала так", "соломія"),
        ("Ольга против", "ольга"),
        ("ОЛЬГА ПРОТИВ", "Ольг"),
        ("各河流需要稳定的资金", "資金"),
        ("各河流需要穩定的資金", "稳定"),
        ("يجبُ أنْ تكونَ المقاعدُ متوازنةً", "المقاعد متوازنه"),
        ("يجب ان تكون المقاعد متوازنة", "أن"),
        ("مقاعد كثيرة", "المقاعد"),
        ("अनुवाद ज़रूरी है", "जरूरी"),
        ("अनुवाद जरूरी है", "ज़रूरी"),
        ("हिन्दी में", "हिंदी"),
        ("Ёлка у реки", "елка"),
        ("10 % of ١٢ seats", "12"),
    ],
)
def test_a_note_is_found_however_it_is_spelt(desk, event, line, typed) -> None:
    notes.add(desk, event, line)
    notes.add(desk, event, "zzz")
    assert found(desk, typed)["note"] == [line]
    assert found(desk, "qqq") == {}


@pytest.mark.parametrize(
    ("name", "typed"),
    [("王小明", "王"), ("王小明", "小明"), ("Ольга Іваненко", "ольга"), ("Zoë Café", "zoe"), ("أحمد", "احمد")],
)
def test_people_are_found_by_any_part_of_their_name(desk, event, name, typed) -> None:
    people.add(desk, event, name)
    assert found(desk, typed)["person"] == [name]


@pytest.mark.locked
def test_who_registered_in_private_or_came_to_a_sensitive_gathering_is_not_found_here(desk, event) -> None:
    person = people.add(desk, event, "Amina")
    people.edit(desk, person, private=True)
    quiet = events.create(desk, "Quiet", sensitive=True)
    people.add(desk, quiet, "", badge="A7")
    assert found(desk, "amina") == found(desk, "a7") == {}


def test_kinds_stand_in_groups_and_an_event_narrows_them(desk, event) -> None:
    notes.add(desk, event, "harbour note")
    statements.add(desk, event, "The harbour is deep.", theme="Depth")
    agenda.add(desk, event, "Harbour walk")
    people.add(desk, event, "Harbour Harriet")
    other = events.create(desk, "Harbour evening")
    notes.add(desk, other, "another harbour")
    kinds = [group.kind for group in search.search(desk, "harb")]
    assert kinds == ["note", "statement", "agenda", "person", "event"]
    assert found(desk, "harb")["note"] == ["another harbour", "harbour note"]
    assert found(desk, "harb", event=other) == {"note": ["another harbour"]}


def test_a_place_of_the_text_is_found_once_in_its_newest_edition(desk, event) -> None:
    (group,) = search.search(desk, "cafe")
    assert (group.kind, group.hits[0].place, group.more) == ("text", "1", False)
    again = CHARTER.replace("Café und Hafen", "Café und Meer").encode()
    charters.take(desk, charters.preview([("c.md", again)], title="Boats", language="en"), event=event)
    assert [len(group.hits) for group in search.search(desk, "cafe")] == [1]
    assert found(desk, "hafen") == {}
    assert [hit.place for group in search.search(desk, "متوازنه") for hit in group.hits] == ["1p1"]


def test_only_a_page_is_read_and_whether_there_is_more_is_told(desk, event) -> None:
    puts = [Put(event_book(event), "note", desk.new_id(), {"event": event, "text": f"river {n}"}) for n in range(300)]
    desk.run(lambda: desk.store.write_quietly(puts))
    asked: list[str] = []
    desk.read.watch = asked.append
    (group,) = search.search(desk, "riv")
    desk.read.watch = None
    assert ([hit.words for hit in group.hits], group.more) == ([f"river {n}" for n in range(299, 289, -1)], True)
    assert len(asked) <= 14
    (all_,) = search.search(desk, "river 299")
    assert (len(all_.hits), all_.more) == (1, False)


@pytest.mark.parametrize("typed", ["", "   ", "?!", '"', "a AND", "NEAR(", "*", "\x00", "word:river", "-river ^"])
def test_nothing_that_is_typed_breaks_it(desk, event, typed) -> None:
    notes.add(desk, event, "river")
    assert isinstance(search.search(desk, typed), list)


def scanned(desk: Desk, sql: str) -> set[str]:
    """Return the tables with words of people that a question reads from end to end."""
    plan = [row[3].split() for row in desk.read.rows(f"explain query plan {sql}", [None] * sql.count("?"))]
    return {step[1].strip('"') for step in plan if step[0] == "SCAN"} & set(SEARCHED)


def test_no_question_reads_through_a_whole_table_or_ranks_all_hits(desk, event) -> None:
    every = [Put(event_book(event), kind, desk.new_id(), {"event": event}) for kind in SEARCHED for _ in range(WAITING)]
    desk.run(lambda: desk.store.write_quietly(every))  # else a view of no rows stands for a kind or for its words
    notes.add(desk, event, "river cafe")
    assert desk.read.count(Note) == WAITING + 1
    assert scanned(desk, "select id from note where text = ?") == {"note"}, "the check sees it"
    for scope in ("", event):
        asked: list[str] = []
        desk.read.watch = asked.append
        search.search(desk, "cafe", event=scope)
        desk.read.watch = None
        assert len(asked) > 6
        assert [scanned(desk, sql) for sql in asked if "_words" in sql or "upto" in sql] == [set()] * 12
        assert [sql for sql in asked if "bm25" in sql or "order by rank" in sql] == []


@pytest.mark.parametrize(
    ("words", "typed", "cut"),
    [
        ("short enough", "x", "short enough"),
        ("river " * 60 + "Café " + "boat " * 60, "cafe", "… " + "river " * 6 + "Café " + ("boat " * 23).strip() + "…"),
        ("字" * 400, "字", "字" * 160 + "…"),
    ],
)
def test_a_long_text_is_cut_around_the_hit(words, typed, cut) -> None:
    assert search.excerpt(words, typed) == cut


def test_the_command_line_finds_them_too(desk, event, tmp_path, capfd) -> None:
    given = ["--data-dir", str(tmp_path / "other"), "--author", "a"]
    command_line.run([*given, "event", "add", "Evening"])
    command_line.run([*given, "people", "add", "王小明", "--event", "Evening"])
    command_line.run([*given, "note", "add", "Das Café am Hafen", "--event", "Evening"])
    capfd.readouterr()
    for typed, words in (("王", "王小明"), ("cafe", "Das Café am Hafen"), ("EVEN", "Evening")):
        assert command_line.run([*given, "search", typed]) == 0
        assert words in capfd.readouterr().out
    assert command_line.run([*given, "search", "x", "--limit", "0"]) == 2


def test_search_of_a_note_that_is_gone_finds_nothing(desk, event) -> None:
    made = notes.add(desk, event, "river")
    notes.remove(desk, [made])
    assert found(desk, "river") == {}
    desk.undo()
    assert found(desk, "river") == {"note": ["river"]}
    assert desk.read.get(Note, made).text == "river"
