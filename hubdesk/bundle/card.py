"""Recipient cards (`*.hubkey`): who can be sent sealed files, small enough for a QR code."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hubdesk import paths
from hubdesk.bundle import refusals, seal
from hubdesk.bundle.regular import open_regular
from hubdesk.bundle.strict import Reader, canonical_object, label
from hubdesk.model import facts, limits

FORMAT, VERSION = "hubdesk-card", 1


@dataclass(frozen=True, slots=True)
class Card:
    """Who receives: a name for people, the age recipient to seal for, the author key (hex) that vouches for both."""

    name: str
    recipient: str
    key: str


def card_message(card: Card) -> bytes:
    """Return the bytes that the card's own key signs."""
    return b"hubdesk-card-v1\0" + hashlib.sha256(facts.canonical(_fields(card))).digest()


def _fields(card: Card) -> dict[str, object]:
    return {
        "format": FORMAT,
        "key": card.key,
        "name": card.name,
        "recipient": card.recipient,
        "version": VERSION,
    }


def card_bytes(name: str, recipient: str, key: str, sign: seal.Sign) -> bytes:
    """Return a signed card: one line of canonical JSON and a line feed."""
    card = Card(label(name), recipient, key)
    return facts.canonical({**_fields(card), "sig": sign(card_message(card)).hex()}) + b"\n"


def parse_card(content: bytes) -> Card:
    """Return the card in these bytes (a QR code leaves the last line feed out); Refused for anything else."""
    if len(content) > limits.CARD_BYTES:
        raise refusals.large("card-size")
    found = canonical_object(content.removesuffix(b"\n"), "card")
    if found.get("format") != FORMAT:
        raise refusals.other("card-format")
    version = found.get("version")
    if type(version) is int and version > VERSION:
        raise refusals.newer()
    read = Reader(found, "card")
    read.exactly("format key name recipient sig version")
    if type(version) is not int or version != VERSION:
        raise refusals.invalid("card-version")
    card = Card(read.text("name"), read.text("recipient"), read.hex("key", 32))
    if not seal.is_recipient(card.recipient):
        raise refusals.invalid("card-recipient")
    if not seal.verify(card.key, card_message(card), bytes.fromhex(read.hex("sig", 64))):
        raise refusals.forged("card-signature")
    return card


def modules(content: bytes) -> tuple[tuple[bool, ...], ...]:
    """Return the QR code of a card, row by row, true where it is dark; without the white border around it."""
    import segno

    found = segno.make(content.removesuffix(b"\n").decode(), error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in found.matrix)


def read_card(path: Path) -> Card:
    """Return the card in a regular file; Refused for what is no card, HubDeskError when it cannot be read."""
    with open_regular(path) as file:
        try:
            return parse_card(file.read(limits.CARD_BYTES + 1))
        except OSError as error:
            raise refusals.unread("read") from error


def write_card(path: Path, content: bytes) -> None:
    """Write a card beside, sync, rename; HubDeskError when that fails, and an older card of this name stays."""
    beside = paths.beside(path)
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        paths.put(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise refusals.unwritten(f"write-{error.errno}") from error
