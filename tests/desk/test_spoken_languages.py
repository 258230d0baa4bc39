"""The language of a remark and of a text stays what somebody said it is, in everything that leaves."""

from pathlib import Path

import pytest

from hubdesk.desk import charters, events, exports, reports
from hubdesk.desk.desk import Desk
from hubdesk.i18n import say
from hubdesk.model.records import Note, Text
from tests.laid_open import pdf_words, raw

#: As people write a language, and as outputs do.
TAGS = {
    "be-tarask": "be-tarask",
    "sr-el": "sr-Latn",
    "zh-hant": "zh-Hant",
    "pt-BR": "pt-BR",
    "de-CH-1996": "de-CH-1996",
}


@pytest.fixture
def event(desk: Desk) -> str:
    """A gathering whose five remarks are in a language each."""
    event = events.create(desk, "Tea")
    found = charters.preview([("rules.md", b"# Boat rules\n\n## Boats\n\nRow.\n")], language="ca-valencia")
    charters.take(desk, found, event=event)
    with desk.action(say("Write in five languages")) as put:
        for number, language in enumerate(TAGS):
            put(Note, event=event, text=f"Tea {number}", language=language)
    return event


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "html"])
def test_data_and_web_pages_tell_it_whole(desk: Desk, event: str, form: str, tmp_path: Path) -> None:
    done = exports.export(desk, form, tmp_path / f"a.{form}", events=[event])
    told = b"\n".join(piece for path in done.paths for piece in raw(path)).decode("utf-8", "replace")
    wanted = [f'lang="{tag}"' if form == "html" else tag for tag in TAGS.values()]
    assert [tag for tag in wanted if tag not in told] == []


@pytest.mark.parametrize("form", ["notes", "markdown", "story"])
def test_texts_tell_it_whole(desk: Desk, event: str, form: str) -> None:
    made = reports.text(desk, [event], form, language="en")
    assert [tag for tag in TAGS.values() if f'lang="{tag}"' not in made.text + made.page] == []


@pytest.mark.parametrize("kind", ["conversation", "annex"])
def test_a_pdf_tells_it_whole(desk: Desk, event: str, kind: str, tmp_path: Path) -> None:
    made = reports.pdf(desk, [event], tmp_path / "a.pdf", language="en", kind=kind)
    told = b"\n".join(pdf_words(made.path)).decode("latin-1").replace("/Lang (", "/Lang(")
    assert [tag for tag in [*TAGS.values(), "ca-valencia"] if f"/Lang({tag})" not in told] == []


def test_a_report_takes_the_headings_of_the_nearest_language(desk: Desk) -> None:
    event = events.create(desk, "Tea")
    found = charters.preview([("rules.md", b"# Boat rules\n\n## Boats\n\nRow.\n")], language="en")
    charters.take(desk, found, event=event)
    with desk.action(say("Translate")) as put:
        for text in desk.read.all(Text):
            put(Text, section=text.section, edition=text.edition, language="zh-Hant", heading="船規")
    (document,) = reports.summary(desk, [event], language="zh").chapters
    assert {(one.heading.heading, one.heading.language) for one in document.findings} == {("船規", "zh-Hant")}
    assert document.document.title == "船規"
    (document,) = reports.summary(desk, [event], language="fr").chapters
    assert {one.heading.language for one in document.findings} == {"en"}
