"""Lists that come again and lists that are doubtful: nobody twice, nobody merged unasked, one step back."""

from collections.abc import Callable
from datetime import UTC, datetime

import openpyxl
import pytest

from hubdesk.desk import attendance, events, merging, people, twins
from hubdesk.desk.desk import Desk
from hubdesk.errors import Cancelled, Usage
from hubdesk.i18n import words
from hubdesk.model.records import Person
from hubdesk.model.twins import Answer
from tests.desk.laptops import Team, an_evening
from tests.roster.books import saved

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)
HEAD = "Name;E-mail;Phone;Community;Status\n"
LIST = HEAD + "Petra Novák;petra@r.example;+49 30 1;Mill;registered\nAmina Otieno;;;River;registered\n"


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=NINE)


def come(desk: Desk, event: str, text: str, answers: dict[int, Answer] | None = None) -> people.Taken:
    return people.take(desk, event, people.preview(desk, event, text.encode()), answers=answers)


def asked_about(desk: Desk, event: str) -> list[tuple[str, str]]:
    return [(each.entry.name, each.other.name) for each in twins.questions(desk, event)]


def row(line: str) -> str:
    return HEAD + line + "\n"


def test_a_doubtful_person_is_taken_in_as_new_and_asked_about_until_somebody_answers(desk: Desk, event: str) -> None:
    petra = people.add(desk, event, "Petra Novák", email="old@r.example")
    assert come(desk, event, LIST) == people.Taken(new=2, same=0, doubtful=1)
    (question,) = twins.questions(desk, event)
    assert (question.entry.email, question.other.id) == ("petra@r.example", petra)
    assert "Petra Novák" in words("en")(question.reason)
    assert come(desk, event, LIST) == people.Taken(new=0, same=2, doubtful=0)
    twins.same_person(desk, question.entry.id, petra, same=False)
    assert asked_about(desk, event) == []
    desk.undo()
    assert len(asked_about(desk, event)) == 1


@pytest.mark.parametrize(("answer", "expected"), [("same", 2), ("other", 3), ("later", 3)])
def test_an_answer_is_one_step_with_its_list(desk: Desk, event: str, answer: Answer, expected: int) -> None:
    petra = people.add(desk, event, "Petra Novák", email="old@r.example")
    come(desk, event, LIST, {2: answer})
    assert attendance.counts(desk, event).registered == expected
    assert bool(asked_about(desk, event)) == (answer == "later")
    assert come(desk, event, LIST) == people.Taken(new=0, same=2, doubtful=0)
    known = desk.read.get(Person, petra)
    assert (known.email, known.community) == ("old@r.example", "Mill" if answer == "same" else "")
    desk.undo()
    assert [each.id for each in desk.read.all(Person, event=event)] == [petra]
    assert not desk.read.get(Person, petra).community


def test_two_rows_of_a_list_may_be_one_person(desk: Desk, event: str) -> None:
    text = HEAD + "Olga;olga@r.example;;;\nОlga;o2@r.example;;;\nBo;;;x;\nBo;;;y;\n"
    found = people.preview(desk, event, text.encode()).comparison
    assert [(each.candidate.row, each.other.row) for each in found.doubtful if each.other] == [(2, 3), (3, 2), (5, 4)]
    come(desk, event, text, {3: "same", 5: "same"})
    assert attendance.counts(desk, event).registered == 2
    assert asked_about(desk, event) == []


def test_a_newer_list_changes_what_it_says_otherwise_and_nothing_that_was_corrected_by_hand(
    desk: Desk, event: str
) -> None:
    come(desk, event, LIST)
    petra, amina = desk.read.all(Person, event=event)
    people.edit(desk, petra.id, community="Old mill", name="Petra Nováková")
    people.edit(desk, amina.id, email="amina@r.example")
    assert come(desk, event, LIST) == people.Taken(new=0, same=2, doubtful=0)
    newer = LIST.replace("+49 30 1;Mill;registered", "+49 30 2;New mill;cancelled")
    found = people.preview(desk, event, newer.encode())
    assert found.changes == {petra.id: {"phone": "+49 30 2", "status": "cancelled"}}
    assert people.take(desk, event, found) == people.Taken(new=0, same=2, doubtful=0, updated=1)
    told = desk.read.get(Person, petra.id)
    assert (told.name, told.community, told.phone, told.status) == (
        "Petra Nováková",
        "Old mill",
        "+49 30 2",
        "cancelled",
    )
    assert come(desk, event, newer).updated == 0
    desk.undo()
    assert desk.read.get(Person, petra.id).phone == "+49 30 1"


