"""Photos that may be published: as description pages for Wikimedia Commons, and in the report."""

import subprocess
from pathlib import Path

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.desk import attachments, events, exports, gallery, reports
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.report import photos
from hubdesk.report.wikitext_photos import Photo, posts
from tests.desk.conftest import START
from tests.desk.test_attachments import GOOD
from tests.photographs import CANARY, PDF, jpeg

HOSTILE = "{{Delete}} [[User:Ana]] | author = me }} ~~~~ '''x''' <!-- & File:../../etc -->"


@pytest.fixture
def event(desk: Desk, tmp_path: Path) -> str:
    """A gathering with one photo that may be published, one that may not, and a receipt."""
    made = events.create(desk, "Evening / at: the “mill”", start=START)
    (tmp_path / "a.jpg").write_bytes(jpeg(seed=1))
    (tmp_path / "b.jpg").write_bytes(jpeg(seed=2))
    (tmp_path / "c.pdf").write_bytes(PDF)
    attachments.add(desk, made, tmp_path / "a.jpg", caption="The hall", **GOOD)
    attachments.add(desk, made, tmp_path / "b.jpg", caption="Only for us", **GOOD | {"shown": ""})
    attachments.add(desk, made, tmp_path / "c.pdf", sort="receipt", **GOOD)
    return made


def test_pages_and_photos_lie_side_by_side_under_their_names_there(desk: Desk, event: str, tmp_path: Path) -> None:
    done = exports.export(desk, "commons", tmp_path / "out" / "photos.wiki.txt", events=[event])
    page, photo = done.paths
    assert done.targets == {photo: f"File:{photo.name}"}
    assert photo.name == "Evening at the “mill”, The hall, 2026-10-01 1.jpg"
    assert photos.is_bare(photo.read_bytes()) and CANARY not in photo.read_bytes()
    told = page.read_text("utf-8")
    assert told.startswith(f"<!-- File:{photo.name} -->\n") and "Only for us" not in told
    (information,) = mwparserfromhell.parse(told).filter_templates(matches="Information")
    assert information.get("description").value.strip() == "The hall"
    assert information.get("date").value.strip() == "2026-10-01"
    assert information.get("author").value.strip() == "A. Photographer"
    names = [str(one.name).strip() for one in mwparserfromhell.parse(told).filter_templates()]
    assert {"cc-by-sa-4.0", "personality rights"} <= set(names)


def test_without_a_photo_that_may_be_published_nothing_is_written(desk: Desk, event: str, tmp_path: Path) -> None:
    (one,) = attachments.publishable(desk, event)
    attachments.describe(desk, one.id, shown="")
    with pytest.raises(HubDeskError):
        exports.export(desk, "commons", tmp_path / "out" / "photos.wiki.txt", events=[event])
    assert not (tmp_path / "out").exists()


def test_what_a_file_will_hold_is_told_before(desk: Desk, event: str) -> None:
    assert [(each.one, each.n) for each in exports.contents(desk, "commons", [event])] == [
        ("{n} photo with its description page", 1),
        ("{n} photo may not be published yet.", 1),
    ]


WORDS = st.one_of(st.just(HOSTILE), st.text(max_size=60))


@given(WORDS, WORDS, WORDS, WORDS)
def test_words_of_people_mean_nothing_to_the_wiki(caption: str, credit: str, title: str, day: str) -> None:
    post, other = posts([Photo(title, caption, credit, "cc-zero", day, people=False)] * 2, "en")
    assert post.page != other.page
    code = mwparserfromhell.parse(post.text)
    names = [str(one.name).strip() for one in code.filter_templates()]
    assert names == ["int:filedesc", "Information", "int:license-header", "cc-zero"]
    assert not code.filter_wikilinks() and not code.filter_tags() and not code.filter_comments()
    (information,) = code.filter_templates(matches="Information")
    keys = [str(each.name).strip() for each in information.params]
    assert keys == ["description", "date", "source", "author", "permission"]
    assert post.page.startswith("File:") and post.page.endswith(".jpg")
    assert not set(post.page.removeprefix("File:")) & set('\\/:*?"<>|[]{}#\n') and "--" not in post.page


def test_the_report_shows_those_alone_with_words_for_who_does_not_see_them(
    desk: Desk, event: str, tmp_path: Path
) -> None:
    reports.pdf(desk, [event], tmp_path / "report.pdf", language="en", as_of=START)
    told = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert "The hall · A. Photographer · CC BY-SA 4.0" in " ".join(told.split()) and "Only for us" not in told
    raw = (tmp_path / "report.pdf").read_bytes()
    assert raw.count(b"/DCTDecode") == 1
    reports.pdf(desk, [event], tmp_path / "again.pdf", language="en", as_of=START)
    assert (tmp_path / "again.pdf").read_bytes() == raw


def test_a_photo_that_cannot_be_drawn_leaves_its_place_and_is_listed(desk: Desk, event: str, tmp_path: Path) -> None:
    (one,) = gallery.pictured(desk, [event])
    with desk.store.log.transaction():
        desk.store.connection.execute("update blob set data = x'ffd8ffe0' where data = ?", (whole(desk, event),))
    reports.pdf(desk, [event], tmp_path / "report.pdf", language="en", as_of=START)
    told = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert "[Here a photo is missing]" in told and "Photos that could not be drawn: 1" in told
    assert one.caption in told


def whole(desk: Desk, event: str) -> bytes:
    return attachments.data(desk, attachments.publishable(desk, event)[0].id)
