"""Files on their way to their place: beside it, and nothing of an interrupted program stays there for ever."""

import os
import time
from pathlib import Path

import pytest

from hubdesk import paths
from hubdesk.desk import files
from hubdesk.errors import HubDeskError


def test_what_was_interrupted_long_ago_goes_and_what_is_being_written_stays(tmp_path):
    target = tmp_path / "a [1].csv"
    old, young, others = paths.beside(target), paths.beside(target), paths.beside(tmp_path / "a 1.csv")
    folder = paths.beside(target)
    folder.mkdir()
    for path in (old, young, others, folder / "half"):
        path.write_bytes(b"half")
    for path in (old, others, folder):
        os.utime(path, (time.time() - 7200,) * 2)
    new = paths.beside(target)
    assert new not in (old, young, folder) and new.parent == tmp_path
    assert {path.name for path in tmp_path.iterdir()} == {young.name, others.name}


def test_a_name_of_the_greatest_length_can_be_written_beside(tmp_path):
    target = tmp_path / ("n" * 251 + ".csv")
    beside = paths.beside(target)
    beside.write_bytes(b"whole")
    paths.put(beside, target)
    assert target.read_bytes() == b"whole"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_or_device_is_never_replaced_by_a_file(tmp_path):
    target = tmp_path / "out.pdf"
    os.mkfifo(target)
    with pytest.raises(HubDeskError, match="write"):
        files.write(target, b"words")
    assert target.is_fifo() and list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["", ".", "/", "f" * 300 + "/a.pdf", "f" * 300])
def test_what_can_be_no_file_is_told_and_nothing_is_left(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(HubDeskError, match="write"):
        files.write(Path(name), b"words")
    assert not list(tmp_path.iterdir())
