"""Filters of the list of notes that were kept under a name: they stay in this workspace and travel nowhere."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from hubdesk.desk.desk import Desk
from hubdesk.desk.feedback import Filter
from hubdesk.desk.fields import line
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.fold import fold
from hubdesk.model.records import KeptFilter

#: The longest name, in characters.
MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept filter: what it lets through, and in which order the notes stand."""

    id: str
    name: str
    wanted: Filter
    order: str = "said"
    backwards: bool = False


def of_event(desk: Desk, event: str) -> list[Kept]:
    """Return the filters that were kept for a gathering, by name."""
    return sorted(map(_read, desk.read.all(KeptFilter, event=event)), key=lambda kept: (fold(kept.name), kept.id))


def keep(
    desk: Desk,
    event: str,
    name: str,
    wanted: Filter,
    *,
    order: str = "said",
    backwards: bool = False,
    origin: object = None,
) -> str:
    """Keep a filter under a name, in the place of one that has it already; return its id. Raises Usage for no name."""
    name = line(name)
    if not 0 < len(name) <= MAX_NAME:
        raise Usage(say("A filter needs a name."), next=say("Give one of 1 to {n} characters.", n=MAX_NAME))
    said = {key: value for key, value in asdict(wanted).items() if value != getattr(Filter(), key)}
    text = json.dumps({"filter": said, "order": order, "backwards": backwards}, ensure_ascii=False, sort_keys=True)
    same = [kept.id for kept in of_event(desk, event) if fold(kept.name) == fold(name)]
    id = same[0] if same else desk.new_id()
    with desk.action(say("Keep the filter {name}", name=name), about=id, origin=origin) as put:
        put(KeptFilter, id, book=desk.store.private, event=event, name=name, wanted=text)
    return id


def remove(desk: Desk, kept: str, *, origin: object = None) -> None:
    """Forget a kept filter; no note is touched, and undo brings it back."""
    before = desk.read.get(KeptFilter, kept)
    with desk.action(say("Forget the filter {name}", name=before.name), about=kept, origin=origin) as put:
        put.delete(KeptFilter, kept)


def _read(record: KeptFilter) -> Kept:
    """Return what a record says; a part that a newer program wrote otherwise counts as not said."""
    try:
        found = json.loads(record.wanted)
    except (ValueError, RecursionError):
        found = {}
    found = found if isinstance(found, dict) else {}
    said = found.get("filter")
    order, backwards = found.get("order"), found.get("backwards")
    return Kept(
        record.id,
        record.name,
        _filter(said if isinstance(said, dict) else {}),
        order if isinstance(order, str) else "said",
        backwards is True,
    )


def _filter(said: Mapping[str, object]) -> Filter:
    kinds = {each.name: bool if isinstance(each.default, bool) else str for each in fields(Filter)}
    known = {name: said[name] for name, kind in kinds.items() if type(said.get(name)) is kind}
    return Filter(**known)  # type: ignore[arg-type]  # each value has the type of its field
