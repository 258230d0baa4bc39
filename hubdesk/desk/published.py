"""What was published of each question of the polls: kept with the team, so that every laptop of it knows.

Published is what leaves through the gate: a file that is written, or a text that is copied or printed; a preview is
none. It is kept before the file gets its name: a file that nobody remembers could be subtracted from the next one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from hubdesk.desk.desk import Action, Desk, team_book
from hubdesk.model.disclosure import Range
from hubdesk.model.records import Poll, Published
from hubdesk.model.releases import Release
from hubdesk.report.polled import Polled, key_of

#: Stands for a gathering whose part of a release is not here: what is not whole is never told apart.
_ELSEWHERE = ""


def of_events(desk: Desk, events: Iterable[str]) -> dict[str, list[Release]]:
    """Return the releases that hold answers of these events, by the key of their question, the oldest first."""
    parts: dict[tuple[str, str], list[Published]] = defaultdict(list)
    for event in events:
        for one in desk.read.all(Published, event=event):
            for key in one.asked:
                parts[key, event].append(one)
    releases: dict[str, dict[str, list[Published]]] = defaultdict(lambda: defaultdict(list))
    for (key, _), several in parts.items():
        for one in _standing(several):
            releases[key][one.release].append(one)
    return {
        key: sorted(filter(None, map(_release, found.values())), key=attrgetter("at"))
        for key, found in releases.items()
    }


def remember(desk: Desk, told: Iterable[Polled]) -> None:
    """Keep what is published with these polls now; no step to undo, for what has left comes back by no key.

    What is kept already, because the same text is copied once more, is not kept again.
    """
    with desk.aside() as put:
        for poll in told:
            for release in poll.new:
                if all(one.name in poll.seen for one in of_events(desk, release.counts).get(poll.key, ())):
                    _keep(desk, put, poll.key, release)


def reworded(desk: Desk, put: Action, before: Poll, after: Poll) -> None:
    """Let what was published of a poll count for it in other words too, for they are the same answers."""
    if (before.scale, before.labels) != (after.scale, after.labels) or key_of(before) == key_of(after):
        return
    for one in desk.read.all(Published, event=before.event):
        if key_of(before) in one.asked:
            put(Published, one.id, asked={key_of(after): True})


def _keep(desk: Desk, put: Action, key: str, release: Release) -> None:
    name = desk.new_id()
    for event, counts in release.counts.items():
        here = [one for one in desk.read.all(Published, event=event) if key in one.asked]
        put(
            Published,
            book=team_book(event),
            event=event,
            release=name,
            after=next((one.release for one in reversed(list(_standing(here)))), ""),
            asked={key: True},
            together=dict.fromkeys(release.counts, True),
            counts="/".join(map(str, counts)),
            shown="/".join(map(_written, release.shown)),
            silent=_written(release.silent) if release.silent else "",
            at=release.at,
        )


def _standing(parts: Sequence[Published]) -> Iterator[Published]:
    """Yield what one event published of a question, the oldest first.

    Where two laptops published apart, the later of both stands with what came after it.
    """
    following: dict[str, list[Published]] = defaultdict(list)
    for one in parts:
        following[one.after].append(one)
    place, seen = "", set[str]()
    while (next_ones := following.get(place)) and place not in seen:
        seen.add(place)
        chosen = max(next_ones, key=attrgetter("at", "release"))
        yield chosen
        place = chosen.release


def _release(parts: Sequence[Published]) -> Release | None:
    """Return the release that these parts are of, None for what no HubDesk wrote."""
    first, here = parts[0], {one.event for one in parts}
    try:
        counts = {one.event: tuple(map(int, one.counts.split("/"))) for one in parts}
        shown = tuple(map(_read, first.shown.split("/")))
        silent = _read(first.silent) if first.silent else None
    except ValueError:
        return None
    if any(len(each) != len(shown) for each in counts.values()):
        return None
    if first.together - here:
        counts[_ELSEWHERE] = (0,) * len(shown)
    return Release(counts, shown, silent, first.at, first.release)


def _written(told: Range) -> str:
    return f"{told.low}:{told.high}"


def _read(text: str) -> Range:
    low, _, high = text.partition(":")
    return Range(int(low), int(high))
