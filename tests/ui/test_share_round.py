"""Two laptops that led one reading round apart are told by section, phase and time, as the Agenda tells them."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from hubdesk.desk import agenda, charters, exchange, merging, rounds
from hubdesk.desk.section_index import index
from hubdesk.ui.pages.share import SharePage
from hubdesk.ui.share.difference import Difference
from tests.ui.conftest import NOW
from tests.ui.sharing import an_evening, laptops

BYLAWS = b"# Boats\n\n## Purpose\n\nRow.\n\n## Members\n\nAll.\n"


@pytest.fixture
def laptop(tmp_path):
    yield from laptops(tmp_path / "laptops")


@pytest.fixture
def desk(laptop):
    return laptop("Amina")


def test_two_versions_of_a_reading_round_show_no_id_and_no_raw_time(laptop, desk, show, tmp_path) -> None:
    other = laptop("Bao")
    event = an_evening(desk)
    charters.take(desk, charters.preview([("boats.md", BYLAWS)], language="en"), event=event)
    item = agenda.add(desk, event, "Reading", minutes=20, type="reading round")
    wids = [index(desk, event).resolve(number) for number in ("1", "2")]
    agenda.edit(desk, item, sections=wids)
    kit = exchange.write_kit(desk, event, tmp_path / "kit.hubbundle")
    merging.open_kit(other, kit.path, kit.words)
    rounds.step(desk, item, at=NOW)
    for minute in range(1, 6):
        rounds.step(other, item, at=NOW + timedelta(minutes=minute))
    merging.absorb(desk, [exchange.write_bundle(other, event, "team", tmp_path / "bao.hubbundle").path])
    page = show(SharePage, event)
    (split,) = page.versions.splits
    assert {"phase", "focus", "phase_started"} <= {each.field for each in split.versions}
    told = "\n".join(each.text() for each in page.versions.findChildren(QLabel))
    told += "\n".join(each.toPlainText() for each in page.versions.findChildren(Difference))
    for raw in (*wids, "phase_started", "2026-", "silent"):
        assert raw not in told
    for words in ("Purpose", "Members", "Reading aloud", "Silent minutes", "Step began"):
        assert words in told
