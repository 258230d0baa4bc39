"""What a record is, worked out from the facts about it: equal facts, equal state, in whatever order they came."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hubdesk.model.records import Value

DELETED = "~deleted"
BASE = "~base"
_line = re.compile("([0-9a-f]{32})-([1-9][0-9]{0,15})").fullmatch
#: Fields by kind that tell when a laptop first read what others read as well: no choice of a person. The earliest time
#: stands, it never makes versions, and it is no part of the state digest.
FIRST_READ: Mapping[str, frozenset[str]] = {"edition": frozenset({"at"})}


class Write(NamedTuple):
    """One save of a record: the hybrid time, the replica and its sequence number, the fields that it set."""

    hlc: int
    replica: str
    seq: int
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class State:
    """The standing value of every field, fields that hold several values (newest first), and whether it is deleted."""

    values: Mapping[str, Value]
    open: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    hidden: bool = False


class Knowledge:
    """Who had seen what: built from the receipts of one book.

    `receipts` are (replica, seq, other, upto): at its line `seq`, `replica` had seen `other` up to line `upto`, and
    with it whatever `other` had seen by then. The order is exact and asks no clock.
    """

    def __init__(self, receipts: Iterable[tuple[str, int, str, int]]) -> None:
        self._rows: dict[str, list[tuple[int, str, int]]] = {}
        for replica, seq, other, upto in receipts:
            self._rows.setdefault(replica, []).append((seq, other, upto))
        for rows in self._rows.values():
            rows.sort()
        self._known: dict[tuple[str, int], Mapping[str, int]] = {}

    def seen(self, replica: str, seq: int) -> Mapping[str, int]:
        """Return {replica: last line} of all that line `seq` of `replica` had seen; grows with the receipts, not n."""
        rows = self._rows.get(replica, [])
        at = next((row[0] for row in reversed(rows) if row[0] <= seq), 0)
        found = self._known.get((replica, at))
        if found is None:
            found = self._known[replica, at] = self._walk(replica, at)
        return found

    def _walk(self, replica: str, seq: int) -> Mapping[str, int]:
        known: dict[str, int] = {}
        done: dict[str, int] = {}
        ahead = [(replica, seq)]
        while ahead:
            who, upto = ahead.pop()
            since, done[who] = done.get(who, 0), max(upto, done.get(who, 0))
            for at, other, last in self._rows.get(who, ()):
                if since < at <= upto and known.get(other, 0) < last:
                    known[other] = last
                    ahead.append((other, last))
        return known

    def had_seen(self, write: Write) -> Mapping[str, int]:
        """Return {replica: last line} of what others wrote and the author of a write had seen.

        A form's `base` ("replica-line") counts instead of receipts.
        """
        base = write.fields.get(BASE)
        if not isinstance(base, str):
            return self.seen(write.replica, write.seq)
        found = _line(base)
        if found is None:
            return {}
        replica, seq = found[1], int(found[2])
        return {**self.seen(replica, seq), replica: seq}

    def before(self, one: Write, two: Write) -> bool:
        """Tell whether the author of `two` had seen `one` when writing."""
        if one.replica == two.replica:
            return one.seq < two.seq
        return self.had_seen(two).get(one.replica, 0) >= one.seq


def is_member(field: str) -> bool:
    """Tell whether a field is one member of a set or map (`tags/…`)."""
    return "/" in field


def state(writes: Sequence[Write], knowledge: Callable[[], Knowledge], kind: str = "") -> State | None:
    """Return the state of one record from all its saves, or None when there are none.

    The value of the newest hybrid time stands; every value that no other writer had seen and replaced stays beside it.
    A member of a set is in while any standing value says so. A deletion hides only what its author had seen. Of times
    in `FIRST_READ` of the kind the earliest stands alone.
    """
    if not writes:
        return None
    if len(writes) == 1:
        return _alone(writes[0])
    if len({write.replica for write in writes}) == 1:
        return _one_writer(sorted(writes, key=lambda write: write.seq))
    return _many_writers(writes, knowledge(), FIRST_READ.get(kind, frozenset()))


def _alone(write: Write) -> State:
    values = {name: value for name, value in write.fields.items() if name[0] != "~"}
    return State(values, hidden=write.fields.get(DELETED) is True)


def _one_writer(writes: Sequence[Write]) -> State:
    values: dict[str, Value] = {}
    hidden = False
    for write in writes:
        plain = {name: value for name, value in write.fields.items() if name[0] != "~"}
        values.update(plain)
        if DELETED in write.fields:
            hidden = write.fields[DELETED] is True
        elif plain:
            hidden = False
    return State(values, hidden=hidden)


def _many_writers(writes: Sequence[Write], knowledge: Knowledge, times: frozenset[str]) -> State:
    stands = {name: standing(name, writes, knowledge) for name in {n for write in writes for n in write.fields}}
    values: dict[str, Value] = {}
    several: dict[str, tuple[Value, ...]] = {}
    for name, found in stands.items():
        if name[0] == "~":
            continue
        winner = found[0].fields[name]
        if is_member(name) and any(write.fields[name] is True for write in found):
            winner = True
        elif name in times:
            winner = min((write.fields[name] for write in found), key=str)
        elif not is_member(name):
            distinct = tuple(dict.fromkeys(_typed(write.fields[name]) for write in found))
            if len(distinct) > 1:
                several[name] = tuple(value for _, value in distinct)
        values[name] = winner
    return State(values, several, _hidden(stands, knowledge))


def _typed(value: Value) -> tuple[str, Value]:
    return type(value).__name__, value  # True and 1 are two values


def standing(name: str, writes: Sequence[Write], knowledge: Knowledge) -> list[Write]:
    """Return the writes of a field that nobody had seen and replaced, the winner first; never none where there are any.

    Who claims to have seen what claims to have seen him replaces nothing: no honest laptop writes so.
    """
    having = [write for write in writes if name in write.fields]
    last: dict[str, Write] = {}
    for write in having:
        if write.replica not in last or last[write.replica].seq < write.seq:
            last[write.replica] = write
    seen = _seen(having, last, knowledge) if len(last) > 1 else {}

    def saw(one: str, other: str) -> bool:
        return one != other and seen[one].get(other, 0) >= last[other].seq

    replaced: set[str] = set()
    for one in seen:
        replaced.update(other for other in seen[one].keys() & last.keys() if saw(one, other) and not saw(other, one))
    found = [write for replica, write in last.items() if replica not in replaced] or list(last.values())
    return sorted(found, key=lambda write: (write.hlc, write.replica), reverse=True)


def _seen(having: Sequence[Write], last: Mapping[str, Write], knowledge: Knowledge) -> Mapping[str, Mapping[str, int]]:
    """Return {replica: what it had seen when it wrote the field}.

    Its last write has seen whatever its earlier ones had, unless it came from an older form.
    """
    if not any(BASE in write.fields for write in having):
        return {replica: knowledge.had_seen(write) for replica, write in last.items()}
    found: dict[str, dict[str, int]] = {replica: {} for replica in last}
    for write in having:
        mine = found[write.replica]
        for replica, upto in knowledge.had_seen(write).items():
            mine[replica] = max(upto, mine.get(replica, 0))
    return found


def _hidden(stands: Mapping[str, list[Write]], knowledge: Knowledge) -> bool:
    deletions = stands.get(DELETED, [])
    if not deletions or any(write.fields[DELETED] is not True for write in deletions):
        return False
    reached: dict[str, int] = {}
    for deletion in deletions:
        own = {deletion.replica: deletion.seq}
        for replica, upto in {**knowledge.had_seen(deletion), **own}.items():
            reached[replica] = max(upto, reached.get(replica, 0))
    others = [write for name, found in stands.items() if name[0] != "~" for write in found]
    return all(write.seq <= reached.get(write.replica, 0) for write in others)
