"""Whose work is taken in without asking: what follows from the packages opened here and from what people accepted."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from hubdesk.model.merge import DELETED
from hubdesk.model.records import Value

#: verify(public key hex, message, signature) tells whether an Ed25519 signature is good.
Verify = Callable[[str, bytes, bytes], bool]


#: What counts of a record, and the longest text that can: a signature in hex.
_TELLING, _LONGEST = ("key", "accepted", "enrolment_key", "enrolment_signature", DELETED), 128
#: Before the enrolment keys that an expulsion closes.
_CLOSES = "closes/"


class Said(NamedTuple):
    """Fields of one Member, Enrolment or Expulsion record, and the author (public key hex) whose facts they are.

    Fields of one record by several authors are several of these; `book` is the crew book they stand in.
    """

    author: str
    book: str
    id: str
    fields: Mapping[str, Value]


class Crew(NamedTuple):
    """All that the crew books here say of who belongs to a team."""

    enrolments: tuple[Said, ...] = ()
    members: tuple[Said, ...] = ()
    expulsions: tuple[Said, ...] = ()


class Standing(NamedTuple):
    """Who belongs to a team: `accepted` now; `ever`, whoever would be had nobody been taken out; who is `out`.

    `closed` are the enrolment keys that open no door any more: who was taken out knows them.
    """

    accepted: frozenset[str]
    ever: frozenset[str]
    out: frozenset[str]
    closed: frozenset[str]


def telling(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return what can count of a record of strangers, so that little is kept of a file before they are accepted."""
    found = {name: fields[name] for name in fields if name in _TELLING or name.startswith(_CLOSES)}
    return {name: value for name, value in found.items() if not isinstance(value, str) or len(value) <= _LONGEST}


def member_id(key: str) -> str:
    """Return the id of the Member record of an author key (hex): the first half of its SHA-256, in hex."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]


def enrolment_message(book: str, key: str) -> bytes:
    """Return the bytes that an enrolment key signs for an author key (hex) in a crew book (hex).

    `"hubdesk-enrolment-v1"`, a zero byte, the 16 bytes of the book id, the 32 bytes of the author key.
    """
    return b"hubdesk-enrolment-v1\0" + bytes.fromhex(book) + bytes.fromhex(key)


def standing(own: str, roots: Collection[str], crew: Crew, *, verify: Verify) -> Standing:
    """Return how a team stands once those are out whom members took out: the same wherever the same was said.

    An expulsion counts by whoever ever belonged, so two who take each other out at the same time are both out. It ends
    when its author takes it back, or when a member who is not out takes it back: none of those who are out can. While
    it stands, the enrolment keys that it names prove nothing, and what who is out said of others counts for nothing.
    """
    ever = accepted(own, roots, crew.enrolments, crew.members, verify=verify)
    stand = [row for row in crew.expulsions if row.author in ever and _key(row) not in ("", row.author)]
    stand = [row for row in stand if row.fields.get(DELETED) is not True]
    back = [row for row in crew.expulsions if row.author in ever and row.fields.get(DELETED) is True]
    while True:
        out = frozenset(_key(row) for row in stand)
        ended = {row.id for row in back if row.author not in out}
        left = [row for row in stand if row.id not in ended]
        if len(left) == len(stand):
            break
        stand = left
    marks = ((name, value) for row in stand for name, value in row.fields.items())
    closed = frozenset(name[len(_CLOSES) :] for name, value in marks if name.startswith(_CLOSES) and value is True)
    now = accepted(own, roots, crew.enrolments, crew.members, out=out, closed=closed, verify=verify) if stand else ever
    return Standing(now, ever, out, closed)


def accepted(
    own: str,
    roots: Collection[str],
    enrolments: Iterable[Said],
    members: Iterable[Said],
    *,
    verify: Verify,
    out: Collection[str] = (),
    closed: Collection[str] = (),
) -> frozenset[str]:
    """Return the author keys whose work is taken in: the smallest set that these rules close.

    Accepted is `own`; every root (who signed an event package opened here, or whose card a person trusted); every
    member whose `accepted` field an accepted author set to true; and every member with a good signature by an enrolment
    key that an accepted author published in the same crew book. What others say about themselves counts for nothing.
    A member record counts only under the id that its key gives. Who is `out` is left out with all that they said, but
    for `own`; `closed` enrolment keys open nothing. Grows with rows, not with their square.
    """
    enrolments, members, out = tuple(enrolments), tuple(members), frozenset(out) - {own}
    found = {own, *roots} - out
    keys = {row.id: key for row in members if (key := _key(row)) and member_id(key) == row.id}
    vouched = _vouched(members, keys)
    signed = _signed(members, keys)
    published: dict[str, list[tuple[str, str]]] = {}
    for row in enrolments:
        if (key := _key(row)) and key not in closed:
            published.setdefault(row.author, []).append((row.book, key))
    ahead, opened = list(found), set[tuple[str, str]]()
    while ahead:
        author = ahead.pop()
        new = set(vouched.get(author, ()))
        for enrolment in published.get(author, ()):
            if enrolment not in opened:
                opened.add(enrolment)
                new |= {key for key, proof in signed.get(enrolment, ()) if _proves(enrolment, key, proof, verify)}
        new -= out
        ahead += new - found
        found |= new
    return frozenset(found)


def _key(row: Said) -> str:
    """Return the author key that a row names, "" for anything else than 64 hex digits."""
    key = row.fields.get("key")
    good = isinstance(key, str) and len(key) == 64 and not key.strip("0123456789abcdef")
    return str(key) if good else ""


def _vouched(members: Iterable[Said], keys: Mapping[str, str]) -> dict[str, set[str]]:
    """Return {author: keys of the members that this author accepted}."""
    found: dict[str, set[str]] = {}
    for row in members:
        if row.fields.get("accepted") is True and row.id in keys:
            found.setdefault(row.author, set()).add(keys[row.id])
    return found


def _signed(members: Iterable[Said], keys: Mapping[str, str]) -> dict[tuple[str, str], list[tuple[str, bytes]]]:
    """Return {(crew book, enrolment key): members that claim it, with their signatures}."""
    found: dict[tuple[str, str], list[tuple[str, bytes]]] = {}
    for row in members:
        enrolment, proof = row.fields.get("enrolment_key"), row.fields.get("enrolment_signature")
        if isinstance(enrolment, str) and isinstance(proof, str) and row.id in keys and len(proof) == 128:
            if proof.strip("0123456789abcdef"):
                continue
            found.setdefault((row.book, enrolment), []).append((keys[row.id], bytes.fromhex(proof)))
    return found


def _proves(enrolment: tuple[str, str], key: str, proof: bytes, verify: Verify) -> bool:
    book, signer = enrolment
    return verify(signer, enrolment_message(book, key), proof)
