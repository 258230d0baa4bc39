"""Time that only moves forward, and ids made from it or from names."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say

#: The first millisecond that no fact may claim: 2100-01-01T00:00:00Z.
CAP_MS = 4_102_444_800_000
#: Every valid hlc is below this number.
CAP_HLC = CAP_MS << 16
#: Times of others on the last day before the cap are not followed: a clock that is that wrong must not stop all others.
_FOLLOWED = CAP_MS - 86_400_000 << 16

_NAMESPACE = "6f0c7a529d1e5b7b8f435a1b6c2e4d90"
_TEXT = re.compile(r"[0-9a-f]{16}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """A hybrid logical clock: wall time where it moves forward, a counter where it does not.

    An hlc is one int: 48 bits of milliseconds since 1970 (UTC) above 16 bits of counter, so that plain comparison
    orders. (Kulkarni et al., Logical Physical Clocks, 2014.) A clock is used by one thread.
    """

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        #: The newest time that was given or seen.
        self.last = 0

    def next(self, after: int = 0) -> int:
        """Return an hlc greater than `after` and than every hlc this clock has given.

        A wall clock outside 1970-2100 is ignored, not obeyed. Raises HubDeskError when no hlc is left below the cap.
        """
        wall = self._now()
        floor = max(self.last, after) + 1
        found = max(floor, wall << 16) if 0 <= wall < CAP_MS else floor
        if found >= CAP_HLC:
            raise HubDeskError(
                say("A saved time lies past the year 2100, so nothing newer can be saved."),
                safe=say("Everything that was saved is still there."),
                next=say("Set the clock of this computer and restore the newest backup from before."),
                code="clock-cap",
            )
        self.last = found
        return found

    def saw(self, hlc: int) -> None:
        """Be later than a time that another laptop gave, from the next one on; never raises."""
        if hlc < _FOLLOWED:
            self.last = max(self.last, hlc)


def hlc_text(hlc: int) -> str:
    """Return the 16 lower-case hex digits of an hlc; text order is time order."""
    return f"{hlc:016x}"


def hlc_of(text: str) -> int:
    """Return the hlc of 16 lower-case hex digits; Refused for any other text and for times from 2100 on."""
    found = int(text, 16) if _TEXT.fullmatch(text) else CAP_HLC
    if found >= CAP_HLC:
        raise Refused(
            say("A time stamp in this file is not valid."),
            next=say("Ask for the file again: it is damaged or was made by another program."),
            code="hlc",
        )
    return found


def instant(hlc: int) -> datetime:
    """Return the wall time of an hlc, in UTC, exact to the millisecond."""
    return _EPOCH + timedelta(milliseconds=hlc >> 16)


def uuid7(ms: int, random: bytes) -> str:
    """Return a version 7 UUID (RFC 9562, 5.7) as 32 hex digits, from milliseconds since 1970 and 10 random bytes."""
    if len(random) != 10 or not 0 <= ms < 1 << 48:
        raise ValueError("uuid7 takes 48 bits of milliseconds and 10 random bytes")
    noise = int.from_bytes(random, "big")
    high, low = noise >> 62 & 0xFFF, noise & (1 << 62) - 1
    return f"{ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"


def moved_id(id: str, book: str) -> str:
    """Return the id of a record (32 hex digits) in another book: the same everywhere, and in its place by time.

    The milliseconds of a version 7 id stay, the rest is the first 10 bytes of SHA-256 over
    `"hubdesk-moved-v1"`, a zero byte, the id and the book's id in hex.
    """
    digest = hashlib.sha256(b"hubdesk-moved-v1\0" + f"{id}{book}".encode()).digest()
    return uuid7(int(id[:12], 16), digest[:10])


def derived_id(*parts: str) -> str:
    """Return the version 5 UUID (RFC 9562, 5.5) of named parts as 32 hex digits: equal parts, equal id, everywhere.

    Parts are joined with U+001F; where a part itself holds U+001E or U+001F, it is escaped, so that no two lists of
    parts share an id. Nothing is normalised: the caller gives NFC where that matters.
    """
    joined = "\x1f".join(part.replace("\x1e", "\x1e\x1e").replace("\x1f", "\x1e\x1f") for part in parts)
    return uuid5(_NAMESPACE, joined)


def uuid5(space: str, name: str) -> str:
    """Return the version 5 UUID (RFC 9562, 5.5) of a name in a name space; both ids are 32 hex digits."""
    whole = bytes.fromhex(space) + name.encode("utf-8", "surrogatepass")
    found = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    return f"{found[:12]}5{found[13:16]}{'89ab'[int(found[16], 16) & 3]}{found[17:32]}"
