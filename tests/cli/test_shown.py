"""What commands show people rather than scripts."""

import argparse
from collections.abc import Iterator

import pytest

from hubdesk.cli.main import parser
from hubdesk.i18n import read_by, say, words
from tests.cli.test_commands import evening as evening
from tests.cli.test_commands import hubdesk as hubdesk


def verbs(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    below = [each for each in of._actions if isinstance(each, argparse._SubParsersAction)]
    if not below:
        yield of
    for each in below:
        for verb in each.choices.values():
            yield from verbs(verb)


def test_help_says_what_each_option_of_every_verb_is_for():
    of_all = [(verb.prog, each) for verb in verbs(parser()) for each in verb._actions if each.option_strings]
    assert len(of_all) > 300
    assert [f"{prog} {each.option_strings[0]}" for prog, each in of_all if not (each.help or "").strip()] == []


def test_what_is_shown_to_people_is_no_python(evening, tmp_path):
    out = evening("event", "show", "Evening")[1]
    assert "languages: ar\n" in out and "sensitive: no\n" in out and "counts: registered 0, here 0" in out
    file = str(tmp_path / "team.hubbundle")
    evening("bundle", "write", "--event", "Evening", "--for", "team", "--out", file)
    assert "sealed: no\n" in evening("bundle", "inspect", file)[1]
    code, facts, err = evening("bundle", "verify", file)
    assert code == 0 and int(facts) > 0 and err == "Every byte and every signature is right.\n"


@pytest.mark.parametrize("name", ["two\nlines", "red \x1b[31m", "para\u2029graph"])
def test_a_name_in_a_message_stays_on_its_line_and_steers_no_terminal(evening, name):
    for asked in (("people", "import", name, "--event", "Evening"), ("event", "show", name)):
        code, _, err = evening(*asked)
        assert code in (1, 2) and len(err.splitlines()) == 3 and "\x1b" not in err


def test_two_dashes_with_a_sign_between_are_words_of_a_note(evening):
    code, made, _ = evening("note", "add", "--event", "Evening", "--json", "--", "--what=--")
    assert code == 0 and made["text"] == "--what=--"


def test_a_workspace_that_cannot_be_moved_there_is_told_to_stay(evening, tmp_path):
    code, _, err = evening("move", "--to", str(tmp_path / ("n" * 300)))
    assert code == 1 and err.startswith("The workspace could not be copied to that folder.")
    assert evening("event", "show", "Evening")[0] == 0


def test_a_name_that_no_file_can_have_is_told_and_no_fault(evening):
    code, _, err = evening("restore", "n" * 5_000)
    assert code == 1 and err.startswith("The file cannot be read: n") and len(err.splitlines()) == 3


@pytest.mark.parametrize("tag", ["x" * 200_000, "../../x", "en_" + "abcdefgh_" * 40, "a/b", "."])
def test_a_language_that_is_none_has_no_catalogue(evening, tag):
    evening("people", "add", "Olga", "--event", "Evening")
    code, _, err = evening("people", "consent", "Olga", "--event", "Evening", "--in", tag)
    assert code in (0, 2) and "fault" not in err
    assert words(tag)(say("Notes")) == "Notes" and read_by(tag) is None
