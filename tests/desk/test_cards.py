"""Recipient cards: kept for sealing, trusted only when asked, put away, shown as a code and on paper."""

import pypdfium2
import pytest

from hubdesk.bundle.card import parse_card
from hubdesk.desk import cards, exchange, merging, notes
from hubdesk.errors import Refused, Usage
from tests.desk.laptops import an_evening


@pytest.fixture
def event(team):
    return an_evening(team)


@pytest.fixture
def hub(team):
    return cards.write(team["hub"], team.folder / "hub.hubkey")


def from_hub(team, event):
    """Return a file of the hub about the event, which it has taken in on its own."""
    plain = exchange.write_bundle(team["aisha"], event, "team", team.folder / "plain.hubbundle", plain=True)
    merging.absorb(team["hub"], [plain.path], trust=True)
    notes.add(team["hub"], event, "from the hub")
    return exchange.write_bundle(team["hub"], event, "team", team.folder / "hub.hubbundle", plain=True).path


def test_a_card_is_kept_trusted_and_put_away_and_each_step_undone(team, event, hub):
    desk, file = team["aisha"], from_hub(team, event)
    found = cards.look(desk, hub)
    assert found.card.name == "hub" and found.words == exchange.spoken_words(team["hub"]) and cards.kept(desk) == []
    cards.keep(desk, found.card)
    assert [(one.card, one.trusted) for one in cards.kept(desk)] == [(found.card, False)]
    assert merging.absorb(desk, [file], dry_run=True).quarantined > 0
    cards.keep(desk, found.card, trust=True)
    assert merging.absorb(desk, [file], dry_run=True).quarantined == 0
    cards.remove(desk, found.card.key)
    assert cards.kept(desk) == [] and merging.absorb(desk, [file], dry_run=True).quarantined > 0
    desk.undo()
    assert cards.meant(desk, "hub").trusted and cards.meant(desk, found.card.key[:4]).trusted
    desk.undo()
    assert not cards.meant(desk, "hub").trusted
    for wrong in ("", "nobody", found.card.key[:3]):
        with pytest.raises(Usage):
            cards.meant(desk, wrong)


def test_a_kept_card_seals_without_its_file(team, event, hub):
    desk = team["aisha"]
    cards.keep(desk, cards.look(desk, hub).card)
    hub.unlink()
    (one,) = cards.kept(desk)
    done = exchange.write_bundle(desk, event, "upload", team.folder / "u.hubbundle", to=[one.card])
    assert done.readers[0] == "hub" and merging.inspect(team["hub"], done.path).title == "Evening"
    with pytest.raises(Refused):
        merging.inspect(team["stranger"], done.path)


def test_a_forged_card_is_not_kept(team, hub):
    hub.write_bytes(hub.read_bytes().replace(b'"hub"', b'"hug"'))
    with pytest.raises(Refused) as refusal:
        cards.look(team["aisha"], hub)
    assert refusal.value.kept.read_bytes() == hub.read_bytes()


def test_the_code_and_the_paper_say_the_card(team, tmp_path):
    desk = team["hub"]
    rows = cards.modules(desk)
    assert len(rows) == len(rows[0]) and rows[0][:7] == (True,) * 7
    paper = cards.paper(desk, tmp_path / "card.pdf", language="en")
    text = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range()
    assert "hub" in text and exchange.spoken_words(desk).split()[0] in text
    assert parse_card(cards.own(desk)).name == "hub"
