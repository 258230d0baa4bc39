"""A workshop of three hours: thirty people, four note-takers, two hundred lines, four languages, one report.

What tagging costs is counted as well. The letters of a note's text, of its keyword and of its role, and the Enter that
ends it, are its own words: everybody types them everywhere. All other gestures are extra: signs, numbers of sections,
Tab, the keys of the journal, and keys and clicks with which lines are sorted on the page Feedback. A letter that an
input method brings counts as one key.
"""

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from hubdesk.desk import anchoring, care, codebook, kept_filters, polls, statements
from hubdesk.desk.feedback import Grid
from hubdesk.model.records import Note
from hubdesk.ui.charter.follow import FollowPart
from tests.journeys.laptop import CONTROL, ENTER, Laptop
from tests.journeys.note_takers import (
    an_incident_is_kept,
    one_line_stays_on_this_laptop,
    says,
    the_welcome_is_worded_anew,
    two_lines_get_a_section_by_keys,
    what_stood_in_the_chat_is_pasted,
)
from tests.journeys.preparing import (
    a_charter_comes_in_four_languages,
    an_event_is_started,
    everybody_is_checked_in,
    thirty_people_come_from_a_list,
)
from tests.journeys.sticks import SOON, merges, opens_a_package, writes, writes_a_package
from tests.journeys.workshop import (
    FAMILY,
    GIVEN,
    INCIDENT,
    KEYWORD,
    LANGUAGES,
    PEOPLE,
    REWORDED,
    SENSITIVE,
    STRUCK,
    Remark,
    remarks,
)
from tests.report.pdf.test_readers import FLOORS, by_pdfium, by_pdftotext, share_found
from tests.spelled import found

#: How many lines the team has in the end (40 are enough for every step), and how many of them are pasted.
LINES, PASTED = 200, 6
#: How many gestures beyond its words a note may cost.
MOST_EXTRA = 6
HOURS = 3
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
WELCOME = Remark("Welcome by the wardens of the quay", "Welcome by the wardens of the quay")
REWELCOMED = ("Welcome by all wardens of the quay", "Welcome by the oldest warden of the quay")
NAMED = Remark(f"{PEOPLE[0]} keeps the book of lamps", f"{PEOPLE[0]} keeps the book of lamps")
CHAT = [f"In the chat: {each.text}" for each in remarks("en", PASTED)]
SUMMED_UP = {"ferry": "The ferry should wait for the market.", "المخزن": "The key of the store needs a known place."}
REPORTS = (("pdf", "en"), ("pdf", "ar"), ("notes", "en"), ("sources", "en"), ("outputs", "en"))


@dataclass
class Workshop:
    """Four laptops by the language of their note-takers; the first belongs to the organizer."""

    event: str
    team: dict[str, Laptop]
    spoken: dict[str, list[Remark]]
    stick: Path
    extra: int = 0

    @property
    def organizer(self) -> Laptop:
        return self.team["en"]

    @property
    def others(self) -> list[Laptop]:
        return [laptop for laptop in self.team.values() if laptop is not self.organizer]

    @property
    def typed(self) -> list[Remark]:
        """What was typed, without what was pasted."""
        return [remark for each in self.spoken.values() for remark in each]

    @property
    def notes(self) -> list[Note]:
        """What the organizer's list shows."""
        return [row.note for row in Grid(self.organizer.desk, self.event).rows()]


def test_a_workshop_of_three_hours_becomes_a_report(laptops, tmp_path: Path) -> None:
    workshop = the_organizer_prepares(laptops, tmp_path)
    three_laptops_open_the_package(workshop, laptops)
    four_people_take_notes_for_three_hours(workshop)
    they_tidy_up_and_hand_in_their_sticks(workshop)
    the_organizer_merges_them(workshop)
    nothing_of_what_was_said_is_lost(workshop)
    every_line_finds_a_place(workshop)
    tagging_costs_few_keys(workshop)
    the_team_agrees_on_words_and_points(workshop)
    two_statements_sum_up_and_one_is_polled(workshop)
    a_new_edition_comes_and_the_tags_follow(workshop, tmp_path)
    finished = the_reports_are_made(workshop)
    the_reports_count_what_the_grid_counts(workshop, finished)
    all_four_languages_are_heard(workshop, finished)
    the_sticks_go_around_once_more_and_all_agree(workshop)
    nobody_is_named_and_nothing_private_left_its_laptop(workshop, finished)


# ---- before


