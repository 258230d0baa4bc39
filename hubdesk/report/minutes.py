"""What minutes say: what was decided, the agenda as planned and as held, and what was said under each item of it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hubdesk.i18n import Sentence, count, say
from hubdesk.model.disclosure import shared
from hubdesk.model.presence import moment
from hubdesk.model.records import AgendaItem, Event, Note
from hubdesk.model.templates import rules
from hubdesk.report.polled import Polled
from hubdesk.report.summary import Figure, Heading, Item, Material, Summary, summarize
from hubdesk.report.tables import in_order
from hubdesk.report.turnout import turnout_told

KIND, SEVERAL = say("Minutes of the gathering"), say("Minutes of the gatherings")
NO_DECISION, NO_ACTION = say("No decision was written down."), say("No action was written down.")
NOBODY = say("Nobody was counted.")
TOGETHER = say("These gatherings are told as one, without their agendas, for few people came to some.")
PLANNED, TOOK = say("Planned minutes"), say("Minutes taken")
#: Minutes that an item took are told in steps of so many: nobody needs to know them better.
STEP = 5
#: An item that seems to have taken longer than this was not ended when it was over.
_LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class Point:
    """One item of an agenda: its title ("" where it may not be told) and type, what was said and asked under it.

    `planned` and `took` are minutes, 0 where nobody said them or they may not be told; `took` is a multiple of STEP.
    """

    title: str
    type: str
    planned: int = 0
    took: int = 0
    begun: bool = False
    items: tuple[Item, ...] = ()
    polls: tuple[Polled, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """A gathering, or several small ones told as one: those have no agenda, for it would tell them apart.

    `rest` and `polls` belong to no item of the agenda. `timed` tells whether anybody noted when items began and it may
    be told; `moved` is the smallest number of items that stand elsewhere in the order of the room.
    """

    events: tuple[Event, ...]
    agenda: tuple[Point, ...]
    rest: tuple[Item, ...]
    polls: tuple[Polled, ...]
    timed: bool = False
    moved: int = 0

    @property
    def silent(self) -> bool:
        """Whether nothing that may be told was said or asked."""
        return not (self.rest or self.polls or any(point.items or point.polls for point in self.agenda))

    @property
    def not_begun(self) -> int:
        """How many items nobody began."""
        return sum(not point.begun for point in self.agenda) if self.timed else 0

    @property
    def longer(self) -> int:
        """How many items took at least STEP minutes more than planned, by the minutes that are told."""
        return sum(point.took >= point.planned + STEP for point in self.agenda if point.planned and point.took)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes in numbers and words, in no output format yet; `summary` has the figures of their first page.

    `decisions`, `actions` and `open` (marked to follow up) stand among the remarks too. `polls` are those of several
    gatherings together. `places` are the headings that a remark speaks of, by its number. `people` says how many came,
    `method` how the minutes came about.
    """

    summary: Summary
    decisions: tuple[Item, ...]
    actions: tuple[Item, ...]
    open: tuple[Item, ...]
    sittings: tuple[Sitting, ...]
    polls: tuple[Polled, ...]
    places: Mapping[int, tuple[Heading, ...]]
    people: tuple[Sentence, ...]
    method: tuple[Sentence, ...]


def minutes(material: Material, agendas: Mapping[str, Sequence[AgendaItem]]) -> Minutes:
    """Return the minutes of gatherings; numbers of remarks are those of their report.

    `agendas` are the items of each event in order, as they may be told: without a title where it may tell who somebody
    is, without a type where nothing may be told.
    """
    summary = summarize(material)
    pairs = in_order(summary)
    follow_up = {note.id for note in material.notes if note.follow_up}
    found = {form: tuple(item for item, _ in pairs if item.form == form) for form in ("decision", "action")}
    groups = [one.events for one in summary.gatherings] or [summary.events]
    several = len(summary.events) > 1  # polls of several gatherings are added up before they are told
    top = [item for item, above in pairs if above is None]
    came, told = material.turnout.people, turnout_told(material.turnout)
    return Minutes(
        summary=replace(summary, figures=_figures(summary, len(found["decision"]), len(found["action"]))),
        decisions=found["decision"],
        actions=found["action"],
        open=tuple(item for item, _ in pairs if item.note in follow_up),
        sittings=tuple(
            _sitting(group, agendas, material, said=_here(group, top), polls=() if several else summary.polls)
            for group in groups
        ),
        polls=summary.polls if several else (),
        places=_places(summary),
        people=(count(came, "{n} person took part.", "{n} people took part.") if came else NOBODY, *told),
        method=tuple(sentence for sentence in summary.method if sentence not in told),
    )


