"""Where the tags of notes stand in a newer edition of the text: proposed here, confirmed by a person."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from hubdesk.desk.comparing import Comparison, Row, compared
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import QUOTED, Index, chosen, index
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.charter import canonical as plain
from hubdesk.model.charter import missing_id
from hubdesk.model.facts import canonical
from hubdesk.model.records import Edition, Note
from hubdesk.model.seen import seen_of

State = Literal["kept", "moved", "changed", "detached"]
STATES: tuple[State, ...] = ("kept", "moved", "changed", "detached")
#: How alike a place is held to be that has its lasting id but not the words that were seen.
SAME_ID = 0.8


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would become of the tags of some notes on one place of an older edition.

    `old` and `wid` say where they point, `seen` what their writers saw there; `new` is the newest edition and `to` the
    place there, "" for none (detached). `was` and `now` are the words then and now, in the language that was seen where
    the newer edition has it.
    `confirmed` marks what a person has left without a place.
    """

    charter: str
    old: str
    new: str
    wid: str
    to: str
    state: State
    confidence: float
    seen: Mapping[str, str]
    notes: tuple[str, ...]
    was: str
    now: str
    number: str
    confirmed: bool = False

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.old} {self.wid} {self.seen.get('language', '')}"

    @property
    def sure(self) -> bool:
        """Whether it may be confirmed together with others, unseen one by one: its words are the same.

        What was changed is for a person to look at, also where it is the same unit of a wiki page.
        """
        return self.state in ("kept", "moved") and plain(self.was) == plain(self.now)


def proposals(desk: Desk, event: str) -> list[Proposal]:
    """Return what waits for a person, in the order of the old text: every tag on an edition that is not the newest.

    All tags of one place are one proposal, in every note that has them; nothing is written here. What a person left
    without a place comes too, as `confirmed`, until a place is chosen or another edition asks anew.
    """
    newest = {edition.charter: edition for edition in chosen(desk, event)}
    waiting: dict[tuple[str, str, str, str], list[tuple[str, dict[str, str]]]] = {}
    for note in desk.read.notes(event) if newest else ():
        for wid in note.tags:
            seen = seen_of(note, wid)
            edition = newest.get(seen.get("charter", ""))
            if edition is not None and seen.get("edition") != edition.id:
                group = (edition.charter, seen.get("edition", ""), wid, seen.get("language", ""))
                waiting.setdefault(group, []).append((note.id, seen))
    found, known = [], _Editions(desk, event)
    for (charter, old, wid, _), notes in waiting.items():
        for confirmed in (False, True):
            some = [(id, seen) for id, seen in notes if (seen.get("checked") == newest[charter].id) == confirmed]
            if some:
                made = known.proposal(newest[charter], old, wid, some[0][1])
                found.append(replace(made, notes=tuple(id for id, _ in some), confirmed=confirmed))
    return sorted(found, key=lambda each: (each.confirmed, each.charter, known.order(each), each.key))


def waiting(desk: Desk, event: str) -> int:
    """Return how many tags wait for a person: quick, for nothing is compared."""
    newest = {edition.charter: edition.id for edition in chosen(desk, event)}
    rows = desk.read.some(Note, ("tags", "seen"), event=event) if newest else []
    return sum(
        _is_older(anchor, newest)
        for _, tags, seen in rows
        if tags != "[]"
        for wid, anchor in json.loads(seen).items()
        if f'"{wid}"' in tags
    )


def told(waiting: int) -> Sentence:
    """Return how many tags wait, in words."""
    return count(
        waiting,
        "{n} tag stands on an older edition and waits for you.",
        "{n} tags stand on an older edition and wait for you.",
    )


def settle(desk: Desk, event: str, these: Sequence[Proposal], *, origin: object = None) -> int:
    """Confirm proposals in one step and return how many tags that were; undo gives back what was.

    What is written follows from the two editions and what was seen alone, so that laptops that confirm the same agree.
    Raises HubDeskError when another edition has come in since they were proposed.
    """
    newest = {edition.id for edition in chosen(desk, event)}
    if any(each.new not in newest for each in these):
        raise HubDeskError(
            say("Another edition of the text has come in meanwhile."),
            safe=say("Nothing was changed."),
            next=say("Look at the tags again: they are compared with the newest one."),
            code="stale",
        )
    sections = index(desk, event)
    asked = _notes(desk, these)
    writes: dict[str, list[Proposal]] = {}
    for each in these:
        for id in each.notes:
            if id in asked and each.wid in asked[id].tags:
                writes.setdefault(id, []).append(each)
    done = sum(map(len, writes.values()))
    with desk.action(count(done, "Confirm {n} tag", "Confirm {n} tags"), origin=origin) as put:
        for id, its in writes.items():
            put(Note, id, **_fields(its, sections))
    return done


def placed(desk: Desk, event: str, proposal: Proposal, to: str, *, sections: Index | None = None) -> Proposal:
    """Return a proposal with a place that a person chose, "" for none; it is still to be settled."""
    if not to:
        return replace(proposal, to="", state="detached", confidence=1.0, now="", number="")
    known = sections or index(desk, event)
    place = known.places.get(to)
    if place is None or place.charter != proposal.charter:
        raise Usage(
            say("This place is not in the newest edition of the charter."),
            next=say("Choose one that is there, or leave the words without a place."),
        )
    text = place.texts.get(proposal.seen.get("language", "")) or next(iter(place.texts.values()), None)
    now = (text.heading or text.text) if text else ""
    state: State = "moved" if now == proposal.was else "changed"
    return replace(proposal, to=to, state=state, confidence=1.0, now=now, number=place.number)


