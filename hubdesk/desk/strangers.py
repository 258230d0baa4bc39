"""What unknown laptops wrote, to be read before a person accepts or refuses it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hubdesk.bundle.reading import open_kept
from hubdesk.desk import exchange, membership, merging
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.facts import Fact
from hubdesk.model.merge import DELETED
from hubdesk.model.records import Event, Member, Note, Person, Statement, Value

Said = dict[tuple[str, str], dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Stranger:
    """An unknown laptop: its key (hex), how it calls itself ("" where it does not say), its six words."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one waiting file says: its event, the laptop that made it, who wrote, and what they wrote.

    `notes` and `statements` are their texts in the order they were written, `people` is a number, for people may have
    asked not to be shown; `others` counts further records. Work of laptops that are known is left out.
    """

    sha256: str
    at: str
    event: str
    title: str
    new_event: bool
    laptop: str
    strangers: tuple[Stranger, ...]
    notes: tuple[str, ...]
    statements: tuple[str, ...]
    people: int
    others: int


def read(desk: Desk, id: str) -> Reading:
    """Return what a file says that waits; `id` is its hash or the unique beginning of it (four digits or more).

    Nothing is taken in. Raises Usage where no file or more than one is meant, HubDeskError when it cannot be read.
    """
    work = _meant(desk, id)
    (row,) = desk.read.rows("select data from quarantine where sha256 = ?", [work.sha256])
    with open_kept(
        bytes(row[0]), temp_dir=exchange.temporary(desk), receiver=exchange.receiver(desk), now=desk.now()
    ) as package:
        lines = (fact for _, facts in package.segments(lambda part: part.author in work.authors) for fact in facts)
        said = _joined(fact for fact in lines if fact is not None and fact.op == "save")
        laptop = package.manifest.label
    kinds = [kind for kind, _ in said]
    known = desk.read.find(Event, work.event)
    title = known.title if known else said.get((Event.KIND, work.event), {}).get("title", "")
    told = {Note.KIND, Statement.KIND, Person.KIND, Member.KIND}
    return Reading(
        sha256=work.sha256,
        at=work.at,
        event=work.event,
        title=str(title or ""),
        new_event=known is None,
        laptop=laptop,
        strangers=tuple(_stranger(desk, work.event, key, said) for key in work.authors),
        notes=_texts(said, Note.KIND),
        statements=_texts(said, Statement.KIND),
        people=kinds.count(Person.KIND),
        others=sum(kind not in told for kind in kinds),
    )


def accept(desk: Desk, id: str) -> merging.Absorbed:
    """Accept the laptops whose work waits in one file, and take it in; `id` as for `read`."""
    return merging.accept_waiting(desk, _meant(desk, id).sha256)


def refuse(desk: Desk, id: str) -> str:
    """Throw away work that waits and return its hash; `id` as for `read`."""
    work = _meant(desk, id)
    merging.refuse_waiting(desk, work.sha256)
    return work.sha256


def _meant(desk: Desk, id: str) -> merging.Waiting:
    found = [work for work in merging.waiting(desk) if len(id) >= 4 and work.sha256.startswith(id)]
    if len(found) != 1:
        raise Usage(
            say("No work waits here under this id, or more than one."),
            next=say("Give the id as the list of what waits shows it."),
            code="waiting",
        )
    return found[0]


def _joined(facts: Iterable[Fact]) -> Said:
    """Return {(kind, id): fields} of all records, the latest value of each field, in the order they were begun."""
    said: Said = {}
    for fact in sorted(facts, key=lambda fact: fact.hlc):
        said.setdefault((fact.kind, fact.id), {}).update(fact.fields)
    return {record: fields for record, fields in said.items() if fields.get(DELETED) is not True}


def _texts(said: Said, wanted: str) -> tuple[str, ...]:
    found = (fields.get("text") or fields.get("line") for (kind, _), fields in said.items() if kind == wanted)
    return tuple(text for text in found if isinstance(text, str) and text)


def _stranger(desk: Desk, event: str, key: str, said: Said) -> Stranger:
    """Return who a laptop says it is, as the team knows it or, where it does not, in its own words."""
    name = membership.name_of(desk, event, key)
    if not name:
        own = next((one for (kind, _), one in said.items() if kind == Member.KIND and one.get("key") == key), {})
        name = " · ".join(str(part) for part in (own.get("name"), own.get("laptop")) if part)
    return Stranger(key, name, exchange.spoken_words(desk, key))
