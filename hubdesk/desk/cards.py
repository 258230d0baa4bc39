"""Recipient cards: who can be sent sealed files, and whose work is taken in without asking."""

from dataclasses import dataclass
from pathlib import Path

from hubdesk.bundle import card, passphrase
from hubdesk.bundle.card import Card as Card
from hubdesk.desk import fonts, membership, refused
from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields
from hubdesk.errors import Usage, unwritten
from hubdesk.i18n import say, words
from hubdesk.model.clock import derived_id
from hubdesk.model.records import Secret


@dataclass(frozen=True, slots=True)
class Kept:
    """A card that is kept here: its six words, and whether its holder's work is taken in without asking."""

    card: Card
    words: str
    trusted: bool


def own(desk: Desk) -> bytes:
    """Return this laptop's card: who has it can seal files for this laptop. It is not secret."""
    author = desk.author
    return card.card_bytes(author.name or author.laptop, author.recipient, author.key, author.sign)


def write(desk: Desk, out: Path) -> Path:
    """Write this laptop's card into a file."""
    card.write_card(out, own(desk))
    return out


def modules(desk: Desk) -> tuple[tuple[bool, ...], ...]:
    """Return the QR code of this laptop's card, row by row, true where it is dark."""
    return card.modules(own(desk))


def look(desk: Desk, file: Path) -> Kept:
    """Return what a card says, without keeping it. Refused for what is no card."""
    with refused.kept(desk, file):
        found = card.read_card(file)
    return Kept(found, passphrase.spoken(found.key, "en"), any(one.trusted for one in kept(desk) if one.card == found))


def keep(desk: Desk, found: Card, *, trust: bool = False, origin: object = None) -> None:
    """Keep a card, so that upload files can be sealed for its holder; with `trust` their work is taken in too."""
    if trust:
        label = say("Trust the card of {name}", name=found.name)
    else:
        label = say("Keep the card of {name}", name=found.name)
    fields: Fields = {"purpose": membership.CARD if trust else membership.RECIPIENT, "name": found.name}
    fields |= {"public": found.key, "secret": found.recipient}
    with desk.action(label, origin=origin) as put:
        put(Secret, derived_id("card", found.key), book=desk.store.private, **fields)


def kept(desk: Desk) -> list[Kept]:
    """Return the cards that are kept here, by name."""
    found = [
        Kept(Card(one.name, one.secret, one.public), passphrase.spoken(one.public, "en"), purpose == membership.CARD)
        for purpose in (membership.RECIPIENT, membership.CARD)
        for one in desk.read.all(Secret, purpose=purpose)
    ]
    return sorted(found, key=lambda one: (one.card.name.casefold(), one.card.key))


def meant(desk: Desk, text: str) -> Kept:
    """Return the kept card of a name or the beginning of a key (four digits or more). Usage for none or several."""
    found = [one for one in kept(desk) if text == one.card.name or (len(text) >= 4 and one.card.key.startswith(text))]
    if len(found) != 1:
        raise Usage(
            say("There is no card called {name}, or more than one.", name=text),
            next=say("Give the beginning of its key instead; the list of cards shows it."),
            code="card",
        )
    return found[0]


def remove(desk: Desk, key: str, *, origin: object = None) -> None:
    """Put a card away: nothing is sealed for its holder any more, and their work waits again. It can be undone."""
    name = next((one.card.name for one in kept(desk) if one.card.key == key), "")
    with desk.action(say("Put away the card of {name}", name=name), origin=origin) as put:
        put.delete(Secret, derived_id("card", key))


def paper(desk: Desk, out: Path, *, language: str) -> Path:
    """Write this laptop's card as a page to print: its name, its six words, and the QR code. HubDeskError as usual."""
    from hubdesk.report.pdf.document import Document
    from hubdesk.report.pdf.qr import QrCode

    fonts.use(desk)
    tell, name = words(language), desk.author.name or desk.author.laptop
    page = Document(language=language, title=tell(say("Recipient card of {name}", name=name)), as_of=desk.now())
    facts = [
        (tell(say("Six words")), passphrase.spoken(desk.author.key, "en")),
        (tell(say("Key")), desk.author.key),
    ]
    page.cover(name, tell(say("Recipient card for HubDesk")), facts=facts)
    page.chart(QrCode(own(desk).decode().strip(), size=250), alt=tell(say("Recipient card")))
    page.paragraph(tell(say("Who has this card can seal files so that only this laptop opens them. It is not secret.")))
    try:
        page.finish(out)
    except OSError as error:
        raise unwritten(out) from error
    return out