def tally(found: Iterable[Proposal]) -> dict[str, int]:
    """Return how many tags are kept, moved, changed and detached."""
    sums: dict[str, int] = dict.fromkeys(STATES, 0)
    for each in found:
        sums[each.state] += len(each.notes)
    return sums


class _Editions:
    """The comparisons that were made while proposals are looked for."""

    def __init__(self, desk: Desk, event: str) -> None:
        self._desk, self._event = desk, event
        self._made: dict[str, tuple[Comparison | None, dict[str, Row], dict[str, int]]] = {}
        self._sections: Index | None = None

    def proposal(self, newest: Edition, old: str, wid: str, seen: dict[str, str]) -> Proposal:
        """Return what becomes of one place; of a split one the part that is most alike."""
        comparison, best, _ = self._comparison(newest, old)
        if heading := next((each for each in best if missing_id(each) == wid), "") if seen.get("missing") else "":
            made = self.proposal(newest, old, heading, {**seen, "missing": ""})
            to, number = (missing_id(made.to), f"{made.number}p0") if made.to else ("", "")
            return replace(made, wid=wid, to=to, number=number, seen=seen)
        language = seen.get("language", "")
        if comparison is None or wid not in best:
            return self._by_quote(newest, old, wid, seen)
        row = best[wid]
        if row.new and comparison.languages and not row.words(language, old=False):
            language = comparison.languages[0]  # the newer edition is not translated yet: compare what both have
        was = row.words(language, old=True) or seen.get("exact", "") or seen.get("heading", "")
        now = row.words(language, old=False) if row.new else ""
        number = row.new.number if row.new else ""
        state: State = row.pair.tag
        if state == "kept" and now and now != was:
            state = "changed"  # in the language that was seen
        sure = row.pair.confidence
        return Proposal(newest.charter, old, newest.id, wid, row.pair.new, state, sure, seen, (), was, now, number)

    def order(self, proposal: Proposal) -> int:
        """Return where in its old text a place stands."""
        return self._made[proposal.old][2].get(proposal.wid, 0) if proposal.old in self._made else 0

    def _comparison(self, newest: Edition, old: str) -> tuple[Comparison | None, dict[str, Row], dict[str, int]]:
        if old not in self._made:
            found = self._desk.read.find(Edition, old)
            here = compared(self._desk, newest.charter, old, newest.id) if found is not None else None
            best: dict[str, Row] = {}
            order: dict[str, int] = {}
            for row in here.rows if here else ():
                if row.old is not None:
                    order[row.pair.old] = row.old.order
                    if row.pair.old not in best or row.pair.confidence > best[row.pair.old].pair.confidence:
                        best[row.pair.old] = row
            self._made[old] = here, best, order
        return self._made[old]

    def _by_quote(self, newest: Edition, old: str, wid: str, seen: dict[str, str]) -> Proposal:
        """Return what becomes of a place whose edition is not here: by its lasting id, else by the words seen."""
        sections = self._sections = self._sections or index(self._desk, self._event, charter=newest.charter)
        quote, language = seen.get("exact") or seen.get("heading", ""), seen.get("language", "")
        words = {
            each.wid: (text.heading or text.text)[: len(quote)]
            for each in sections.places.values()
            if (text := each.texts.get(language)) is not None
        }
        same = [each for each, found in words.items() if quote and found == quote]
        to = wid if wid in sections else same[0] if len(same) == 1 else ""
        to = missing_id(to) if seen.get("missing") and to not in ("", wid) else to
        now = quote if seen.get("missing") and to else words.get(to, "")
        state: State = "detached" if not to else "changed" if now != quote else "kept" if to == wid else "moved"
        number = sections.places[to].number if to else ""
        sure = 0.0 if not to else 1.0 if now == quote else SAME_ID
        return Proposal(newest.charter, old, newest.id, wid, to, state, sure, seen, (), quote, now, number)


def _is_older(anchor: str, newest: Mapping[str, str]) -> bool:
    try:
        seen = json.loads(anchor)
    except (ValueError, RecursionError):
        return False
    here = newest.get(str(seen.get("charter"))) if isinstance(seen, dict) else None
    return here is not None and here not in (seen.get("edition"), seen.get("checked"))


def _notes(desk: Desk, these: Iterable[Proposal]) -> dict[str, Note]:
    ids = sorted({id for each in these for id in each.notes})
    found: dict[str, Note] = {}
    for start in range(0, len(ids), 5_000):
        found |= {note.id: note for note in desk.read.many(Note, ids[start : start + 5_000])}
    return found


def _fields(these: Sequence[Proposal], sections: Index) -> dict[str, Any]:
    """Return what is written into one note: the tags that go, those that come, and what is kept of each."""
    seen: dict[str, str] = {}
    left, come = set(), set()
    for each in these:
        if each.state == "detached":
            kept = {**each.seen, "state": "detached", "checked": each.new}
            seen[each.wid] = canonical({name: value for name, value in kept.items() if value}).decode()
            continue
        was = each.was[:QUOTED] if each.state == "changed" else ""
        sure = f"{each.confidence:.2f}" if each.confidence < 1 else ""
        of = each.seen.get("of") or (each.wid if each.to != each.wid else "")
        more = {"from": each.old, "state": each.state, "was": was, "confidence": sure, "of": of}
        seen[each.to] = sections.anchor(each.to, each.seen.get("language", ""), **more)
        come.add(each.to)
        if each.to != each.wid:
            left.add(each.wid)
    return {"tags": dict.fromkeys(sorted(left - come), False) | dict.fromkeys(sorted(come), True), "seen": seen}