def the_organizer_prepares(laptops, folder: Path) -> Workshop:
    harbour = laptops("harbour")
    event = an_event_is_started(harbour)
    thirty_people_come_from_a_list(harbour, event, folder)
    a_charter_comes_in_four_languages(harbour, event, folder)
    everybody_is_checked_in(harbour, event)
    (stick := folder / "stick").mkdir()
    spoken = {tag: remarks(tag, LINES // 4) for tag in LANGUAGES}
    spoken["en"] = [WELCOME, *spoken["en"][: -PASTED - 2], NAMED]
    return Workshop(event, {"en": harbour}, spoken, stick)


# ---- during


def three_laptops_open_the_package(workshop: Workshop, laptops) -> None:
    workshop.organizer.gestures = 0
    says(workshop.organizer.at(workshop.event, "notes"), workshop.organizer, WELCOME)
    package = workshop.stick / "workshop.hubbundle"
    words = writes_a_package(workshop.organizer, workshop.event, package)
    for name, tag in (("bridge", "hi"), ("market", "zh"), ("mill", "ar")):
        laptop = workshop.team[tag] = laptops(name, language=tag)
        opens_a_package(laptop, package, words)
        laptop.clicks(laptop.window.page("opening").choices["notes"])
        laptop.gestures = 0


def four_people_take_notes_for_three_hours(workshop: Workshop) -> None:
    for hour in range(HOURS):
        around = list(workshop.team.items())
        for tag, laptop in around if hour % 2 else reversed(around):
            laptop.began += timedelta(hours=1)
            laptop.sits_down()
            page = laptop.at(workshop.event, "notes")
            waiting = [each for each in workshop.spoken[tag] if each is not WELCOME]
            share = len(waiting) // HOURS + 1
            for remark in waiting[hour * share : (hour + 1) * share]:
                says(page, laptop, remark)


def they_tidy_up_and_hand_in_their_sticks(workshop: Workshop) -> None:
    for tag, laptop in workshop.team.items():
        laptop.sits_down()
        page = laptop.at(workshop.event, "notes")
        two_lines_get_a_section_by_keys(page, laptop, "5.3")
        if tag == "en":
            what_stood_in_the_chat_is_pasted(page, laptop, CHAT)
        own = workshop.spoken[tag]
        workshop.extra += laptop.gestures - sum(each.letters for each in own) - len(own)
        if tag == "ar":
            one_line_stays_on_this_laptop(page, laptop)
        if tag in ("en", "hi"):
            the_welcome_is_worded_anew(page, laptop, REWELCOMED[tag == "hi"])
        if tag == "zh":
            an_incident_is_kept(laptop, workshop.event)
        if tag != "en":
            writes(laptop, workshop.event, workshop.stick / f"{laptop.name}.hubbundle")


# ---- after


def the_organizer_merges_them(workshop: Workshop) -> None:
    harbour = workshop.organizer
    harbour.sits_down()
    merges(harbour, workshop.event, *(workshop.stick / f"{each.name}.hubbundle" for each in workshop.others))
    share = harbour.at(workshop.event, "share")
    (split,) = share.versions.splits
    assert sorted(side.values["text"] for side in split.sides) == sorted(REWELCOMED)
    harbour.clicks(share.versions.buttons[0])
    assert not share.versions.splits
    workshop.spoken["en"][0] = Remark(WELCOME.line, split.sides[0].values["text"])


def nothing_of_what_was_said_is_lost(workshop: Workshop) -> None:
    rows = Grid(workshop.organizer.desk, workshop.event).rows()
    assert len(rows) == LINES
    assert Counter(row.note.text for row in rows) == Counter([*(each.text for each in workshop.typed), *CHAT])
    kept = {row.note.text: row for row in rows}
    ids = {row.note.id: row.note.text for row in rows}
    for tag in LANGUAGES:
        before = ""
        for remark in workshop.spoken[tag]:
            row = kept[remark.text]
            assert as_kept(row.note) == as_meant(remark), remark.line
            assert not remark.place or [label.number for label in row.sections] == [remark.place], remark.line
            assert ids.get(row.note.parent, "") == (before if remark.reply else ""), remark.line
            before = remark.text


def as_kept(note: Note) -> tuple[object, ...]:
    return note.form, note.kind, note.voices, "".join(note.keywords), note.speaker, note.follow_up


def as_meant(remark: Remark) -> tuple[object, ...]:
    return remark.form, remark.kind, remark.voices, remark.keyword, remark.speaker, remark.follow_up


def every_line_finds_a_place(workshop: Workshop) -> None:
    harbour = workshop.organizer
    page = harbour.at(workshop.event, "feedback")
    harbour.gestures = 0
    harbour.presses(page, Key.Key_Q, ALT)
    waiting = [row.waits for row in page.grid.rows() if row.waits]
    assert page.table.model().rowCount() == len(waiting) and {"untagged", "open"} == set(waiting)
    harbour.presses(page, Key.Key_O, ALT)
    harbour.picks(page.filters.order_by, "waits")
    untagged = waiting.count("untagged")
    for number, few in (("3.1", untagged // 2), ("0", untagged - untagged // 2)):
        harbour.chooses(page.table, 0, few - 1)
        harbour.presses(page, Key.Key_T, ALT)
        harbour.types(page.sorting.section, number)
    harbour.presses(page.table, Key.Key_A, CONTROL)
    harbour.qtbot.waitUntil(page.sorting.do.isVisible, timeout=SOON)
    harbour.presses(page, Key.Key_U, ALT | SHIFT)
    harbour.presses(page.sorting.do, Key.Key_Space)
    assert page.grid.to_sort() == 0 and all(row.note.tags for row in page.grid.rows())
    workshop.extra += harbour.gestures


def tagging_costs_few_keys(workshop: Workshop) -> None:
    assert 0 < workshop.extra / LINES <= MOST_EXTRA


def the_team_agrees_on_words_and_points(workshop: Workshop) -> None:
    harbour, word = workshop.organizer, KEYWORD["ar"]
    page = harbour.at(workshop.event, "feedback")
    harbour.presses(page, Key.Key_A, ALT)
    harbour.picks(page.filters.kind, "dealbreaker")
    harbour.presses(page, Key.Key_K, ALT | SHIFT)
    harbour.types(page.kept.name, "For the council")
    (kept,) = kept_filters.of_event(harbour.desk, workshop.event)
    assert (kept.name, kept.wanted.kind) == ("For the council", "dealbreaker")
    assert page.table.model().rowCount() == sum(each.kind == "dealbreaker" for each in workshop.typed)
    harbour.presses(page, Key.Key_B, ALT)
    assert page.part("codebook").table.choose(f"#{word}")
    harbour.clicks(page.part("codebook").add_it)
    (branch,) = (each for each in codebook.tree(harbour.desk, workshop.event) if each.code.id)
    assert (branch.code.word, branch.notes) == (word, sum(each.keyword == word for each in workshop.typed))
    similar_notes_are_decided(page, harbour)


def similar_notes_are_decided(page, laptop: Laptop) -> None:
    laptop.presses(page, Key.Key_M, ALT)
    laptop.qtbot.waitUntil(lambda: len(page.part("similar").proposals) >= 2, timeout=SOON)
    waiting = len(page.part("similar").proposals)
    laptop.presses(page, Key.Key_Y, ALT)
    laptop.qtbot.waitUntil(lambda: len(page.part("similar").points) == 1, timeout=SOON)
    laptop.presses(page, Key.Key_N, ALT)
    laptop.qtbot.waitUntil(lambda: len(page.part("similar").proposals) == waiting - 2, timeout=SOON)


def two_statements_sum_up_and_one_is_polled(workshop: Workshop) -> None:
    harbour = workshop.organizer
    page = harbour.at(workshop.event, "feedback")
    harbour.presses(page, Key.Key_A, ALT)
    for word, sentence in SUMMED_UP.items():
        harbour.presses(page, Key.Key_F, CONTROL)
        page.filters.search.clear()
        harbour.writes(page.filters.search, word)
        harbour.presses(page.table, Key.Key_A, CONTROL)
        harbour.presses(page, Key.Key_S, ALT)
        harbour.writes(page.part("statements").text, sentence)
        harbour.clicks(page.part("statements").keep_it)
    harbour.clicks(page.part("statements").poll)
    harbour.types(page.part("polls").counts, "14/9/4")
    made = statements.of_event(harbour.desk, workshop.event)
    assert [each.text for each in made] == list(SUMMED_UP.values()) and all(each.notes for each in made)
    (poll,) = polls.of_event(harbour.desk, workshop.event)
    assert (poll.statement, poll.tally, poll.present) == (made[-1].id, "14/9/4", len(PEOPLE))


def a_new_edition_comes_and_the_tags_follow(workshop: Workshop, folder: Path) -> None:
    harbour, event = workshop.organizer, workshop.event
    a_charter_comes_in_four_languages(harbour, event, folder, later=True)
    tags = sum(len(note.tags) for note in workshop.notes)
    assert anchoring.waiting(harbour.desk, event) == tags
    page = harbour.at(event, "charter")
    page.arrive("tags")
    following = page.following
    harbour.qtbot.waitUntil(lambda: bool(following.list.entries), timeout=SOON)
    states = {each.number or each.seen["number"]: each.state for each in following.found.values()}
    assert states[f"{REWORDED}p1"] == "changed" and states[STRUCK] == "detached"
    harbour.clicks(following.all)
    harbour.qtbot.waitUntil(lambda: not following.all.isEnabled(), timeout=SOON)
    what_changed_is_confirmed_one_by_one(harbour, following)
    tray = [note for each in following.found.values() for note in each.notes]
    assert set(tray) == {row.note.id for row in Grid(harbour.desk, event).rows() if row.waits == "unknown"}
    assert len(tray) == sum(each.place == STRUCK for each in workshop.typed)
    assert sum(len(note.tags) for note in workshop.notes) == tags


def what_changed_is_confirmed_one_by_one(harbour: Laptop, following: FollowPart) -> None:
    def changed() -> list[int]:
        keys = [each.key for each in following.list.entries]
        return [row for row, key in enumerate(keys) if following.found[key].state == "changed"]

    while left := changed():
        following.list.setCurrentIndex(following.list.model_.index(left[0]))
        harbour.clicks(following.one)
        harbour.qtbot.waitUntil(lambda left=left: len(changed()) < len(left), timeout=SOON)


def the_reports_are_made(workshop: Workshop) -> dict[tuple[str, str], Path]:
    harbour = workshop.organizer
    page = harbour.at(workshop.event, "report")
    made: dict[tuple[str, str], Path] = {}
    for form, tag in REPORTS:
        harbour.picks(page.form, form)
        harbour.picks(page.language, tag)
        page.where.hide()
        harbour.presses(page, ENTER, CONTROL)
        harbour.qtbot.waitUntil(page.where.isVisible, timeout=SOON)
        (made[form, tag],) = set((harbour.desk.folders.data / "finished").iterdir()) - set(made.values())
    return made


def the_reports_count_what_the_grid_counts(workshop: Workshop, finished: dict[tuple[str, str], Path]) -> None:
    published = len(workshop.notes) - 1  # the line that names somebody waits for an answer
    answers = sum(each.reply for each in workshop.typed)
    page = workshop.organizer.window.page("report")
    assert re.findall(r"\d+", page.ready.text()) == [str(published + len(SUMMED_UP) + 1)]
    assert re.findall(r"\d+", page.left_out.text()) == ["1"]
    numbered = re.findall(r"&#91;(\d+)&#93;", finished["notes", "en"].read_text("utf-8"))
    assert sorted(map(int, numbered)) == list(range(1, published + 1))
    told = " ".join(by_pdfium(finished["pdf", "en"]).split())
    assert f"{published - answers} remarks" in told and f"{len(PEOPLE)} people took part" in told
    for sentence in SUMMED_UP.values():
        assert sentence in finished["sources", "en"].read_text("utf-8")
    table = finished["outputs", "en"].read_text("utf-8")
    assert re.findall(r"^\| (.*)$", table, re.M)[1:] == ["14", "9", "less than 5", "3 to 7"]


def all_four_languages_are_heard(workshop: Workshop, finished: dict[tuple[str, str], Path]) -> None:
    notes = finished["notes", "en"].read_text("utf-8")
    for remark in workshop.typed:
        assert (remark.text in notes) is (remark is not NAMED), remark.text
    papers = [by_pdfium(finished["pdf", "en"])]
    if shutil.which("pdftotext"):  # pdfium turns lines around that run the other way than their page
        papers.append(by_pdftotext(finished["pdf", "ar"]))
    for tag in LANGUAGES:
        said = " ".join(each.text for each in workshop.spoken[tag] if each is not NAMED)
        for paper in papers:
            assert share_found(said, paper, tag) >= FLOORS[tag], tag


def the_sticks_go_around_once_more_and_all_agree(workshop: Workshop) -> None:
    last = writes(workshop.organizer, workshop.event, workshop.stick / "last.hubbundle")
    for laptop in workshop.others:
        merges(laptop, workshop.event, last)
    held = [shared(laptop) for laptop in workshop.team.values()]
    assert held[0] and all(each == held[0] for each in held)
    assert len(workshop.notes) == LINES
    own = {tag: len(laptop.desk.read.notes(workshop.event)) for tag, laptop in workshop.team.items()}
    assert own == dict.fromkeys(LANGUAGES, LINES) | {"ar": LINES + 1}


def shared(laptop: Laptop) -> dict[str, tuple[str, str]]:
    """Return log and state of every book that a team has in common."""
    return {one.book.id: (one.log, one.state) for one in care.digest(laptop.desk) if one.book.sort != "private"}


def nobody_is_named_and_nothing_private_left_its_laptop(
    workshop: Workshop, finished: dict[tuple[str, str], Path]
) -> None:
    outside = [path.read_bytes() for path in (*finished.values(), *workshop.stick.iterdir())]
    outside += [by_pdfium(path).encode() for (form, _), path in finished.items() if form == "pdf"]
    assert found(outside, [*GIVEN, *FAMILY, "quay.example", SENSITIVE, INCIDENT]) == []
    for word, home in ((SENSITIVE, "ar"), (INCIDENT, "zh")):
        for tag, laptop in workshop.team.items():
            kept = [path.read_bytes() for path in laptop.folder.rglob("*") if path.is_file()]
            assert bool(found(kept, [word])) is (tag == home), (word, tag)
