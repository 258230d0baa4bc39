"""The unfinished line: on the disk whatever else goes on, and back as it was."""

import os
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.desk.drafts import Drafts, HalfTyped

KEY, OTHER = b"k" * 48, b"o" * 48


def test_a_draft_does_not_wait_for_a_long_merge(desk, tmp_path) -> None:
    done = threading.Event()
    desk.submit(done.wait)
    drafts, file = Drafts(tmp_path / "drafts"), tmp_path / "drafts" / "e.json"
    drafts.keep("e", HalfTyped("half a sentence"))
    until = time.monotonic() + 10
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.01)
    done.set()
    assert Drafts(tmp_path / "drafts").found("e") == HalfTyped("half a sentence")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_draft_is_for_its_owner_only(tmp_path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("e", HalfTyped("half a sentence"))
    drafts.finish()
    assert (tmp_path / "e.json").stat().st_mode & 0o777 == 0o600


@given(text=st.text(max_size=80), parent=st.text("0123456789abcdef", max_size=32))
@settings(max_examples=25, deadline=None)
def test_a_draft_comes_back_as_it_was(tmp_path_factory, text: str, parent: str) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    line = HalfTyped(text, parent, "internal")
    for key in (None, KEY):
        Drafts(folder, lambda work: work(), key=key).keep("e", line)
        expected = line if text.strip() else HalfTyped()
        assert Drafts(folder, lambda work: work(), key=key).found("e") == expected


def test_a_draft_is_not_written_twice_and_nothing_is_left_beside(tmp_path) -> None:
    works: list[object] = []
    drafts = Drafts(tmp_path, lambda work: works.append(work()))
    for _ in range(3):
        drafts.keep("e", HalfTyped("same"))
    assert len(works) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["e.json"]


def test_a_closed_workspace_costs_the_draft_only(tmp_path) -> None:
    def closed(_work: object) -> None:
        raise RuntimeError("cannot schedule new futures after shutdown")

    drafts = Drafts(tmp_path, closed)
    drafts.keep("e", HalfTyped("text"))
    assert drafts.found("e") == HalfTyped("text")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"text": 3, "parent": "", "visibility": ""}', "[" * 50_000, "nul\0"]
)
def test_a_damaged_draft_is_no_draft(tmp_path, content: str) -> None:
    (tmp_path / "e.json").write_text(content, "utf-8")
    assert Drafts(tmp_path, lambda work: work()).found("e") == HalfTyped()


def test_beside_a_locked_workspace_a_draft_is_sealed_and_what_does_not_open_is_none(tmp_path) -> None:
    Drafts(tmp_path, lambda work: work(), key=KEY).keep("e", HalfTyped("half a sentence"))
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    assert b"half" not in content and b"text" not in content
    for key in (None, OTHER):
        assert Drafts(tmp_path, key=key).found("e") == HalfTyped()
    for altered in (content[:-1], bytes([content[0] ^ 1]) + content[1:], b"", b'{"text": "plain"}'):
        file.write_bytes(altered)
        assert Drafts(tmp_path, key=KEY).found("e") == HalfTyped()


def test_a_draft_on_a_full_disk_costs_the_draft_only(tmp_path) -> None:
    folder = tmp_path / "a file"
    folder.write_text("x")
    Drafts(folder, lambda work: work()).keep("e", HalfTyped("text"))


def test_an_emptied_line_leaves_no_file(tmp_path) -> None:
    drafts = Drafts(tmp_path, lambda work: work())
    line = HalfTyped("text \ud83d\ude42".encode("utf-16", "surrogatepass").decode("utf-16"), "p", "internal")
    drafts.keep("e", line)
    assert drafts.found("e") == line
    drafts.keep("e", HalfTyped())
    assert list(tmp_path.iterdir()) == []
