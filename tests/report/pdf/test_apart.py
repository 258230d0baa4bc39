"""Long reports made in a process of their own: the same file, stopped at once, and no half file whatever happens."""

import multiprocessing
from pathlib import Path

import pytest

from hubdesk.errors import Cancelled, HubDeskError
from hubdesk.report.pdf import annex, apart, conversation
from hubdesk.report.pdf.printing import printing
from hubdesk.report.summary import Summary, summarize
from tests.report.material import material, note
from tests.report.pdf.reported import full

LOOK = printing(paper="letter")


def long(remarks: int) -> Summary:
    words = "How local groups decide what becomes of their hubs, and who answers for it. "
    notes = [note(n, f"{n} {words * (1 + n % 3)}", tags=(f"w{1 + n % 4}",)) for n in range(1, remarks + 1)]
    return summarize(material("en", notes=notes))


@pytest.mark.parametrize(("make", "language"), [(conversation.write, "ar"), (annex.write, "de")])
def test_the_file_is_the_same_as_from_this_process(make: apart.Write, language: str, tmp_path: Path) -> None:
    summary = summarize(full(language))
    beats: list[tuple[int, int]] = []
    pages = apart.write_apart(
        make, summary, tmp_path / "new" / "a.pdf", printing=LOOK, report=lambda *told: beats.append(told)
    )
    assert pages == make(summary, tmp_path / "b.pdf", printing=LOOK)
    assert (tmp_path / "new" / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert beats and not multiprocessing.active_children()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.pdf", "b.pdf", "new"]


def test_somebody_can_stop_it_and_an_older_file_stays(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"older")

    def stop(done: int, total: int) -> None:
        if total:  # pages are being laid out
            raise Cancelled

    with pytest.raises(Cancelled):
        apart.write_apart(conversation.write, long(3_000), out, printing=LOOK, report=stop)
    assert not multiprocessing.active_children()
    assert out.read_bytes() == b"older" and [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_process_that_dies_is_told_in_three_sentences_and_leaves_no_half_file(tmp_path: Path) -> None:
    def kill(done: int, total: int) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    with pytest.raises(HubDeskError) as caught:
        apart.write_apart(conversation.write, long(20), tmp_path / "a.pdf", printing=LOOK, report=kill)
    assert caught.value.code == "report-process" and all(caught.value.told())
    assert not list(tmp_path.iterdir())


def test_a_folder_that_takes_no_file_is_told_as_everywhere(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(HubDeskError) as caught:
        apart.write_apart(conversation.write, long(1), tmp_path / "file" / "a.pdf", printing=LOOK)
    assert caught.value.code == "write"


def test_only_long_reports_are_made_apart(tmp_path: Path) -> None:
    summary = long(300)
    for make in (conversation.write, annex.write):
        pages = apart.write(make, summary, tmp_path / "a.pdf", printing=LOOK)
        assert pages / 1.6 <= apart.pages_about(summary) <= pages * 1.6
    started: list[int] = []
    apart.write(
        annex.write, summary, tmp_path / "a.pdf", printing=LOOK, many=apart.pages_about(summary),
        report=lambda *told: started.append(len(multiprocessing.active_children())),
    )  # fmt: skip
    assert 1 in started
