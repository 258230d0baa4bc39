"""What the program can do stands in its help, and the help promises nothing else: judged by the program itself."""

import argparse
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hubdesk import errors
from hubdesk.charter import detect
from hubdesk.cli import main as command_line
from hubdesk.desk import exports, reports
from hubdesk.i18n import words
from hubdesk.model.roster import FIELDS
from hubdesk.model.templates import MODES, STATES, TEMPLATES, TYPES
from hubdesk.roster import kinds
from hubdesk.settings import Settings
from tests.cli.asking import ask_everything
from tests.cli.attending import attend_everything
from tests.cli.meeting import meet
from tests.cli.sorting import decide_about_people, sort_everything
from tests.photographs import jpeg

ROOT = Path(__file__).resolve().parent.parent
HELP = ROOT / "resources" / "help" / "en"
SAMPLE = ROOT / "resources" / "sample" / "charter"
TOPICS = {path.stem: path.read_text("utf-8") for path in sorted(HELP.glob("*.md"))}
PAGES = TOPICS | {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")}
SHARED = {"--workspace", "--data-dir", "--author", "--unlock-file", "--language", "--json", "--quiet", "--help"}
SHARED |= {"--version", "-h"}


def verbs(made: argparse.ArgumentParser, path: str = "hubdesk") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield ("hubdesk note add", its parser) of every verb."""
    below = [action for action in made._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for name, child in action.choices.items():
            yield from verbs(child, f"{path} {name}")
    if not below:
        yield path, made


VERBS = dict(verbs(command_line.parser()))


def sections(text: str, mark: str) -> dict[str, str]:
    """Return {heading: what stands below it} of one level of headings."""
    parts = re.split(rf"^{mark} (.+)$", text, flags=re.MULTILINE)[1:]
    return {heading: body.partition("\n## ")[0] for heading, body in zip(parts[::2], parts[1::2], strict=True)}


PARTS = sections(TOPICS["command-line"], "##")
SHAPES = {
    name: json.loads(re.findall(r"```json\n(.*?)```", body, re.DOTALL)[0])
    for name, body in sections(TOPICS["command-line"], "###").items()
}


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every row of the tables of a page, heads and rules left out."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line.startswith("|") and not line.startswith("|---") and not following.startswith("|---"):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


# ---- the command line


def test_every_verb_has_its_part_and_no_other_stands_there():
    told = {heading for heading in PARTS if heading.startswith("hubdesk ")}
    assert told == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_tells_its_arguments_and_options(verb):
    part = PARTS[verb]
    synopsis = re.findall(r"`(hubdesk [^`]+)`", part)[0]
    assert synopsis.startswith(verb)
    for action in VERBS[verb]._actions:
        if action.help == argparse.SUPPRESS:
            continue
        if not action.option_strings:
            assert (action.metavar or action.dest.upper()) in synopsis, "an argument"
            assert action.nargs != "+" or f"{action.metavar or action.dest.upper()}..." in synopsis, "several of them"
        elif action.dest not in ("workspace", "data_dir", "author", "unlock_file", "json", "quiet", "help"):
            assert re.search(rf"(?<![\w-]){action.option_strings[0]}(?![\w-])", part), "an option"
            assert not action.required or action.option_strings[0] in synopsis, "an option that must be given"
        for choice in action.choices or ():
            assert f"`{choice}`" in part, "a choice"


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_tells_no_option_that_it_has_not(verb):
    there = {name for action in VERBS[verb]._actions for name in action.option_strings} | SHARED
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PARTS[verb])) <= there


def test_the_options_of_every_verb_stand_in_one_place():
    part = PARTS["Options of every verb"]
    assert {name for name in SHARED if f"`{name}" not in part} == set()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_verb_that_is_not_there(page):
    nouns = {verb.split()[1] for verb in VERBS}
    for code in re.findall(r"`+([^`]+)`+", PAGES[page]):
        for line in code.splitlines():
            words = line.strip().removeprefix("$ ").split()
            if len(words) < 2 or words[0] != "hubdesk" or not re.fullmatch(r"[a-z][a-z-]*", words[1]):
                continue
            assert words[1] in nouns, line
            known = {verb.split()[2] for verb in VERBS if verb.split()[1] == words[1] and len(verb.split()) > 2}
            if known and len(words) > 2:
                assert words[2].rstrip(",.") in known, line


def test_exit_codes():
    told = {int(code) for code in re.findall(r"^- \*\*(\d+)\*\*", PARTS["Exit codes"], re.MULTILINE)}
    by_class = {one.exit_code for one in (errors.HubDeskError, errors.Usage, errors.Refused)}
    at_the_edge = {int(code) for code in re.findall(r"return (\d+)\b", inspect.getsource(command_line))}
    assert told == {0} | by_class | at_the_edge


def test_what_may_be_given_is_named():
    for page, names in {
        "command-line": (*TEMPLATES, *TYPES, *MODES, *STATES, *FIELDS, *reports.KINDS, *reports.FORMS, *exports.FORMS),
        "formats": (*reports.KINDS, *reports.FORMS, *exports.FORMS, *detect._READERS, *detect._ENDINGS),
    }.items():
        assert [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", PAGES[page])] == []


# ---- JSON: every key of real answers is told, and every key that is told comes


def differences(found: object, told: object, place: str = "") -> Iterator[str]:
    """Yield where an answer and its description differ (`command-line.md` says how descriptions are read)."""
    if isinstance(told, str) and told.startswith("<"):
        told = SHAPES[told.strip("<>")]
    if isinstance(told, dict) and isinstance(found, dict):
        told = (SHAPES[told["..."].strip("<>")] if "..." in told else {}) | told
        if "*" in told:
            yield from (each for key in found for each in differences(found[key], told["*"], f"{place}.{key}"))
            return
        plain = {key.rstrip("?"): value for key, value in told.items() if key != "..."}
        yield from (f"{place}.{key} is not told" for key in found.keys() - plain.keys())
        yield from (f"{place}.{key} does not come" for key in plain if key in told and key not in found)
        for key in found.keys() & plain.keys():
            yield from differences(found[key], plain[key], f"{place}.{key}")
    elif isinstance(told, list) and isinstance(found, list):
        yield from (each for one in found for each in differences(one, told[0], f"{place}[]"))
    elif isinstance(told, dict | list) or isinstance(found, dict | list):
        yield f"{place} has another shape"


class Session:
    """Two laptops at one event; every answer is compared with the help."""

    def __init__(self, folder: Path, capfd) -> None:
        self.folder, self.capfd, self.seen = folder, capfd, set()

    def __call__(self, *words: str, laptop: str = "a", code: int = 0) -> dict:
        verb = max((each for each in VERBS if f"{each} ".startswith(f"hubdesk {words[0]} ")), default="")
        for depth in (2, 3):
            verb = name if (name := " ".join(["hubdesk", *words[:depth]])) in VERBS else verb
        self.capfd.readouterr()
        given = ["--data-dir", str(self.folder / laptop), "--author", laptop, *words, "--json"]
        assert command_line.run(given) == code, self.capfd.readouterr().err
        answer = json.loads(self.capfd.readouterr().out)
        (described,) = re.findall(r"```json\n(.*?)```", PARTS[verb], re.DOTALL)
        assert list(differences(answer, json.loads(described), verb)) == []
        self.seen.add(verb)
        return answer


def test_json_as_it_really_comes(tmp_path, capfd):
    call = Session(tmp_path, capfd)
    path = lambda name: str(tmp_path / name)  # noqa: E731
    (tmp_path / "list.csv").write_text("Name;E-mail\nAmina Njoroge;a@example.org\nTotal;1\nJonas;\n", "utf-8")
    (tmp_path / "lines.txt").write_text("Plain words\n~: /1 shorter\n", "utf-8")
    on = ("--event", "Evening")
    call("event", "add", "Evening", "--start", "2026-10-01T18:00+02:00")
    call("charter", "import", *map(str, sorted(SAMPLE.glob("*.wiki"))), "--title", "Lantern", *on)
    call("event", "edit", "Evening", "host=Friends")
    call("event", "list"), call("event", "show", "Evening"), call("charter", "list"), call("charter", "show", "Lantern")
    call("charter", "find", "Lantern", "money")
    call("charter", "compare", "Lantern", "oldest", "newest")
    call("people", "import", path("list.csv"), *on)
    (tmp_path / "list.csv").write_text("Name;E-mail\nAmina Njoroge;other@example.org\nJonas;j@example.org", "utf-8")
    call("people", "import", path("list.csv"), "--dry-run", *on)
    call("people", "add", "Olga", *on), call("people", "list", *on), call("people", "forget", "Jonas", *on)
    ask_everything(call, *on), decide_about_people(call, *on)
    call("event", "edit", "Evening", "retention=2020-01-01")
    assert call("event", "list")["due"]
    call("event", "keep", "Evening", "--days", "1")
    attend_everything(call, *on)
    call("note", "add", '!: /2.1 @CEE "Money" #money x4', *on)
    call("note", "import", path("lines.txt"), *on, "--channel", "card", "--table", "2")
    sort_everything(call, tmp_path, *on)
    one = call("note", "add", "One long line. And another", *on, "--in", "en")["id"]
    _, other = (note["id"] for note in call("note", "split", one, "And another")["notes"])
    call("note", "merge", one, other), call("note", "edit", one, "pinned=on", "table=3", "kind=concern")
    assert call("note", "tag", one, "§2.1")["tags"] and not call("note", "tag", one, "2.1", "--off")["tags"]
    kept = call("note", "phrases", *on, "--add", "as at table one")["phrases"][0]["id"]
    call("note", "phrases", *on, "--remove", kept)
    quiet = call("incident", "add", "Somebody was shouted at", *on, "--done", "We spoke")["id"]
    paid = call("expense", "add", "Bus", "--price", "1500", "--currency", "KES", "--category", "Transport", *on)["id"]
    call("expense", "list", *on), call("expense", "totals", "Evening"), call("expense", "edit", paid, "price=9")
    call("expense", "table", "Evening", "--out", path("e.csv"))
    call("expense", "remove", paid), call("expense", "import", path("e.csv"), *on)
    call("grant", "forms"), call("grant", "answer", "msig", "activities", "We read aloud.", *on)
    assert call("grant", "answers", "msig", *on)["answers"][0]["text"] == "We read aloud."
    call("report", "text", "Evening", "--form", "rapid-fund", "--language", "de")
    call("incident", "list", *on), call("incident", "remove", quiet)
    (tmp_path / "room.jpg").write_bytes(jpeg())
    (room,) = call("photo", "add", path("room.jpg"), *on, "--shown", "none")["ids"]
    call("photo", "list", *on), call("photo", "describe", room, "--credit", "A. P.", "--licence", "cc0")
    call("photo", "save", room, "--out", path("saved.jpg"))
    call("photo", "remove", "room.jpg"), call("photo", "erase", room)
    call("statement", "add", "Money needs a vote.", *on), call("statement", "list", *on)
    asked = str(call("question", "add", "Who pays?", "--charter", "Lantern")["id"])
    call("question", "answer", asked, one), call("question", "list", *on), call("question", "remove", asked)
    meet(call, *on)
    (tmp_path / "later.md").write_text("# Lantern\n\n## Purpose and values\n\nNew words.\n", "utf-8")
    call("charter", "import", path("later.md"), "--title", "Lantern")
    call("charter", "tags", *on), call("charter", "follow", *on)
    call("charter", "outline", "list"), call("charter", "outline", "use", "movement-charter-2023")
    call("report", "pdf", "Evening", "--language", "en", "--out", path("r.pdf")), call("report", "letters", "Evening")
    call("report", "text", "Evening", "--form", "notes", "--language", "en")
    call("report", "text", "Evening", "--form", "talk", "--language", "de")
    call("report", "text", "Evening", "--form", "markdown", "--language", "de", "--out", path("r.md"))
    call("report", "text", "Evening", "--form", "ambassador", "--language", "ar", "--out", path("r.wiki"))
    call("export", "--form", "csv", "--out", path("n.csv"), *on)
    spoken = call("kit", "write", "Evening", "--people", "--out", path("k.hubbundle"))["words"]
    (tmp_path / "words").write_text(spoken, "utf-8")
    kit = (path("k.hubbundle"), "--passphrase-file", path("words"))
    call("bundle", "inspect", path("k.hubbundle")), call("bundle", "inspect", *kit), call("bundle", "verify", *kit)
    call("kit", "open", *kit, laptop="b")
    call("note", "add", "One more line", *on)
    call("bundle", "write", "--for", "team", "--out", path("t.hubbundle"), *on)
    call("bundle", "absorb", path("t.hubbundle"), laptop="b")
    call("bundle", "absorb", path("list.csv"), code=3)
    (merge,) = (one["id"] for one in call("bundle", "merges", laptop="b")["merges"])
    call("bundle", "take-back", merge, laptop="b"), call("bundle", "bring-back", merge, laptop="b")
    call("bundle", "write", "--for", "team", "--plain", "--out", path("p.hubbundle"), *on)
    call("bundle", "absorb", "--trust", path("p.hubbundle"), laptop="c")
    call("note", "add", "From somebody unknown", *on, laptop="c")
    call("bundle", "write", "--for", "team", "--plain", "--out", path("c.hubbundle"), *on, laptop="c")
    for answer in ("refuse", "accept"):
        call("bundle", "absorb", path("c.hubbundle"))
        (found,) = call("bundle", "waiting")["waiting"]
        call("bundle", answer, found["sha256"][:6])
    call("key", "team", "Evening")
    (out,) = (one["key"] for one in call("key", "team", "Evening")["laptops"] if not one["own"])
    call("key", "expel", out, *on), call("key", "readmit", out, *on)
    call("print", "pack", "Evening", "--sheet", "sections", "--sheet", "sign-in", "--out", path("pack"))
    call("outbox", "add", path("r.pdf"), *on)
    (item,) = (one["id"] for one in call("outbox", "list")["outbox"])
    (tmp_path / "stick").mkdir()
    call("outbox", "copy", item, "--to", path("stick")), call("outbox", "sent", item)
    call("key", "show"), call("key", "card", "--out", path("a.hubkey"))
    call("key", "load", path("a.hubkey"), laptop="b"), call("key", "trust", path("a.hubkey"), laptop="b")
    call("key", "cards", laptop="b"), call("key", "remove", "a", laptop="b")
    secret = call("key", "export", path("a.hubsecret"))["words"]
    (tmp_path / "words").write_text(secret, "utf-8")
    call("key", "import", path("a.hubsecret"), "--passphrase-file", path("words"), laptop="b")
    call("history"), call("undo"), call("redo"), call("doctor"), call("digest"), call("backup")
    copy = next(one["path"] for one in call("backup", "--list")["backups"] if one["why"] == "backup")
    call("restore", copy, "--dry-run"), call("restore", copy), call("repair", path("new.hubdesk"), path("t.hubbundle"))
    shutil.copy(call("move", "--to", path("elsewhere"))["path"], path("elsewhere/workspace (1).hubdesk"))
    call("event", "add", "Another"), call("doctor"), call("merge", path("elsewhere/workspace (1).hubdesk"))
    call("people", "forget-all", *on)
    recovery = call("lock", "set")["words"]
    (tmp_path / "recovery").write_text(recovery, "utf-8")
    changed = call("lock", "change", "--unlock-file", path("recovery"), "--passphrase-file", path("words"))["words"]
    (tmp_path / "recovery").write_text(changed, "utf-8")
    call("lock", "remove", "--unlock-file", path("recovery"))
    call("purge", "Evening"), call("demo", "--no-pictures", "--out", path("demo"))
    assert set(VERBS) - call.seen == {"hubdesk open", "hubdesk self-test"}


def test_json_of_the_self_test():
    """In a process of its own, because it makes a window of its own."""
    done = subprocess.run([sys.executable, "-m", "hubdesk", "self-test", "--json"], cwd=ROOT, stdout=subprocess.PIPE)
    (described,) = re.findall(r"```json\n(.*?)```", PARTS["hubdesk self-test"], re.DOTALL)
    assert done.returncode == 0
    assert list(differences(json.loads(done.stdout), json.loads(described))) == []


# ---- settings, formats, topics


def test_settings():
    told = {cells[0].strip("`") for cells in rows(TOPICS["settings"]) if cells[0].startswith("`")}
    assert told == {field.name for field in fields(Settings)}
    default = Settings()
    for name, _, shipped in rows(TOPICS["settings"]):
        assert shipped.strip("`").replace("empty", "") == str(getattr(default, name.strip("`")))


def test_file_formats():
    text = TOPICS["formats"]
    lists = set(re.findall(r'return "([a-z-]+)"', inspect.getsource(kinds.kind_of)))
    own = {".hubdesk", ".hubsecret", *command_line.SUFFIXES}
    assert {
        name for name in {*lists, *own, *exports.FORMS, *reports.KINDS, *reports.FORMS} if f"`{name}`" not in text
    } == set()
    read = set(re.findall(r"`(\.[a-z]+)`", text))
    assert read == own | set(detect._ENDINGS) | {".lock", ".reserve"}


def test_every_page_of_the_window_has_its_topic():
    from hubdesk.ui.places import PLACES

    assert {place.key for place in PLACES} | {"index", "first-steps"} <= set(TOPICS)
    source = "".join(path.read_text("utf-8") for path in (ROOT / "hubdesk" / "ui").rglob("*.py"))
    assert set(re.findall(r'^    topic = "([a-z-]+)"', source, re.MULTILINE)) <= set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_links_of_a_topic_lead_to_topics(topic):
    for _, link in re.findall(r"\[([^\]]+)\]\(([^)]+)\)", TOPICS[topic]):
        assert link.removesuffix(".md") in TOPICS and link.endswith(".md"), link
    assert topic == "index" or f"({topic}.md)" in TOPICS["index"], "the index leads there"


def test_every_library_has_its_paragraph():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
        *project["optional-dependencies"]["package"],
    ]
    told = {name.casefold() for name in re.findall(r"\*\*([\w-]+)\*\*", PAGES["CONTRIBUTING.md"])}
    assert {re.split(r"[<>=; ]", each)[0].casefold() for each in wanted} <= told


# ---- keys: the registry of the real window with every page visited


@pytest.fixture(scope="module")
def window(tmp_path_factory, qapp):
    from hubdesk.desk import demo
    from hubdesk.model.records import Event
    from hubdesk.ui import fonts
    from hubdesk.ui.places import PLACES
    from hubdesk.ui.preferences import Preferences
    from hubdesk.ui.window import Window

    fonts.load(qapp)
    preferences = Preferences(qapp, Settings(language="en", theme="light"), None)
    preferences.put_on()
    window = Window(preferences)
    window.serve(demo.open_sample(tmp_path_factory.mktemp("keys")))
    window.show()
    (event,) = window.frame.desk.read.all(Event)
    window.frame.open_event(event.id, "prepare")
    for page in (*(place.key for place in PLACES), "photos"):
        window.go(page)
        qapp.processEvents()
    yield window
    window.close()


def test_keys(window):
    told = {
        (page.casefold().replace("everywhere", ""), key.strip("`")): does
        for page, body in sections(TOPICS["shortcuts"], "##").items()
        for key, does in rows(body)
    }
    real = {(deed.page, deed.keys or deed.told): deed for deed, _ in window.actions_list if deed.keys or deed.told}
    assert told.keys() == real.keys()
    for place, deed in real.items():
        if deed.key in ("undo", "redo"):
            continue  # their words tell the step
        said = re.sub("[\u2068\u2069]", "", words("en")(deed.text))
        assert told[place].casefold().startswith(said.casefold()), deed.key


@pytest.mark.parametrize("topic", TOPICS)
def test_topics_are_shown_whole(window, topic):
    """Tables as tables, code as code: no mark of Markdown is left to see."""
    window.go("help", topic)
    shown, text = (page := window.page("help").text).document(), page.toPlainText()
    assert TOPICS[topic].splitlines()[0].removeprefix("# ") in text
    assert not re.search(r"\|---|^#+ |```|\*\*\w|\]\(", text, re.MULTILINE)
    assert len(shown.rootFrame().childFrames()) == len(re.findall(r"^\|---", TOPICS[topic], re.MULTILINE))
