"""What commands show people rather than scripts."""

from tests.cli.test_commands import evening as evening
from tests.cli.test_commands import hubdesk as hubdesk


def test_what_is_shown_to_people_is_no_python(evening, tmp_path):
    out = evening("event", "show", "Evening")[1]
    assert "languages: ar\n" in out and "sensitive: no\n" in out and "counts: registered 0, here 0" in out
    file = str(tmp_path / "team.hubbundle")
    evening("bundle", "write", "--event", "Evening", "--for", "team", "--out", file)
    assert "sealed: no\n" in evening("bundle", "inspect", file)[1]
    code, facts, err = evening("bundle", "verify", file)
    assert code == 0 and int(facts) > 0 and err == "Every byte and every signature is right.\n"
