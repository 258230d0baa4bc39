"""The document under discussion on the command line: two editions, and the tags that go from one to the other."""

import json

import pytest

from hubdesk.cli.main import run

OLD = "# Rules\n\n## Boats\n\nEverybody may row.\n\nNobody rows at night.\n\n## Lamps\n\nOil is shared.\n"
NEW = "# Rules\n\n## Boats\n\nEverybody may row and sail.\n\n## Lamps\n\nOil is shared.\n"


@pytest.fixture
def hubdesk(tmp_path, capfd):
    """Return a function that runs one command in this process: (exit code, JSON or text, messages)."""

    def call(*words: str):
        capfd.readouterr()
        code = run(["--data-dir", str(tmp_path / "home"), *words])
        out, err = capfd.readouterr()
        return code, json.loads(out) if "--json" in words else out, err

    for name, text in (("old.md", OLD), ("new.md", NEW)):
        (tmp_path / name).write_text(text, "utf-8")
    call.old, call.new = str(tmp_path / "old.md"), str(tmp_path / "new.md")
    call("event", "add", "Evening")
    call("charter", "import", call.old, "--title", "Rules", "--event", "Evening")
    return call


def test_two_editions_are_compared(hubdesk):
    hubdesk("charter", "import", hubdesk.new, "--title", "Rules")
    code, found, _ = hubdesk("charter", "compare", "Rules", "oldest", "newest", "--json")
    assert code == 0 and found["detached"] == 1
    assert sorted(pair["relation"] for pair in found["pairs"] if pair["relation"] != "same") == ["edited", "removed"]
    code, told, err = hubdesk("charter", "compare", "Rules", "oldest", "newest")
    assert "edited  1p1  Everybody may row{+ and sail+}." in told and "removed  1p2  [-Nobody rows at night.-]" in told
    assert "4 places are the same." in err
    ids = [each["id"] for each in hubdesk("charter", "list", "--json")[1]["charters"][0]["editions"]]
    back = hubdesk("charter", "compare", "Rules", ids[0][:10], ids[1], "--json")[1]
    assert sorted(pair["relation"] for pair in back["pairs"] if pair["relation"] != "same") == ["edited", "new"]
    assert hubdesk("charter", "compare", "Rules", "first", "newest")[0] == 2


def test_tags_follow_into_the_newest_edition_and_none_is_lost(hubdesk):
    for line in ("/1p1 as a year", "/1p2 why?", "/2p1 good", "/2 lamps"):
        hubdesk("note", "add", line, "--event", "Evening")
    on = ("--event", "Evening", "--json")
    hubdesk("charter", "import", hubdesk.new, "--title", "Rules")
    before = hubdesk("note", "list", *on)[1]
    code, found, _ = hubdesk("charter", "tags", *on)
    assert code == 0 and (found["kept"], found["changed"], found["detached"], found["moved"]) == (2, 1, 1, 0)
    assert hubdesk("note", "list", *on)[1] == before, "looking changes nothing"
    assert hubdesk("charter", "follow", *on)[1] == {"confirmed": 2, "waiting": 2}
    assert hubdesk("charter", "follow", "--tag", "1p1", *on)[1] == {"confirmed": 1, "waiting": 1}
    assert hubdesk("charter", "follow", "--tag", "1p2", "--to", "none", *on)[1] == {"confirmed": 1, "waiting": 0}
    states = {note["text"]: note["tags"][0]["state"] for note in hubdesk("note", "list", *on)[1]["notes"]}
    assert states == {"as a year": "changed", "why?": "detached", "good": "kept", "lamps": "kept"}
    (left,) = hubdesk("charter", "tags", *on)[1]["tags"]
    assert left["confirmed"] and left["was"] == "Nobody rows at night."
    for _ in range(3):
        assert hubdesk("undo")[0] == 0
    assert hubdesk("note", "list", *on)[1] == before
    assert hubdesk("charter", "follow", "--tag", "1p2", "--to", "9.9", *on[:2])[0] == 2
    assert hubdesk("charter", "follow", "--tag", "8", *on[:2])[0] == 2
    assert hubdesk("charter", "follow", "--tag", "1p2", "--to", "/2", *on)[1]["confirmed"] == 1
    told = hubdesk("charter", "tags", "--event", "Evening")[1].splitlines()
    assert "changed  1p1 > 1p1  1  Everybody may row." in told and len(told) == 3


def test_the_whole_and_what_is_missing_can_be_tagged_and_asked_for(hubdesk):
    for line in ("/0 good", "/1p0 oars", "/0p0 fish"):
        hubdesk("note", "add", line, "--event", "Evening")
    for section, text in (("0", "good"), ("1p0", "oars"), ("/0p0", "fish")):
        (found,) = hubdesk("note", "list", "--event", "Evening", "--section", section, "--json")[1]["notes"]
        assert (found["text"], found["tags"][0]["number"]) == (text, section.lstrip("/"))


def test_headings_that_come_with_the_program_are_used_and_a_text_follows(hubdesk):
    (outline,) = hubdesk("charter", "outline", "list", "--json")[1]["outlines"]
    assert "not ratified" in outline["notice"]
    hubdesk("event", "add", "Other")
    code, made, _ = hubdesk("charter", "outline", "use", outline["id"], "--event", "Other", "--json")
    assert code == 0 and made["sections"] == len(outline["headings"])
    hubdesk("note", "add", "/5.1 what is a hub?", "--event", "Other")
    code, text, _ = hubdesk("charter", "import", hubdesk.new, "--charter", made["charter"], "--json")
    assert code == 0 and text["charter"] == made["charter"]
    assert hubdesk("charter", "tags", "--event", "Other", "--json")[1]["detached"] == 1
    assert hubdesk("charter", "outline", "use", "nothing")[0] == 2


def test_a_part_without_a_place_is_placed_by_its_numbers(hubdesk, tmp_path):
    german = tmp_path / "old-de.md"
    german.write_text("# Regeln\n\n## Boote\n\nAlle.\n\nNiemand.\n\n### Lampen\n\nÖl wird geteilt.\n", "utf-8")
    files = ("charter", "import", hubdesk.old, str(german), "--title", "Rules", "--language", "en")
    code, _, told = hubdesk(*files, "--place", "de:1.1=7")
    assert code == 2 and "no place 7" in told and hubdesk("charter", "find", "Rules", "Boote")[1] == ""
    assert hubdesk(*files, "--place", "1.1=2")[0] == 2
    found = hubdesk(*files, "--json")[1]
    assert [(each["language"], each["number"]) for each in found["unmatched"]] == [("de", "1.1"), ("de", "1.1p1")]
    placed = hubdesk(*files, "--place", "de:1.1=2", "--json")[1]
    assert placed["unmatched"] == [] and placed["edition"] == found["edition"]
    assert hubdesk("charter", "find", "Rules", "geteilt", "--json")[1]["places"][0]["number"] == "2p1"
    moved = hubdesk(*files, "--place", "de:1.1=2", "--place", "de:1p1=1p2", "--json")[1]
    assert [(each["number"], each["text"]) for each in moved["unmatched"]] == [("1p2", "Niemand.")]
    places = hubdesk("charter", "find", "Rules", "Alle", "--json")[1]["places"]
    assert [(each["number"], each["text"]) for each in places] == [("1p2", "Alle.")]
