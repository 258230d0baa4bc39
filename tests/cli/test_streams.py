"""`--out -`: the bytes on standard output, or a clear refusal, and never a file of that name."""

import json
from pathlib import Path

import pytest

from hubdesk.cli.main import run

STREAMED = (
    ("report", "pdf", "Evening", "--language", "en"),
    ("report", "text", "Evening", "--form", "notes", "--language", "en"),
    *(("export", "--form", form, "--event", "Evening", "--as-of", "2026-10-02") for form in ("json", "xlsx", "html")),
    ("key", "card"),
)
ON_DISK = (
    ("export", "--form", "csv", "--event", "Evening"),
    ("export", "--form", "all"),
    ("bundle", "write", "--event", "Evening", "--for", "team"),
    ("kit", "write", "Evening"),
    ("expense", "table", "Evening"),
    ("demo", "--no-pictures"),
)


@pytest.fixture
def hubdesk(tmp_path, monkeypatch, capfdbinary):
    """Return a function that runs one command in an empty folder: (exit code, bytes, messages)."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def call(*words: str):
        capfdbinary.readouterr()
        code = run(["--data-dir", str(tmp_path / "a"), *words])
        return code, *capfdbinary.readouterr()

    assert call("event", "add", "Evening")[0] == 0
    assert call("note", "add", "Write to amina@example.org", "--event", "Evening")[0] == 0
    return call


@pytest.mark.parametrize("words", STREAMED, ids=" ".join)
def test_bytes_and_nothing_else_stand_on_standard_output(hubdesk, words):
    code, out, err = hubdesk(*words, "--out", "-")
    assert code == 0 and not list(Path().iterdir())
    assert hubdesk(*words, "--out", "file")[0] == 0
    written = Path("file").read_bytes()
    assert out == written or (words[1] == "pdf" and out[:5] == b"%PDF-" and out.endswith(b"%%EOF\n"))
    assert words[0] == "key" or b"1 note" in err
    if "json" in words or words[0] == "key":
        json.loads(out)


@pytest.mark.parametrize("words", [*STREAMED[:1], *STREAMED[2:4], ON_DISK[0]], ids=" ".join)
def test_no_name_is_the_name_of_no_file(hubdesk, words):
    code, out, err = hubdesk(*words, "--out", "")
    assert (code, out, len(err.splitlines())) == (1, b"", 3) and not list(Path().iterdir())


@pytest.mark.parametrize("words", STREAMED, ids=" ".join)
def test_standard_output_takes_the_file_or_the_json(hubdesk, words):
    code, out, err = hubdesk(*words, "--out", "-", "--json")
    assert (code, out, len(err.splitlines())) == (2, b"", 3) and not list(Path().iterdir())


@pytest.mark.parametrize("words", ON_DISK, ids=" ".join)
def test_what_must_lie_on_a_disk_is_no_stream(hubdesk, words):
    code, out, err = hubdesk(*words, "--out", "-")
    assert (code, out, len(err.splitlines())) == (2, b"", 3) and not list(Path().iterdir())


def test_a_file_may_still_be_called_so(hubdesk):
    assert hubdesk("key", "card", "--out", "./-")[0] == 0 and Path("-").is_file()
