"""A person's own key in a file (`*.hubsecret`), locked by words, for another laptop of the same person."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hubdesk.bundle import keys, passphrase, refusals, seal
from hubdesk.bundle.regular import open_regular
from hubdesk.bundle.strict import Reader, canonical_object, label
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model import facts, limits

FORMAT, VERSION = "hubdesk-key-copy", 1


@dataclass(frozen=True, slots=True)
class Copy:
    """A carried key: the name of its person, its public half (hex), and the secrets as `keys.replace` takes them."""

    name: str
    public: str
    text: str = field(repr=False)


def sealed(name: str, secrets: tuple[str, str], words: str, random: Callable[[int], bytes]) -> bytes:
    """Return the bytes of a key file; `secrets` are age identity and Ed25519 seed, `random` gives n random bytes."""
    identity, seed = secrets
    told = {"age": identity, "ed25519": seed, "format": FORMAT, "name": label(name), "version": VERSION}
    salt, out = random(passphrase.SALT_BYTES), io.BytesIO()
    recipient = seal.recipient_of(passphrase.identity(words, salt))
    seal.encrypt(io.BytesIO(facts.canonical(told)), out, [recipient])
    return passphrase.line(salt, passphrase.KEY_START) + out.getvalue()


def opened(path: Path, words: str) -> Copy:
    """Return the key in a regular file; Refused for wrong words and for whatever is no key file."""
    with open_regular(path) as file:
        try:
            content = file.read(limits.CARD_BYTES + 1)
        except OSError as error:
            raise refusals.unread("read") from error
    salt = passphrase.salt_of(content[: passphrase.LINE_BYTES], passphrase.KEY_START)
    if salt is None or len(content) > limits.CARD_BYTES:
        raise Refused(
            say("This is not a file that carries a key."),
            next=say("Choose the file that was written on your other laptop; its name ends in .hubsecret."),
            code="key-file",
        )
    plain, source = io.BytesIO(), io.BytesIO(content)
    seal.check_header(source, passphrase.LINE_BYTES)
    try:
        seal.decrypt(source, plain, [passphrase.identity(words, salt)], at=passphrase.LINE_BYTES)
    except Refused as refused:
        raise (_wrong_words() if refused.code == "sealed" else refused) from None
    return parsed(plain.getvalue())


def parsed(content: bytes) -> Copy:
    """Return the key in the unlocked content of a key file; Refused for anything else."""
    found = canonical_object(content, "key")
    version = found.get("version")
    if found.get("format") != FORMAT:
        raise refusals.invalid("key-format")
    if type(version) is int and version > VERSION:
        raise refusals.newer()
    read = Reader(found, "key")
    read.exactly("age ed25519 format name version")
    if type(version) is not int or version != VERSION:
        raise refusals.invalid("key-version")
    identity, seed = read.text("age"), read.hex("ed25519", 32)
    try:
        seal.recipient_of(identity)
    except seal.IdentityError as error:
        raise refusals.invalid("key-age") from error
    return Copy(read.text("name"), seal.public_of(seed), keys.text_of(identity, seed))


def _wrong_words() -> Refused:
    return Refused(
        say("These words do not open this file."),
        next=say("Check each word and their order, then try again. Capitals and hyphens do not matter."),
        code="words",
    )
