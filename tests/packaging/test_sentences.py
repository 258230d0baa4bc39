"""How sentences come from the program to its translators, and how their work survives the next collection."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("hubdesk_sentences", ROOT / "packaging" / "sentences.py")
assert _spec is not None and _spec.loader is not None
sentences = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sentences)

PROGRAM = '''"""A program."""
from hubdesk.i18n import count, say

def f(n, name, data):
    # TRANSLATORS: the name of a person
    # and nothing else.
    one = say("Hello {name}", name=name)
    two = count(n, "{n} page", "{n} pages")
    lines = data.count(b"\\n") + "text".count("t")
    return one, two, say("Joined " "in two"), say(name)
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hubdesk").mkdir()
    (tmp_path / "hubdesk" / "a.py").write_text(PROGRAM, "utf-8")
    return tmp_path


def collected(folder: Path) -> bytes:
    data = sentences.written(sentences.collect(folder / "hubdesk", folder, "0.1.0"))
    assert isinstance(data, bytes)
    return data


def test_sentences_and_plurals_are_found_and_calls_of_other_things_are_not() -> None:
    assert [(one, many) for _, one, many in sentences.spoken(PROGRAM)] == [
        ("Hello {name}", ""),
        ("{n} page", "{n} pages"),
        ("Joined in two", ""),
    ]


def test_headings_of_forms_are_collected_too(folder: Path) -> None:
    (folder / "resources" / "grants").mkdir(parents=True)
    form = '{"name": "Fund", "parts": [{"heading": "Part", "questions": [{"heading": "What was done"}]}]}'
    (folder / "resources" / "grants" / "fund.json").write_text(form, "utf-8")
    data = collected(folder)
    assert all(f'msgid "{text}"'.encode() in data for text in ("Fund", "Part", "What was done"))
    assert b"#: resources/grants/fund.json" in data


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(min_size=1).filter(str.strip))
def test_a_sentence_comes_out_as_it_went_in(one: str, many: str) -> None:
    many = many.encode("utf-8", "ignore").decode()
    source = f"x = say({one!r})\ny = count(3, {one!r}, {many!r})\n"
    assert [(a, b) for _, a, b in sentences.spoken(source)] == [(one, ""), (one, many)]


def test_the_template_names_the_file_the_note_and_the_holes(folder: Path) -> None:
    (folder / "i18n.pot").write_bytes(collected(folder))
    found = {entry.msgid: entry for entry in polib.pofile(str(folder / "i18n.pot"))}
    assert set(found) == {"Hello {name}", "{n} page", "Joined in two"}
    hello = found["Hello {name}"]
    assert hello.occurrences == [("hubdesk/a.py", "")]
    assert hello.comment.split("\n") == ["TRANSLATORS: the name of a person", "and nothing else."]
    assert "python-brace-format" in hello.flags
    assert found["{n} page"].msgid_plural == "{n} pages"


def test_collecting_twice_changes_nothing(folder: Path) -> None:
    pot = folder / "i18n" / "hubdesk.pot"
    assert sentences.put(pot, collected(folder))
    before = pot.stat().st_mtime_ns
    later = collected(folder).replace(b"POT-Creation-Date: 2", b"POT-Creation-Date: 3")
    assert not sentences.put(pot, later)
    assert pot.stat().st_mtime_ns == before


@pytest.fixture
def german(folder: Path) -> Path:
    path = folder / "i18n" / "de" / "LC_MESSAGES" / "hubdesk.po"
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
        "X-Reviewed-By": "Erika Beispiel",
    }
    catalogue.append(polib.POEntry(msgid="Hello {name}", msgstr="Hallo {name}"))
    catalogue.append(polib.POEntry(msgid="No longer said", msgstr="Nicht mehr gesagt"))
    catalogue.save(str(path))
    return path


def test_a_translation_takes_in_what_is_new_and_loses_nothing(folder: Path, german: Path) -> None:
    template = polib.pofile(collected(folder).decode())
    assert sentences.update(german, template) == (1, 3)
    after = polib.pofile(str(german))
    assert after.metadata["X-Reviewed-By"] == "Erika Beispiel"
    assert after.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert [entry.msgid for entry in after if not entry.obsolete] == [entry.msgid for entry in template]
    hello = after.find("Hello {name}")
    assert hello is not None and hello.msgstr == "Hallo {name}" and not hello.fuzzy
    assert [(entry.msgid, entry.msgstr) for entry in after.obsolete_entries()] == [
        ("No longer said", "Nicht mehr gesagt")
    ]
    fresh = after.find("Joined in two")
    assert fresh is not None and fresh.msgstr == "" and not fresh.fuzzy, "nothing is guessed"


def test_updating_twice_changes_nothing(folder: Path, german: Path) -> None:
    template = polib.pofile(collected(folder).decode())
    sentences.update(german, template)
    before = german.read_bytes()
    assert sentences.update(german, template) == (1, 3)
    assert german.read_bytes() == before


@pytest.mark.parametrize("rule", ["nplurals=1; plural=0;", "nplurals=3; plural=n%3;", "nplurals=6; plural=n%6;"])
def test_every_language_has_as_many_forms_as_its_header_says(folder: Path, german: Path, rule: str) -> None:
    catalogue = polib.pofile(str(german))
    catalogue.metadata["Plural-Forms"] = rule
    catalogue.append(polib.POEntry(msgid="{n} page", msgid_plural="{n} pages", msgstr_plural={0: "{n}页"}))
    catalogue.save(str(german))
    done, _ = sentences.update(german, polib.pofile(collected(folder).decode()))
    pages = polib.pofile(str(german)).find("{n} page")
    assert pages is not None
    number = int(rule[9])
    assert pages.msgstr_plural == {0: "{n}页"} | dict.fromkeys(range(1, number), "")
    assert done == (2 if number == 1 else 1), "a sentence is translated when no form is missing"


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")
def test_the_reference_judge_accepts_what_is_written(folder: Path, german: Path) -> None:
    sentences.update(german, polib.pofile(collected(folder).decode()))
    command = ["msgfmt", "-c", "--check-format", "-o", str(folder / "out.mo"), str(german)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_program_itself_can_be_collected() -> None:
    template = sentences.collect(ROOT / "hubdesk", ROOT, "0.1.0")
    assert "Nothing was changed." in template
