"""Recipient cards that nobody should trust."""

import json

from hubdesk.bundle import card, seal
from hubdesk.model import facts
from tests.bundle.hostile.case import Cases
from tests.bundle.hostile.containers import GOOD as CONTAINER
from tests.bundle.logs import AICHA, BIRK

RECIPIENT = seal.recipient_of(seal.identity_of(bytes([1]) * 32))
GOOD = card.card_bytes("Hub", RECIPIENT, AICHA.key, AICHA.sign)


def changed(**values: object) -> bytes:
    return facts.canonical({**json.loads(GOOD), **values})


def signed(**values: object) -> bytes:
    """Return a card with other fields that its key signed."""
    found = {name: value for name, value in {**json.loads(GOOD), **values}.items() if name != "sig"}
    one = card.Card(*(str(found[name]) for name in ("name", "recipient", "key")))
    return facts.canonical({**found, "sig": AICHA.sign(card.card_message(one)).hex()})


CASES: Cases = {
    "card: a newer one": ("newer", lambda: changed(version=2)),
    "card: version true": ("card-version", lambda: changed(version=True)),
    "card: version 0": ("card-version", lambda: changed(version=0)),
    "card: version as text": ("card-version", lambda: changed(version="1")),
    "card: another format": ("card-format", lambda: changed(format="x")),
    "card: a key too many": ("card-keys", lambda: changed(extra=1)),
    "card: another name": ("card-signature", lambda: changed(name="Other hub")),
    "card: another key": ("card-signature", lambda: changed(key=BIRK.key)),
    "card: a key of small order": ("card-signature", lambda: changed(key="01" + "00" * 31, sig="01" + "00" * 63)),
    "card: no recipient": ("card-recipient", lambda: changed(recipient="age1x")),
    "card: an identity as recipient": (
        "card-recipient",
        lambda: signed(recipient=seal.identity_of(bytes([1]) * 32)),
    ),
    "card: a recipient in capitals": ("card-recipient", lambda: signed(recipient=RECIPIENT.upper())),
    "card: a plugin as recipient": ("card-recipient", lambda: signed(recipient="age1yubikey1qqqqqqqq")),
    "card: an SSH key as recipient": ("card-recipient", lambda: signed(recipient="ssh-ed25519 AAAAC3Nza")),
    "card: somebody else's recipient": (
        "card-signature",
        lambda: changed(recipient=seal.recipient_of(seal.identity_of(bytes([2]) * 32))),
    ),
    "card: a signature cut short": ("card-sig", lambda: changed(sig="00")),
    "card: a signature of zeros": ("card-signature", lambda: changed(sig="00" * 64)),
    "card: 5,000 letters": ("card-size", lambda: changed(name="x" * 5000)),
    "card: a name of 300 letters": ("card-name", lambda: signed(name="x" * 300)),
    "card: a name that turns": ("card-name", lambda: signed(name="a\u202eb")),
    "card: a name of two lines": ("card-name", lambda: signed(name="a\nb")),
    "card: a number as name": ("card-name", lambda: changed(name=1)),
    "card: a space": ("card-json", lambda: GOOD.replace(b":", b": ", 1)),
    "card: two line feeds": ("card-json", lambda: GOOD + b"\n"),
    "card: something behind it": ("card-json", lambda: GOOD + b"x"),
    "card: 1 MiB of zeros": ("card-size", lambda: bytes(1 << 20)),
    "card: 4,000 brackets": ("card-json", lambda: b"[" * 2000 + b"]" * 2000),
    "card: nothing": ("card-json", lambda: b""),
    "card: a list": ("card-json", lambda: b"[]"),
    "card: a bundle": ("card-json", lambda: CONTAINER[:4000]),
}
