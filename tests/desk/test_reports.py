"""Reports gather what may be published, the same for every writer, in any of the languages."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from hubdesk.desk import attendance, charters, events, merging, notes, people, polls, publishing, reports, statements
from hubdesk.desk.desk import Desk
from hubdesk.errors import Cancelled, HubDeskError, Usage
from hubdesk.i18n import LANGUAGES
from hubdesk.model.records import Attendance
from hubdesk.paths import shipped
from tests.desk.laptops import Team, an_evening

RULES = b"# Boat rules\n\nBe kind.\n\n## Boats\n\nRow.\n\n### Oars\n\nTwo.\n\n## Lamps\n\nOil.\n"
AS_OF = datetime(2027, 5, 8, 21, 0, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(
        desk,
        "Tea",
        start=datetime(2027, 5, 8, 16, 0, tzinfo=UTC),
        zone="Europe/Berlin",
        place="Mill",
        languages=["en", "hi"],
    )
    charters.take(desk, charters.preview([("rules.md", RULES)]), event=made)
    people.add(desk, made, "Ophelia Quartermaine")
    first = notes.add(desk, made, "!: /1 less rowing x4 #boats")
    notes.add(desk, made, "+: /1.1 two are enough")
    notes.add(desk, made, "thanks for the tea")
    notes.add(desk, made, "as Ophelia said")
    notes.add(desk, made, "team only", visibility="internal")
    statements.add(desk, made, "Boats first.", [first], role="Facilitator")
    return made


def words(path: Path) -> str:
    found = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    return " ".join(found.split())


def test_a_summary_holds_what_may_be_published(desk: Desk, event: str) -> None:
    found = reports.summary(desk, [event], language="en")
    assert (found.remarks, found.left_out, len(found.statements)) == (3, 1, 1)
    assert [(one.heading.number, one.total) for one in found.chapters[0].findings] == [("1", 1), ("1.1", 1), ("2", 0)]
    assert [item.text for item in found.loose] == ["thanks for the tea"]
    assert found.as_of == desk.now()


def test_an_answer_lets_a_note_in(desk: Desk, event: str) -> None:
    (asked,) = publishing.gate(desk, event)
    publishing.answer(desk, event, asked.question.note, asked.question.reason, given="keep")
    found = reports.summary(desk, [event], language="en")
    assert (found.remarks, found.left_out) == (4, 0)


def test_a_pdf_holds_the_safe_version(desk: Desk, event: str, tmp_path: Path) -> None:
    out = tmp_path / "tea.pdf"
    made = reports.pdf(desk, [event], out, language="en", as_of=AS_OF)
    found = words(out)
    assert (made.path, made.left_out) == (out, 1)
    assert made.pages == len(pypdfium2.PdfDocument(out))
    for said in ("less rowing ×4 [1]", "two are enough", "thanks for the tea", "Boats first.", "Boat rules", "Mill"):
        assert said in found
    for kept in ("Ophelia", "team only", "Quartermaine"):
        assert kept not in found
    assert "No feedback on: 2 Lamps" in found


def test_the_same_content_gives_the_same_bytes(desk: Desk, event: str, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        reports.pdf(desk, [event], tmp_path / name, language="ar", digits="arab", as_of=AS_OF)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_accepted(desk: Desk, event: str, language: str, tmp_path: Path) -> None:
    assert reports.pdf(desk, [event], tmp_path / "a.pdf", language=language).pages >= 2
    polls.add(desk, event, "Fewer boats?")
    said = {"sources": "Boats first.", "outputs": "Fewer boats?"}
    for form in reports.FORMS[: -len(reports.FUNDERS)]:
        assert said.get(form, "less rowing") in reports.text(desk, [event], form, language=language).text


@pytest.mark.parametrize(
    ("options", "call"),
    [
        ({"kind": "novel", "language": "en"}, "pdf"),
        ({"language": "tlh"}, "pdf"),
        ({"language": "en", "digits": "roman"}, "pdf"),
        ({"form": "novel", "language": "en"}, "text"),
        ({"form": "notes", "language": ""}, "text"),
    ],
)
def test_what_there_is_not_is_wrong_usage(
    desk: Desk, event: str, options: dict[str, str], call: str, tmp_path: Path
) -> None:
    with pytest.raises(Usage):
        if call == "pdf":
            reports.pdf(desk, [event], tmp_path / "a.pdf", **options)  # type: ignore[arg-type]
        else:
            reports.text(desk, [event], options["form"], language=options["language"])
    assert list(tmp_path.glob("*.pdf")) == []


def test_no_event_is_wrong_usage_and_an_unknown_one_is_gone(desk: Desk) -> None:
    with pytest.raises(Usage):
        reports.summary(desk, [], language="en")
    with pytest.raises(HubDeskError) as caught:
        reports.summary(desk, ["0" * 32], language="en")
    assert caught.value.code == "gone"


def test_stopping_writes_nothing(desk: Desk, event: str, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reports.pdf(desk, [event], tmp_path / "a.pdf", language="en", report=stop)
    assert list(tmp_path.glob("*")) == [] or not list(tmp_path.glob("*pdf*"))


def test_text_to_paste_names_its_page(desk: Desk, event: str) -> None:
    made = reports.text(desk, [event], "ambassador", language="en")
    assert made.page == "Boat rules/Reports/Tea" or made.page.endswith("/Reports/Tea")
    assert made.left_out == 1 and "Ophelia" not in made.text
    assert reports.text(desk, [event], "notes", language="en").page.endswith("/Notes/Tea")


# turnout


@pytest.mark.parametrize("form", [form for form in reports.FORMS if form != "story"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gathering_without_a_day_has_no_comma_after_its_name(desk: Desk, form: str, language: str) -> None:
    event = events.create(desk, "Phones")
    notes.add(desk, event, "they ring")
    made = reports.text(desk, [event], form, language=language)
    assert any(line.endswith("Phones") or line.endswith("Phones</span>") for line in made.text.splitlines())


def test_posts_for_the_talk_page_go_with_the_safe_version(desk: Desk, event: str) -> None:
    made = reports.text(desk, [event], "talk", language="en")
    assert made.posts and made.page == made.posts[0].page and made.page.startswith("Talk:")
    assert all(post.text in made.text for post in made.posts)
    bare = events.create(desk, "Bare")
    empty = reports.text(desk, [bare], "talk", language="en")
    assert (empty.text, empty.posts, empty.page) == ("", (), "Talk:HubDesk")


def test_each_post_of_a_forum_is_a_file(desk: Desk, event: str, tmp_path: Path) -> None:
    made = reports.text(desk, [event], "markdown", language="en")
    files = made.files(tmp_path / "tea.md")
    assert [path.name for path in files] == ["tea.md", "tea.2.md", "tea.3.md"]
    assert list(files.values()) == [post.text for post in made.posts] and all(
        text in made.text for text in files.values()
    )
    assert "Ophelia" not in made.text and made.left_out == 1
    assert reports.text(desk, [event], "notes", language="en").files(tmp_path / "a.txt").keys() == {tmp_path / "a.txt"}


@pytest.mark.parametrize("form", ["ambassador", "talk"])
def test_the_page_of_a_document_with_an_address_is_its_title(desk: Desk, form: str) -> None:
    made = events.create(desk, "Tea")
    source = "https://meta.wikimedia.org/wiki/Boat_rules@77"
    charters.take(desk, charters.preview([("rules.md", RULES)], language="en", source=source), event=made)
    notes.add(desk, made, "/1 less rowing")
    page = reports.text(desk, [made], form, language="en").page
    assert page == {"ambassador": "Boat rules/Reports/Tea", "talk": "Talk:Boat rules"}[form]


def test_people_are_counted_from_the_door(desk: Desk, event: str) -> None:
    for number in range(11):
        attendance.walk_in(desk, event, f"Guest {number}", at=desk.now())
    attendance.heads(desk, event, 3, at=desk.now())
    found = reports.summary(desk, [event], language="en").turnout
    assert (found.registered, found.came, found.walk_ins, found.heads, found.people) == (1, 11, 11, 3, 14)
    assert max(number for _, number in found.over_time) == 10


def test_a_curve_of_few_people_is_not_shown(desk: Desk, event: str) -> None:
    for number in range(9):
        attendance.walk_in(desk, event, f"Guest {number}", at=desk.now())
    assert reports.summary(desk, [event], language="en").turnout.over_time == ()


def test_numbers_that_came_without_people_count(desk: Desk, event: str) -> None:
    other = events.create(desk, "From afar")
    with desk.action(events.say("Count who came for the report")) as put:
        put(Attendance, event=other, registered=20, came=15, walk_ins=2, heads=4)
    assert reports.summary(desk, [other], language="en").turnout.people == 19
    both = reports.summary(desk, [event, other], language="en").turnout
    assert (both.registered, both.people) == (21, 19)


# documents


def test_the_text_that_was_read_is_named_with_its_source(desk: Desk, event: str) -> None:
    (document,) = (chapter.document for chapter in reports.summary(desk, [event], language="en").chapters)
    assert document.title == "Boat rules"
    assert len(document.edition) == 32


def test_headings_stand_in_the_language_of_the_report_where_there_is_one(desk: Desk) -> None:
    made = events.create(desk, "Tea")
    files = [(path.name, path.read_bytes()) for path in sorted((shipped("resources") / "sample" / "charter").iterdir())]
    charters.take(desk, charters.preview(files, title="Lantern"), event=made)

    def languages(language: str) -> set[str]:
        found = reports.summary(desk, [made], language=language).chapters[0].findings
        assert all(one.heading.heading for one in found)
        return {one.heading.language for one in found}

    assert languages("en") == {"en"}
    for language in ("ar", "de", "hi", "zh"):
        assert language in languages(language)
    assert languages("fr") == {"en"}


def test_events_of_a_series_make_one_report(desk: Desk, event: str, tmp_path: Path) -> None:
    events.edit(desk, event, series="Spring")
    other = events.create(desk, "Coffee", series="Spring")
    notes.add(desk, other, "coffee was good")
    found = reports.summary(desk, [event, other], language="en")
    assert (found.title, found.remarks) == ("Spring", 4)
    reports.pdf(desk, [event, other], tmp_path / "a.pdf", language="en")
    assert "2 gatherings" in words(tmp_path / "a.pdf")


def test_which_laptop_a_remark_was_written_on_is_told_where_five_people_share_it(tmp_path: Path) -> None:
    team = Team(tmp_path)
    here, event = team["aisha"], an_evening(team)
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    first = notes.add(here, event, "first")
    second = notes.add(team["bao"], event, "second")
    merging.absorb(here, [team.team_file("bao", event)], trust=True)
    attendance.heads(here, event, 9, at=here.now())
    assert reports.summary(here, [event], language="en").laptops == {}
    attendance.heads(here, event, 1, at=here.now())
    assert reports.summary(here, [event], language="en").laptops == {first: 1, second: 2}
    notes.remove(here, [second])
    assert reports.summary(here, [event], language="en").laptops == {}


def test_a_curve_moves_only_where_five_came_or_left(desk: Desk, event: str) -> None:
    start = datetime(2027, 5, 8, 16, 0, tzinfo=UTC)
    events.edit(desk, event, end=start + timedelta(hours=2))
    guests = [
        attendance.walk_in(desk, event, f"Guest {number}", at=start + timedelta(minutes=0 if number < 4 else 20))
        for number in range(12)
    ]
    attendance.check_out(desk, guests[0], event, at=start + timedelta(minutes=40))
    for guest in guests[1:6]:
        attendance.check_out(desk, guest, event, at=start + timedelta(minutes=80))
    attendance.check_out(desk, guests[6], event, at=start + timedelta(minutes=170))
    found = reports.summary(desk, [event], language="en").turnout.over_time
    told = [((at - start).total_seconds() / 60, number) for at, number in found]
    assert told == [(0, 0), (15, 10), (30, 10), (45, 10), (60, 10), (75, 10), (90, 5), (105, 5), (120, 5)]


@pytest.mark.locked
def test_a_sensitive_gathering_has_no_curve(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=AS_OF)
    for _ in range(12):
        attendance.walk_in(desk, quiet, "", at=AS_OF)
    found = reports.summary(desk, [quiet], language="en").turnout
    assert (found.came, found.over_time) == (12, ())


# what a report is about


def test_a_report_is_about_a_gathering_its_series_or_all(desk: Desk, event: str) -> None:
    assert reports.about(desk, event) == {"event": [event]}
    other = events.create(desk, "Coffee", start=AS_OF - timedelta(days=2), series="Drinks")
    assert reports.about(desk, event) == {"event": [event], "all": [other, event]}
    assert reports.about(desk, other) == {"event": [other], "all": [other, event]}
    events.edit(desk, event, series="Drinks")
    assert reports.about(desk, event) == {"event": [event], "series": [other, event]}
    third = events.create(desk, "Rowing", start=AS_OF)
    assert reports.about(desk, event) == {
        "event": [event], "series": [other, event], "all": [other, event, third]
    }  # fmt: skip
    assert reports.of_series(desk, "Drinks") == [other, event]
    with pytest.raises(Usage):
        reports.of_series(desk, "Food")


def test_a_report_about_several_is_called_after_what_they_share(desk: Desk, event: str) -> None:
    other = events.create(desk, "Coffee", start=AS_OF, host="Mill hub")
    assert reports.summary(desk, [event, other], language="en").title == ""
    assert reports.text(desk, [event, other], "notes", language="en").page.endswith("/Notes/Conversation report")
    events.edit(desk, event, host="Mill hub")
    assert reports.summary(desk, [event, other], language="en").title == "Mill hub"
    for each in (event, other):
        events.edit(desk, each, series="Drinks")
    assert reports.summary(desk, [event, other], language="en").title == "Drinks"
