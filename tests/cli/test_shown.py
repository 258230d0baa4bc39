"""What commands show people rather than scripts."""

import argparse
from collections.abc import Iterator

import pytest

from hubdesk.cli.main import parser
from tests.cli.test_commands import evening as evening
from tests.cli.test_commands import hubdesk as hubdesk

DAILY = ("event", "kit", "people", "attendance", "charter", "note", "report", "export", "bundle", "outbox")


def verbs(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    below = [each for each in of._actions if isinstance(each, argparse._SubParsersAction)]
    if not below:
        yield of
    for each in below:
        for verb in each.choices.values():
            yield from verbs(verb)


@pytest.mark.parametrize("noun", DAILY)
def test_help_says_what_each_option_is_for(noun):
    (nouns,) = (each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    for verb in verbs(nouns.choices[noun]):
        assert [each.option_strings for each in verb._actions if each.option_strings and not each.help] == [], verb.prog


def test_what_is_shown_to_people_is_no_python(evening, tmp_path):
    out = evening("event", "show", "Evening")[1]
    assert "languages: ar\n" in out and "sensitive: no\n" in out and "counts: registered 0, here 0" in out
    file = str(tmp_path / "team.hubbundle")
    evening("bundle", "write", "--event", "Evening", "--for", "team", "--out", file)
    assert "sealed: no\n" in evening("bundle", "inspect", file)[1]
    code, facts, err = evening("bundle", "verify", file)
    assert code == 0 and int(facts) > 0 and err == "Every byte and every signature is right.\n"
