"""Forty words that nobody may read outside: put into every personal field, then looked for in all that leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from hubdesk.bundle.reading import open_bundle
from hubdesk.cli.main import run
from hubdesk.desk import (
    agenda,
    attendance,
    cards,
    care,
    charters,
    coding,
    demographics,
    events,
    exchange,
    exports,
    files,
    holding,
    incidents,
    membership,
    notes,
    outbox,
    people,
    phrases,
    polls,
    reports,
    speakers,
    statements,
    walks,
)
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.i18n import say
from hubdesk.model.consent import PURPOSES
from hubdesk.model.records import Coding, CodingRound, Incident, Note, Outgoing, Person, Secret
from hubdesk.paths import folders
from tests.canary_words import HELD, INTERNAL, PRIVATE
from tests.funded import FUNDED, fund
from tests.laid_open import pdf_words, raw
from tests.photographs import keep
from tests.spelled import traced as found

RULES = b"# Boat rules\n\nBe kind.\n\n## Boats\n\nRow.\n\n## Lamps\n\nOil.\n"
LANGUAGES = ("en", "ar", "de", "hi", "zh")

#: What the team knows of people: field → word. Two scripts, and a number that looks like one.
PERSONAL = {
    "name": "Zarquon Brindlewick",
    "username": "VexlorpQuaddle",
    "badge": "Badgequorn77",
    "email": "thimblewort@mosslight.example",
    "phone": "+49 30 5550 91827",
    "community": "Grubbleforth society",
    "languages": "Snizzlish",
    "interpretation": "needs Wumbletonian",
    "remark": "allergic to quillfish",
    "source": "listofmarrowby",
    "other_script": "زرقونبرندلويك",
}
SECOND = {
    "name": "欧阳鹤鸣",
    "email": "hemingcrane@fernwater.example",
    "remark": "wheelchairglimmer",
    "phone": "0309981726354",
}
THIRD = {"name": "Ἀνθίππη Σκιρτώ", "username": "SkirtoAnthippe", "community": "Οἶκος Κυανός", "badge": "Badgezephyr08"}
#: Somebody who was on no list, and was asked nothing.
WALKED_IN = "Walkedinwren Thistledown"
#: Somebody who agreed to everything and thought better of it, and somebody who registered privately.
WITHDREW, UNSEEN = "Withdrewsiskin", "Unseentwite Burdock"
CONSENT = {"how": "paperslipvoonder", "text_version": "textvermilionade"}
AUTHOR, LAPTOP_CATEGORY = "Ebenthorn Quillgrave", "deskbymarzipane"
#: What was there and was forgotten, or corrected before anybody saw it.
GONE = {"forgotten name": "Forgottenyarrow Plume", "forgotten remark": "forgottenremarkteasel"}
TEAM = [
    *PERSONAL.values(), *SECOND.values(), *THIRD.values(), *CONSENT.values(), WALKED_IN, LAPTOP_CATEGORY,
    WITHDREW, UNSEEN, *INTERNAL.values(), *HELD.values(), *FUNDED.values(),
]  # fmt: skip
ALL = [*TEAM, AUTHOR, *PRIVATE.values(), *GONE.values()]
SAID = ("less rowing", "two lamps are enough")


@dataclass(frozen=True)
class World:
    """A workspace full of words that must not leave, and where its files lie."""

    desk: Desk
    event: str
    home: Path


def fill(desk: Desk) -> str:
    """Put every word where such words go, through the verbs that people use."""
    event = events.create(desk, "Tea", start=datetime(2026, 10, 1, 16, tzinfo=UTC), place="Mill", languages=["en"])
    charters.take(desk, charters.preview([("rules.md", RULES)], language="en"), event=event)
    asked = demographics.add(desk, event, question=INTERNAL["question about people"], answers=["Yes", "No"])
    demographics.tally(desk, asked, "11/7")
    members = [people.add(desk, event, **one) for one in (PERSONAL, SECOND, THIRD)]  # type: ignore[arg-type]
    people.consent(desk, members[0], "quote", True, language="en", **CONSENT)
    attendance.check_in(desk, members[0], event, at=desk.now())
    withdrew = people.add(desk, event, WITHDREW)
    for purpose in PURPOSES:
        people.consent(desk, withdrew, purpose, True)
    notes.add(desk, event, f"c: @{WITHDREW} /2 lamps are dear")
    for purpose in PURPOSES:
        people.withdraw(desk, withdrew, purpose)
    people.add(desk, event, UNSEEN, private=True)
    gone = people.add(desk, event, GONE["forgotten name"], remark=GONE["forgotten remark"])
    people.forget(desk, gone)
    first = notes.add(desk, event, f"!: /1 {SAID[0]} x4 #boats")
    notes.add(desk, event, f"+: /2 {SAID[1]}")
    notes.add(desk, event, f'c: @{PERSONAL["username"]} /2 lamps burn "oil"')
    for each in HELD.values():
        notes.add(desk, event, each)
    kept = statements.add(desk, event, f"Boats first: {SAID[0]}.", [first], role="Facilitator")
    polls.tally(desk, polls.add(desk, event, statement=kept), "9/3/1", base=20)
    statements.add(desk, event, HELD["statement"], [first])
    polls.tally(desk, polls.add(desk, event, HELD["poll"]), "9/3/1", base=20)
    polls.add(desk, event, "When?", scale="own", labels=["Monday", HELD["answer"]])
    speakers.start(desk, speakers.ask(desk, event, person=members[0]).turn)
    speakers.ask(desk, event, text=INTERNAL["words on the speakers' list"])
    _kept(desk, event)
    _private(desk, event)
    _coded(desk, event)
    fund(desk, event, said=SAID[0])
    return event


def _coded(desk: Desk, event: str) -> None:
    """Let a second coder sort a note that anybody may read and one that only this laptop knows."""
    round, coder = desk.read.get(CodingRound, coding.begin(desk, event)), INTERNAL["second coder"]
    said = {SAID[0]: INTERNAL["keyword of a coder"], PRIVATE["sensitive note"]: PRIVATE["keyword of a sensitive note"]}
    for each in coding.lines(desk, round, coder):
        if each.note.text in said:
            coding.code(desk, round, each.note.id, f"c: #{said[each.note.text]}", coder=coder)


def _kept(desk: Desk, event: str) -> None:
    line = f"c: {INTERNAL['note']} #{INTERNAL['keyword']} @{INTERNAL['speaker']}"
    notes.add(desk, event, line, visibility="internal")
    notes.add(desk, event, INTERNAL["incident"], visibility="internal")
    notes.add(desk, event, INTERNAL["committee"], visibility="committee")
    note = notes.add(desk, event, INTERNAL["was public"])
    notes.show_to(desk, [note], "internal")
    agenda.add(desk, event, f"{INTERNAL['agenda']} by {PERSONAL['name']}")
    hidden = agenda.add(desk, event, INTERNAL["hidden agenda"])
    agenda.edit(desk, hidden, visibility="internal", presenter=INTERNAL["presenter"])
    agenda.add(desk, event, "Songs", presenter=INTERNAL["presenter"])
    phrases.add(desk, event, INTERNAL["quick phrase"])
    walks.plan(desk, event, ["1", f"#{INTERNAL['topic of a table']}"])
    attendance.walk_in(desk, event, WALKED_IN, at=desk.now())
    attendance.heads(desk, event, 2, category="adults", at=desk.now())
    people.edit(desk, people.add(desk, event, "Nobody Else"), community=LAPTOP_CATEGORY)
    keep(desk, event, SAID[0]), keep(desk, event, INTERNAL["photo"], shown="")


def _private(desk: Desk, event: str) -> None:
    line = f"c: {PRIVATE['sensitive note']} #{PRIVATE['sensitive keyword']} @{PRIVATE['sensitive speaker']}"
    notes.add(desk, event, line, visibility="sensitive")
    notes.add(desk, event, PRIVATE["sensitive incident"], visibility="sensitive")
    incidents.add(desk, event, PRIVATE["incident note"], done=PRIVATE["incident step"])
    with desk.action(say("Keep a secret")) as put:
        put(Secret, event=event, purpose="test", secret=PRIVATE["secret"], public=PRIVATE["secret public half"])
    made = outbox.plan(
        desk, event, PRIVATE["outbox what"], PRIVATE["outbox path"], target=PRIVATE["outbox target"], at=desk.now()
    )
    outbox.sent(desk, made, by=PRIVATE["sent by"])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    home = tmp_path / "home"
    desk = start(folders(home), name=AUTHOR)
    yield World(desk, fill(desk), home)
    desk.close()


def opened(path: Path, desk: Desk, words: str | None = None) -> Iterator[bytes]:
    """Yield every line and page of a bundle, unsealed."""
    identities = [] if words else membership.identities(desk)
    with open_bundle(path, temp_dir=exchange.temporary(desk), identities=identities, words=words) as package:
        yield package.summary()
        yield repr(package.manifest).encode()
        for segment, _ in package.segments():
            yield b"\n".join(segment.lines)


def test_there_are_forty_and_each_is_where_such_words_go(world: World, tmp_path: Path) -> None:
    assert len(ALL) == len(set(ALL)) >= 40
    exports.export(world.desk, "all", tmp_path / "whole")
    whole = [path.read_bytes() for path in (tmp_path / "whole").rglob("*") if path.is_file()]
    assert found(whole, TEAM) == TEAM  # the search finds what is there
    here = [repr(world.desk.read.all(kind)).encode() for kind in (Note, Outgoing, Secret, Person, Incident, Coding)]
    assert found(here, PRIVATE.values()) == list(PRIVATE.values())
    assert found(here, GONE.values()) == []


# what may leave


@pytest.mark.parametrize("kind", reports.KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_report(world: World, kind: str, language: str, tmp_path: Path) -> None:
    made = reports.pdf(world.desk, [world.event], tmp_path / "a.pdf", kind=kind, language=language)
    funded = 2 if kind == "grant" else 0  # the expense and the answer
    assert made.left_out == len(HELD) + 3 + funded  # the statement and the two polls that say it again
    pieces = list(pdf_words(made.path))
    assert found(pieces, ALL) == []
    assert any(SAID[0].encode() in piece for piece in pieces)


@pytest.mark.parametrize("kind", reports.KINDS)
def test_no_data_within_a_report(world: World, kind: str, tmp_path: Path) -> None:
    made = reports.pdf(world.desk, [world.event], tmp_path / "a.pdf", kind=kind, language="en", data=True)
    whole = pypdfium2.PdfDocument(made.path)
    files = [bytes(whole.get_attachment(n).get_data()) for n in range(whole.count_attachments())]
    assert len(files) == (1 if kind == "grant" else 6)
    assert found(files, ALL) == []
    assert (b"number,what," if kind == "grant" else SAID[0].encode()) in b"".join(files)


@pytest.mark.parametrize("form", reports.FORMS)
def test_no_text_to_paste(world: World, form: str) -> None:
    for language in LANGUAGES:
        made = reports.text(world.desk, [world.event], form, language=language)
        assert found([made.text.encode(), made.page.encode()], ALL) == []
        assert SAID[0] in made.text


@pytest.mark.parametrize("form", [form for form in exports.FORMS if form != "all"])
def test_no_table(world: World, form: str, tmp_path: Path) -> None:
    done = exports.export(world.desk, form, tmp_path / f"a.{form}", events=[world.event])
    pieces = [piece for path in done.paths for piece in (*raw(path), path.name.encode())]
    assert found(pieces, ALL) == []
    assert any((b"SUMMARY:Tea" if form == "ics" else SAID[0].encode()) in piece for piece in pieces)


def test_no_line_of_an_upload_file(world: World, tmp_path: Path) -> None:
    done = exchange.write_bundle(world.desk, world.event, "upload", tmp_path / "a.hubbundle")
    pieces = [*raw(done.path), *opened(done.path, world.desk)]
    assert found(pieces, ALL) == []
    assert any(SAID[0].encode() in piece for piece in pieces)
    assert done.held_back == len(HELD) + 4  # the statement and two polls, and the one for the committee


def test_no_line_of_an_upload_file_that_is_sealed(world: World, tmp_path: Path) -> None:
    card = cards.write(world.desk, tmp_path / "hub.hubkey")
    done = exchange.write_bundle(world.desk, world.event, "upload", tmp_path / "a.hubbundle", to=[card])
    assert found(raw(done.path), [*ALL, *SAID]) == []
    hits = found(opened(done.path, world.desk), ALL)
    assert hits == [INTERNAL["committee"], AUTHOR]  # what it is for, and who can open it


def test_what_was_corrected_before_does_not_leave_either(world: World, tmp_path: Path) -> None:
    """A line that named somebody and was typed anew: neither the old words nor their history leave."""
    desk, event = world.desk, world.event
    note = notes.add(desk, event, "c: /1 retypedhollowbee, Zarquon Brindlewick is for it")
    notes.retype(desk, note, "c: /1 somebody is for it")
    assert "somebody is for it" in reports.text(desk, [event], "notes", language="en").text
    done = exchange.write_bundle(desk, event, "upload", tmp_path / "a.hubbundle")
    pieces = [*raw(done.path), *opened(done.path, desk)]
    assert found(pieces, ["retypedhollowbee", *PERSONAL.values()]) == []
    assert any(b"somebody is for it" in piece for piece in pieces)


def test_what_was_removed_does_not_leave_either(world: World, tmp_path: Path) -> None:
    desk, event = world.desk, world.event
    removed = [notes.add(desk, event, line) for line in ("c: /1 removedsnapdragon", "removedbyzarquon Brindlewick")]
    notes.remove(desk, removed)
    done = exchange.write_bundle(desk, event, "upload", tmp_path / "a.hubbundle")
    assert found([*raw(done.path), *opened(done.path, desk)], ["removedsnapdragon", "removedbyzarquon"]) == []
    assert not {note.text for note in desk.read.notes(event)} & {"removedsnapdragon", "removedbyzarquon Brindlewick"}


def test_no_page_for_people_without_hubdesk(world: World, tmp_path: Path) -> None:
    for use in exchange.USES:
        done = exchange.write_bundle(world.desk, world.event, use, tmp_path / f"{use}.hubbundle")
        page = next(opened(done.path, world.desk))
        assert b"<h1>" in page and found([page], ALL) == []


def test_no_line_of_an_event_package_without_people(world: World, tmp_path: Path) -> None:
    holding.hold_back(world.desk, world.event, addressed=False)
    done = exchange.write_kit(world.desk, world.event, tmp_path / "kit.hubbundle")
    assert found(raw(done.path), ALL) == []
    assert found(opened(done.path, world.desk, done.words), ALL) == [AUTHOR]  # the team knows who works with it


def test_no_log_and_nothing_that_is_printed(world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk, event, home = world.desk, world.event, world.home
    exchange.write_bundle(desk, event, "team", tmp_path / "team.hubbundle")
    desk.close()
    out = str(tmp_path / "out")
    for words in (
        ["report", "pdf", "Tea", "--language", "ar", "--out", f"{out}.pdf"],
        ["report", "text", "Tea", "--form", "notes", "--language", "en"],
        ["report", "text", "Tea", "--form", "ambassador", "--language", "en", "--json"],
        ["export", "--form", "csv", "--out", f"{out}.csv", "--event", "Tea"],
        ["export", "--form", "json", "--out", f"{out}.json", "--json"],
        ["bundle", "write", "--event", "Tea", "--for", "upload", "--out", f"{out}.hubbundle"],
        ["bundle", "inspect", f"{out}.hubbundle"],
        ["bundle", "verify", str(tmp_path / "team.hubbundle")],
        ["digest"],
        ["doctor"],
        ["event", "list"],
    ):
        assert run(["--data-dir", str(home), "--author", AUTHOR, *words]) == 0, words
        told = capfd.readouterr()
        hits = found([told.out.encode(), told.err.encode()], [*TEAM, *PRIVATE.values(), *GONE.values()])
        assert hits == [], words
    logs = [path.read_bytes() for path in (home / "logs").rglob("*") if path.is_file()] if home.exists() else []
    assert found(logs, ALL) == []


def test_no_list_of_other_things_names_an_incident(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    world.desk.close()
    word = PRIVATE["incident note"].partition(":")[0]
    for words in (["history"], ["note", "list"], ["note", "list", "--search", word], ["outbox", "list"]):
        assert run(["--data-dir", str(world.home), "--author", AUTHOR, *words]) == 0
        assert found([capfd.readouterr().out.encode()], [word, PRIVATE["incident step"]]) == []
    assert run(["--data-dir", str(world.home), "--author", AUTHOR, "incident", "list", "--event", "Tea"]) == 0
    assert word in capfd.readouterr().out


def test_no_name_in_where_a_file_should_go(world: World, tmp_path: Path) -> None:
    desk, event = world.desk, world.event
    made = reports.text(desk, [event], "notes", language="en")
    files.write(tmp_path / "a.txt", made.text.encode())
    outgoing = desk.read.get(Outgoing, outbox.plan(desk, event, "Notes", tmp_path / "a.txt", target=made.page))
    assert found([repr((outgoing.what, outgoing.target)).encode()], ALL) == []
    outbox.copy_to_folder(desk, outgoing.id, tmp_path / "stick")
    left = [piece for path in (tmp_path / "stick").rglob("*") for piece in (path.name.encode(), path.read_bytes())]
    assert left and found(left, ALL) == []


# what stays with the team


def test_a_team_file_holds_the_teams_words_sealed_and_never_those_of_this_laptop(world: World, tmp_path: Path) -> None:
    done = exchange.write_bundle(world.desk, world.event, "team", tmp_path / "team.hubbundle")
    assert found(raw(done.path), [*ALL, *SAID]) == []
    hits = found(opened(done.path, world.desk), ALL)
    assert set(PERSONAL.values()) <= set(hits)
    assert not set(hits) & {*PRIVATE.values(), *GONE.values()}


def test_an_event_package_with_people_holds_none_of_this_laptops(world: World, tmp_path: Path) -> None:
    done = exchange.write_kit(world.desk, world.event, tmp_path / "kit.hubbundle", people=True)
    assert found(raw(done.path), ALL) == []
    hits = found(opened(done.path, world.desk, done.words), ALL)
    assert set(PERSONAL.values()) <= set(hits)
    assert not set(hits) & {*PRIVATE.values(), *GONE.values()}


def test_the_whole_export_holds_none_of_this_laptops(world: World, tmp_path: Path) -> None:
    exports.export(world.desk, "all", tmp_path / "whole")
    whole = [path.read_bytes() for path in (tmp_path / "whole").rglob("*") if path.is_file()]
    assert not set(found(whole, ALL)) & {*PRIVATE.values(), *GONE.values()}


def test_a_backup_is_a_copy_of_this_workspace_and_brings_nothing_back(world: World, tmp_path: Path) -> None:
    """What this laptop alone knows is in it, for it is how this laptop comes back; what was forgotten is not."""
    made = care.backup(world.desk, tmp_path / "copies").path
    assert made.stat().st_mode & 0o077 == 0
    assert found([made.read_bytes()], GONE.values()) == []
