"""Which lines of a set of files are taken in: by who made each file, and by who wrote each line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hubdesk.bundle.reading import Package
from hubdesk.desk import membership
from hubdesk.desk.desk import Desk, crew_book
from hubdesk.model.facts import Fact, Segment
from hubdesk.model.records import Expulsion
from hubdesk.model.trust import Standing

Pair = tuple[Segment, tuple[Fact | None, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The authors of a file whose lines are taken in, and those that a person is asked about.

    `known` belonged to the team before somebody was taken out, and need to be remembered for that.
    """

    taken: frozenset[str]
    unknown: frozenset[str]
    known: frozenset[str] = frozenset()


def judge(desk: Desk, packages: Sequence[Package]) -> Mapping[str, Verdict]:
    """Return {hash of a file: verdict} for files that are taken in as one set, in whatever order they are named.

    Who is out of a team still wrote what the team had when it heard of it, and others built on that: such lines come in
    with the file of a member, who vouches for what is in it. A file that one who is out made waits whole.
    """
    found: dict[str, Verdict] = {}
    for event in dict.fromkeys(package.event for package in packages):
        found |= _judge(desk, event, [package for package in packages if package.event == event])
    return found


def _judge(desk: Desk, event: str, packages: Sequence[Package]) -> Mapping[str, Verdict]:
    team = membership.standing(desk, event, _crew(packages))
    if not team.out:
        return {p.sha256: Verdict(p.authors & team.accepted, p.authors - team.accepted) for p in packages}
    known, members, left = membership.accepted(desk, event), list[Package](), list(packages)
    while True:
        new = [
            package
            for package in left
            if package.author in membership.accepted(desk, event, [*_crew(members), *_proof(package)], known)
        ]
        if not new:
            break
        members, left = members + new, [package for package in left if package not in new]
        known |= {package.author for package in new}
    now = membership.standing(desk, event, _crew(members), known)
    lost = known - membership.accepted(desk, event, _crew(members)) - now.out
    found = {one.sha256: Verdict(one.authors & now.ever, one.authors - now.ever, lost) for one in members}
    return found | {one.sha256: _of_no_member(one, team, now) for one in left}


def _of_no_member(package: Package, team: Standing, now: Standing) -> Verdict:
    """Judge the file of a stranger, or of one who is out: what builds on lines that wait has to wait with them."""
    everybody = package.authors | {package.author}
    if everybody & (team.ever | now.out) - now.accepted:
        return Verdict(frozenset(), everybody - now.accepted)
    return Verdict(package.authors & now.accepted, package.authors - now.accepted)


def _crew(packages: Iterable[Package]) -> Iterator[Pair]:
    books = {crew_book(package.event).id for package in packages}
    for package in packages:
        yield from package.segments(lambda part: part.book in books)


def _proof(package: Package) -> Iterator[Pair]:
    """Yield what a file says of its crew, but whom its own maker takes out: the door was open until then."""
    for segment, parsed in _crew([package]):
        if segment.author == package.author:
            parsed = tuple(None if fact and fact.kind == Expulsion.KIND else fact for fact in parsed)
        yield segment, parsed
