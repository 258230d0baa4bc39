"""Two editions are compared place by place and word by word, in every language that they have."""

import pytest

from hubdesk.desk import charters, comparing
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.wording import changes
from tests.desk.conftest import Clock

OLD = b"# Rules\n\n## Boats\n\nEverybody may row.\n\nNobody rows at night.\n\n## Lamps\n\nOil is shared.\n"
NEW = b"# Rules\n\n## Boats\n\nEverybody may row and sail.\n\n## Lamps\n\nOil is shared.\n\nBring a wick.\n"
ARABIC = (
    "---\nlanguage: ar\n---\n# القواعد\n\n## القوارب\n\nللجميع أن يجدفوا.\n\nلا أحد يجدف ليلا.\n\n"
    "## المصابيح\n\nالزيت مشترك.\n"
)


@pytest.fixture
def rules(desk: Desk, clock: Clock) -> charters.Imported:
    charters.take(desk, charters.preview([("rules.md", OLD), ("ar.md", ARABIC.encode())], language="en"))
    clock.pass_(days=1)
    arabic = ARABIC.replace("الزيت مشترك", "الزيت للجميع").encode()
    return charters.take(desk, charters.preview([("rules.md", NEW), ("ar.md", arabic)], language="en"))


def both(desk: Desk, charter: str) -> comparing.Comparison:
    old, new = (comparing.edition_of(desk, charter, name).id for name in ("oldest", "newest"))
    return comparing.compared(desk, charter, old, new)


def test_every_place_has_its_words_then_and_now(desk: Desk, rules: charters.Imported) -> None:
    found = both(desk, rules.charter)
    told = {
        row.pair.relation: (row.words("en", old=True), row.words("en", old=False))
        for row in found.rows
        if row.pair.relation != "same"
    }
    assert told == {
        "edited": ("Everybody may row.", "Everybody may row and sail."),
        "new": ("", "Bring a wick."),
        "removed": ("Nobody rows at night.", ""),
    }
    assert found.languages == ("en", "ar")
    assert [piece.words for piece in changes(*told["edited"]) if piece.way == "came"] == [" and sail"]


def test_a_translation_that_alone_changed_is_told_in_its_language(desk: Desk, rules: charters.Imported) -> None:
    found = both(desk, rules.charter)
    in_arabic = {row.words("ar", old=True): row.words("ar", old=False) for row in found.changed("ar")}
    assert in_arabic["الزيت مشترك."] == "الزيت للجميع."
    assert "Oil is shared." not in {row.words("en", old=True) for row in found.changed("en")}


def test_editions_are_named_by_id_revision_label_and_age(desk: Desk, rules: charters.Imported) -> None:
    newest = charters.editions(desk, rules.charter)[0]
    for name in (newest.id, newest.id[:8], "newest"):
        assert comparing.edition_of(desk, rules.charter, name) == newest
    for name in ("nothing", "", newest.id[:2]):
        with pytest.raises(Usage):
            comparing.edition_of(desk, rules.charter, name)
    with pytest.raises(Usage, match="ambiguous"):
        comparing.edition_of(desk, rules.charter, "Rules")


def test_an_edition_that_is_gone_is_said(desk: Desk, rules: charters.Imported) -> None:
    with pytest.raises(HubDeskError):
        comparing.compared(desk, rules.charter, "0" * 32, rules.edition)