def course(sitting: Sitting) -> tuple[Sentence, ...]:
    """Return in how many items a gathering went another way than planned: counts, and no word about why."""
    if not sitting.timed:
        return ()
    told = [say("Minutes taken are rounded to five.")]
    if n := sitting.not_begun:
        told.append(count(n, "{n} item was not begun.", "{n} items were not begun."))
    if n := sitting.moved:
        told.append(
            count(
                n,
                "{n} item was taken at another place than planned.",
                "{n} items were taken at another place than planned.",
            )
        )
    if n := sitting.longer:
        told.append(
            count(
                n,
                "{n} item took at least five minutes longer than planned.",
                "{n} items took at least five minutes longer than planned.",
            )
        )
    return tuple(told)


def _figures(summary: Summary, decisions: int, actions: int) -> tuple[Figure, ...]:
    kept = {figure.key: figure for figure in summary.figures}
    return (
        kept["people"],
        Figure("decisions", count(decisions, "decision", "decisions"), decisions),
        Figure("actions", count(actions, "action point", "action points"), actions),
        kept["remarks"],
        kept["events"],
    )


def _here(group: Sequence[Event], items: Iterable[Item]) -> list[Item]:
    ids = {event.id for event in group}
    return [item for item in items if item.event in ids]


def _places(summary: Summary) -> dict[int, tuple[Heading, ...]]:
    found: dict[int, tuple[Heading, ...]] = {}
    for one in (one for chapter in summary.chapters for one in chapter.findings):
        for item in one.items:
            found[item.number] = (*found.get(item.number, ()), one.heading)
    return found


def _sitting(
    group: tuple[Event, ...],
    agendas: Mapping[str, Sequence[AgendaItem]],
    material: Material,
    *,
    said: Sequence[Item],
    polls: Sequence[Polled],
) -> Sitting:
    if len(group) != 1:
        return Sitting(group, (), tuple(said), tuple(polls))
    (event,) = group
    timed = not rules(event.sensitive).half_days
    sheet = [item for item in agendas.get(event.id, ()) if item.type]
    notes = {note.id: note for note in material.notes}
    asked = {poll.id: poll.counted or poll.at for poll in material.polls}
    came = material.people.get(event.id, 0)
    apart = bool(came) and not shared({event.id: came})  # so few people that an item would tell who spoke
    said_at = {item.number: "" if apart else _under(sheet, notes[item.note], timed) for item in said}
    placed = timed and not apart
    polled_at = [_running(sheet, asked.get(one.asked[0], "")) if placed and one.asked else "" for one in polls]
    agenda = tuple(
        _point(
            item,
            tuple(one for one in said if said_at[one.number] == item.id),
            tuple(one for one, where in zip(polls, polled_at, strict=True) if where == item.id),
            timed=timed,
        )
        for item in sheet
    )
    begun = [at for item in sheet if (at := moment(item.started))]
    return Sitting(
        events=group,
        agenda=agenda,
        rest=tuple(one for one in said if not said_at[one.number]),
        polls=tuple(one for one, where in zip(polls, polled_at, strict=True) if not where),
        timed=timed and bool(begun),
        moved=len(begun) - _longest_rise([at.timestamp() for at in begun]) if timed else 0,
    )


def _point(item: AgendaItem, said: tuple[Item, ...], polls: tuple[Polled, ...], *, timed: bool) -> Point:
    planned, took = (item.minutes, _took(item)) if timed else (0, 0)
    return Point(item.title, item.type, planned, took, bool(moment(item.started)), said, polls)


def _took(item: AgendaItem) -> int:
    """Return how many minutes an item took, in steps, at least one; 0 where nobody knows."""
    began, ended = moment(item.started), moment(item.stopped)
    if began is None or ended is None:
        return 0
    whole = (ended - began).total_seconds() / 60
    return max(STEP, STEP * int(whole / STEP + 0.5)) if 0 <= whole <= _LONGEST else 0


def _under(sheet: Sequence[AgendaItem], note: Note, timed: bool) -> str:
    """Return the item of the agenda that a note belongs to: the one it was written to, else the one that ran then."""
    if note.item:
        return note.item if any(item.id == note.item for item in sheet) else ""
    return _running(sheet, note.at) if timed else ""


def _running(sheet: Sequence[AgendaItem], at: str) -> str:
    """Return the item that ran at an instant, the one begun last of several, "" for none."""
    when = moment(at)
    if when is None:
        return ""
    ran = [
        (began, item.id)
        for item in sheet
        if (began := moment(item.started)) and began <= when and not ((ended := moment(item.stopped)) and ended <= when)
    ]
    return max(ran)[1] if ran else ""


def _longest_rise(times: Sequence[float]) -> int:
    """Return the length of the longest part of a sequence, gaps allowed, that never falls."""
    lowest: list[float] = []
    for at in times:
        place = bisect_right(lowest, at)
        lowest[place : place + 1] = [at]
    return len(lowest)