def test_the_state_of_a_list_is_that_of_the_person_whichever_entry_it_came_to(desk: Desk, event: str) -> None:
    come(desk, event, LIST)
    come(desk, event, row("Petra Novák;new@r.example;;;registered"), {2: "same"})
    come(desk, event, row("Petra Novák;new@r.example;;;cancelled"))
    assert attendance.counts(desk, event).registered == 1


def test_a_stopped_import_leaves_nobody_wherever_it_is_stopped(desk: Desk, event: str) -> None:
    many = "name,email\n" + "".join(f"Guest {n},g{n}@r.example\n" for n in range(1200))
    found = people.preview(desk, event, many.encode())
    for last in (0, 500, 1000):

        def stop(done: int, total: int, last: int = last) -> None:
            assert total == 1200
            if done >= last:
                raise Cancelled

        with pytest.raises(Cancelled):
            people.take(desk, event, found, report=stop)
        assert desk.read.all(Person, event=event) == []
    assert people.take(desk, event, found).new == 1200


def test_a_list_asks_as_many_questions_as_a_longer_one(desk: Desk, event: str, asked: Callable[[], int]) -> None:
    def cost(number: int) -> tuple[int, int]:
        lines = "".join(f"Guest {number} {n},{number}-{n}@r.example,{n}\n" for n in range(number))
        asked()
        found = people.preview(desk, event, f"name,email,phone\n{lines}".encode())
        read = asked()
        people.take(desk, event, found)
        return read, asked()

    cost(3), cost(4)
    assert cost(300) == cost(600)


def walked_in_twice(team: Team, first: str, second: str) -> str:
    """Let two desks write one guest down, and take in each other's files in this order."""
    event = an_evening(team)
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    for desk in (team[first], team[second]):
        attendance.walk_in(desk, event, "Ольга Коваль", at=NINE)
    files = {name: team.team_file(name, event) for name in (first, second)}
    merging.absorb(team[first], [files[second]])
    merging.absorb(team[second], [files[first]])
    return event


@pytest.mark.parametrize(("first", "second"), [("aisha", "bao"), ("bao", "aisha")])
def test_who_was_walked_in_at_two_desks_is_asked_about_on_both(team: Team, first: str, second: str) -> None:
    event = walked_in_twice(team, first, second)
    (one,), (two,) = (twins.questions(team[name], event) for name in (first, second))
    assert (one.entry.id, one.other.id) == (two.entry.id, two.other.id)
    assert attendance.counts(team[first], event).came == 2
    twins.decide(team[first], [(one.entry.id, one.other.id)], same=True)
    assert attendance.counts(team[first], event).came == 1
    merging.absorb(team[second], [team.team_file(first, event)])
    assert twins.questions(team[second], event) == [] and attendance.counts(team[second], event).came == 1
    assert team.logs(first) == team.logs(second)
    team[first].undo()
    assert len(twins.questions(team[first], event)) == 1


def test_two_laptops_that_answer_otherwise_are_asked_again(team: Team) -> None:
    event = walked_in_twice(team, "aisha", "bao")
    (question,) = twins.questions(team["aisha"], event)
    pair = (question.entry.id, question.other.id)
    twins.same_person(team["aisha"], *pair)
    twins.same_person(team["bao"], *pair, same=False)
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    (again,) = twins.questions(team["aisha"], event)
    assert "another" in words("en")(again.reason)
    twins.same_person(team["aisha"], *pair, same=False)
    assert twins.questions(team["aisha"], event) == [] and attendance.counts(team["aisha"], event).came == 2


