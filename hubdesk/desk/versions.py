"""Records that several laptops changed without knowing of each other, told by record and by laptop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubdesk.desk import membership
from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields
from hubdesk.i18n import say
from hubdesk.model.clock import instant
from hubdesk.model.records import RECORDS, Note, SpokenBy, Statement, Value
from hubdesk.store.views import Version

_SAID = (Note, Statement)


@dataclass(frozen=True, slots=True)
class Side:
    """One laptop's version of a record: {field: value}, how the laptop is called ("" unknown), when (ISO 8601)."""

    values: Mapping[str, Value]
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Split:
    """One record with its fields in several versions, and a side for each laptop that wrote one; the newest first."""

    kind: str
    id: str
    versions: tuple[Version, ...]
    sides: tuple[Side, ...]


def splits(desk: Desk, event: str = "") -> list[Split]:
    """Return the records, of one event or of all, that stand in several versions until a person chooses."""
    of_record: dict[tuple[str, str], list[Version]] = {}
    for version in desk.read.versions(event):
        of_record.setdefault((version.kind, version.id), []).append(version)
    said: dict[tuple[str, str], list[tuple[str, str, dict[str, Value]]]] = {}
    found = []
    for (kind, id), several in of_record.items():
        book = several[0].book
        if (kind, book.id) not in said:
            said[kind, book.id] = desk.read.said(RECORDS[kind], book.id)
        wrote = [(author, fields) for author, of, fields in said[kind, book.id] if of == id]
        found.append(Split(kind, id, tuple(several), _sides(desk, book.subject, several, wrote)))
    return found


def keep(desk: Desk, split: Split, side: Side, *, origin: object = None) -> None:
    """Let one side stand in every field that it wrote, in one step; what it did not write stays as it stands now."""
    fields: Fields = {v.field: side.values.get(v.field, v.values[0][0]) for v in split.versions}
    with desk.action(say("Choose between two versions"), about=split.id, origin=origin) as put:
        put(RECORDS[split.kind], split.id, book=split.versions[0].book, **fields)


def can_keep_both(split: Split) -> bool:
    """Tell whether both sides can stand: words that were said can be two records; a person or an event is only one."""
    return RECORDS[split.kind] in _SAID and "text" in split.sides[0].values and len(split.sides) > 1


def keep_both(desk: Desk, split: Split, *, origin: object = None) -> list[str]:
    """Let every side stand, in one step: the first in the record, each other in a new one beside it; return their ids.

    The new records have all that the record says, who said it included.
    """
    kind, book = RECORDS[split.kind], split.versions[0].book
    record = desk.read.get(kind, split.id)
    first, *others = split.sides
    with desk.action(say("Keep both versions"), about=split.id, origin=origin) as put:
        fields: Fields = {v.field: first.values.get(v.field, v.values[0][0]) for v in split.versions}
        put(kind, split.id, book=book, **fields)
        made = [put.copy(record, **side.values) for side in others]
        for link in desk.read.all(SpokenBy, note=split.id):
            for id in made:
                put.copy(link, note=id)
    return made


def _sides(
    desk: Desk, event: str, several: Sequence[Version], wrote: Sequence[tuple[str, Mapping[str, Value]]]
) -> tuple[Side, ...]:
    values: dict[str, dict[str, Value]] = {}
    newest: dict[str, int] = {}
    for version in several:
        for value, replica, _, hlc in version.values:
            values.setdefault(replica, {})[version.field] = value
            newest[replica] = max(newest.get(replica, 0), hlc)
    found = []
    for replica in sorted(values, key=lambda each: -newest[each]):
        mine = values[replica]
        author = next((key for key, fields in reversed(wrote) if _holds(fields, mine)), "")
        who = membership.name_of(desk, event, author) if author else ""
        found.append(Side(mine, who, instant(newest[replica]).isoformat()))
    return tuple(found)


def _holds(fields: Mapping[str, Value], values: Mapping[str, Value]) -> bool:
    return any(name in fields and fields[name] == value for name, value in values.items())
