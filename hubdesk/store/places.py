"""Where a line stands, as one number, and ids as the log keeps them: in half the room of their 32 letters.

The table `fact` keeps `place`, `what`, `deed` and `about`; `replica`, `seq`, `op`, `action` and `id` say the same in
the words of all others. Read these, but look up by those: they are what the indexes hold.
"""

import re

_BITS = 32
_id = re.compile("[0-9a-f]{32}").fullmatch
#: Operations by their number in `what`.
OPS = ("save", "open", "receipt", "erase")

#: A line as `row` gives it.
INSERT = "insert into fact(place, hlc, what, deed, kind, about, body, salt) values(?, ?, ?, ?, ?, ?, ?, ?)"
#: The condition for the lines of a row of `replica`.
OF_REPLICA = "fact.place between replica.no << 32 and replica.no << 32 | 4294967295"
Row = tuple[int, int, int, bytes | str, str, bytes | str, str | None, str]


def place(replica: int, seq: int) -> int:
    """Return the place of a line by the number of its replica here and its own; places of a replica are in order."""
    return replica << _BITS | seq


def parted(place: int) -> tuple[int, int]:
    """Return the number of the replica and of the line."""
    return place >> _BITS, place & (1 << _BITS) - 1


def span(replica: int, lo: int = 0, hi: int = (1 << _BITS) - 1) -> tuple[int, int]:
    """Return the first and the last place of lines of a replica, for `place between ? and ?`."""
    return place(replica, lo), place(replica, hi)


def kept(id: str) -> bytes | str:
    """Return what stands for an id of a record or an action in `about` and `deed`; other text stands for itself."""
    return bytes.fromhex(id) if _id(id) else id


def told(cell: bytes | str) -> str:
    """Return the id that `kept` keeps so."""
    return cell.hex() if isinstance(cell, bytes) else cell


def row(at: int, hlc: int, about: tuple[str, str, str, str], body: str | None, *, salt: str = "") -> Row:
    """Return a line for `INSERT`: its place, `about` as in `facts.line`, its body, which is None where it is erased."""
    op, action, kind, id = about
    return at, hlc, OPS.index(op), kept(action), kind, kept(id), body, salt