def test_somebody_is_told_apart_from_a_chain_of_entries(desk: Desk, event: str) -> None:
    one, two, three = (people.add(desk, event, name) for name in ("Ana", "Anna", "Anne"))
    twins.decide(desk, [(one, two), (two, three)], same=True)
    assert [len(entries) for entries in twins.one_each(desk.read.all(Person, event=event)).values()] == [3]
    twins.same_person(desk, three, one, same=False)
    assert sorted(map(len, twins.one_each(desk.read.all(Person, event=event)).values())) == [1, 2]
    with pytest.raises(Usage):
        twins.decide(desk, [(one, two), (one, one)], same=True)


def test_a_correction_that_leaves_nobody_is_refused(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana", username="Lamp")
    people.edit(desk, ana, name="")
    for wrong in ({"username": ""}, {"status": "perhaps"}):
        with pytest.raises(Usage):
            people.edit(desk, ana, **wrong)


def test_what_was_chosen_for_a_head_is_chosen_again_and_goes_with_one_undo(desk: Desk, event: str) -> None:
    first = "Liste vom 3. Mai\n\nName;Mühle;X\nPetra;Weir;1\nBo;Mill;2\n".encode("windows-1252")
    chosen = {"encoding": "windows-1252", "header_row": 3, "mapping": {"Mühle": "community", "X": ""}}
    people.take(desk, event, people.preview(desk, event, first, **chosen))
    later = "Liste vom 9. Mai\nName;Mühle;X\nAmina;River;3\n".encode("windows-1252")
    found = people.preview(desk, event, later, as_before=True)
    assert found.as_before and found.people.header_row == 2 and found.people.encoding == "windows-1252"
    assert found.people.columns.meanings() == {"Name": "name", "Mühle": "community"}
    assert not people.preview(desk, event, later).as_before
    assert not people.preview(desk, event, later.replace(b"X", b"Y"), as_before=True).as_before
    desk.undo()
    assert not people.preview(desk, event, later, as_before=True).as_before
    assert desk.read.all(Person, event=event) == []


def workbook(*rows: list[str]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return saved(made)


def page(*rows: list[str]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><table>{cells}</table></html>".encode()


@pytest.mark.parametrize("made", [workbook, page])
def test_what_was_chosen_for_the_head_of_a_sheet_is_chosen_again(desk: Desk, event: str, made) -> None:
    head = ["Name", "Mühle", "X"]
    first = made(["Liste"], head, ["Petra", "Weir", "1"], ["Bo", "Mill", "2"])
    chosen = {"header_row": 2, "mapping": {"Mühle": "community", "X": ""}}
    people.take(desk, event, people.preview(desk, event, first, **chosen))
    later = made(["Liste vom 9. Mai"], [], head, ["Amina", "River", "3"])
    found = people.preview(desk, event, later, as_before=True)
    assert found.as_before and found.people.header_row == 3
    assert found.people.columns.meanings() == {"Name": "name", "Mühle": "community"}
    assert not people.preview(desk, event, made([*head, "Y"], ["Amina", "River", "3", "4"]), as_before=True).as_before
    desk.undo()
    assert not people.preview(desk, event, later, as_before=True).as_before


def test_what_was_chosen_for_a_list_without_a_head_is_chosen_again_for_one_with_such_columns(
    desk: Desk, event: str
) -> None:
    first = b"Petra Nova;Weir Mill;+49 301 234567;p@x.example\nBo Lin;Old Mill;+49 301 234568;b@x.example\n"
    bare = people.preview(desk, event, first)
    assert bare.people.header_row is None
    people.take(desk, event, people.preview(desk, event, first, mapping={"1": "community", "2": "name"}))
    later = b"Amina Ito;River Side;+49 301 234569;a@x.example\nChi Wu;New Mill;+49 301 234570;c@x.example\n"
    found = people.preview(desk, event, later, as_before=True)
    assert found.as_before and found.people.header_row is None
    assert [each.name for each in found.comparison.new] == ["River Side", "New Mill"]
    others = b"Amina Ito;+49 301 234569\nChi Wu;+49 301 234570\n"
    assert not people.preview(desk, event, others, as_before=True).as_before
    desk.undo()
    assert not people.preview(desk, event, later, as_before=True).as_before


def test_what_is_no_name_is_left_out_or_asked_about_and_two_columns_of_one_name_stay_two(
    desk: Desk, event: str
) -> None:
    rows = [f"{'n' * 99_000},a@r.example,1,x", "=1+1,b@r.example,2,x", "Bob\u202eIL,c@r.example,3,", "Di,,4,y"]
    found = people.preview(desk, event, "\n".join(["Name,Email,Email,Name", *rows]).encode())
    assert [each.row for each in found.people.rejected] == [2]
    assert [each.candidate.row for each in found.comparison.doubtful] == [3, 4]
    assert all(each.known is None and each.other is None for each in found.comparison.doubtful)
    assert list(found.people.columns.meanings()) == ["Name", "Email", "Email [3]", "Name [4]"]
    assert people.take(desk, event, found).new == 3


def test_answers_about_many_and_the_other_entries_of_one_ask_as_much_as_about_few(
    desk: Desk, event: str, asked: Callable[[], int]
) -> None:
    def cost(number: int) -> tuple[int, int]:
        pairs = [(people.add(desk, event, "Bo"), people.add(desk, event, "Bo")) for _ in range(number)]
        asked()
        twins.decide(desk, pairs, same=True)
        decided = asked() - number  # in which book each write belongs
        person = desk.read.get(Person, pairs[0][1])
        asked()
        assert [each.id for each in twins.others(desk, person)] == [pairs[0][0]]
        return decided, asked()

    cost(2)
    assert cost(3) == cost(12)


def test_a_handle_of_another_server_is_not_the_account_of_the_wiki(desk: Desk, event: str) -> None:
    come(desk, event, "Username\nAna\n")
    handles = "Mastodon;Note\n@ana@one.example;a\n@ana@two.example;b\n"
    assert come(desk, event, handles) == people.Taken(new=2, same=0, doubtful=2)
    assert [each.username for each in desk.read.all(Person, event=event)] == [
        "Ana",
        "@ana@one.example",
        "@ana@two.example",
    ]
    assert come(desk, event, handles) == people.Taken(new=0, same=2, doubtful=0)


def test_an_answer_takes_no_state_from_a_list_that_states_none(desk: Desk, event: str) -> None:
    come(desk, event, row("Petra Novák;petra@r.example;;;cancelled"))
    come(desk, event, "Name;E-mail;Phone\nPetra Novák;new@r.example;+49 30 1\n", {2: "same"})
    first, _ = desk.read.all(Person, event=event)
    assert (first.status, first.phone) == ("cancelled", "+49 30 1")


def test_a_list_that_says_private_later_makes_the_entry_private_unless_somebody_said_otherwise(
    desk: Desk, event: str
) -> None:
    come(desk, event, LIST)
    private = "Name;E-mail;Private\nPetra Novák;petra@r.example;yes\n"
    assert come(desk, event, private).updated == 1
    petra = desk.read.all(Person, event=event)[0]
    assert petra.private
    people.edit(desk, petra.id, private=False)
    assert come(desk, event, private).updated == 0
    come(desk, event, "Name;E-mail;Private\nAmina Otieno;a@r.example;yes\n", {2: "same"})
    assert [each.private for each in desk.read.all(Person, event=event)] == [False, True, True]


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_a_list_filled_and_somebody_took_back_is_filled_again_by_the_same_list(
    desk: Desk, event: str, by_hand: bool
) -> None:
    if by_hand:
        people.add(desk, event, name="Petra Novák", email="petra@r.example")
    else:
        come(desk, event, "Name;E-mail\nPetra Novák;petra@r.example\n")
    filling = "Name;E-mail;Phone\nPetra Novák;petra@r.example;+49 30 1\n"
    assert come(desk, event, filling).updated == 1
    desk.undo()
    [petra] = desk.read.all(Person, event=event)
    assert petra.phone == ""
    assert come(desk, event, filling).updated == 1
    assert desk.read.get(Person, petra.id).phone == "+49 30 1"
    desk.undo()
    desk.redo()
    people.edit(desk, petra.id, phone="+49 30 2")
    assert come(desk, event, filling).updated == 0
