"""Taking in what other laptops wrote: look first, merge all or nothing, settle two versions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hubdesk.bundle import seal
from hubdesk.bundle.reading import Package, is_kit, open_bundle, open_kept
from hubdesk.desk import admission, events, membership, merges, people, refused
from hubdesk.desk.desk import Desk
from hubdesk.desk.exchange import receiver, temporary
from hubdesk.desk.fields import Fields
from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say
from hubdesk.model import limits
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Fact, Segment
from hubdesk.model.records import RECORDS, Event, Secret, Value
from hubdesk.store import purge
from hubdesk.store.blobs import Fetch
from hubdesk.store.merged import File
from hubdesk.store.views import Version

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file is, before anything is taken in.

    `use` is "kit", "team" or "upload"; a kit shows no more until its words are given (`sealed`). `laptop` is how the
    maker calls itself, `author` its key; `unknown` are the authors (key: name) whose work would wait. Counts are facts.
    `opens` are the names of who can open the file, `ahead` whether a clock in it is more than 48 hours ahead.
    """

    path: Path
    use: str
    sealed: bool
    event: str = ""
    title: str = ""
    new_event: bool = False
    laptop: str = ""
    author: str = ""
    opens: tuple[str, ...] = ()
    facts: int = 0
    books: tuple[tuple[str, int], ...] = ()
    missing: bool = False
    unknown: Mapping[str, str] = field(default_factory=dict)
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What a merge did: facts that were new, here already, or wait for a person; records in two versions now.

    `ahead` tells whether a clock in the files is more than 48 hours ahead of this one.
    """

    new: int
    same: int
    two_versions: int
    quarantined: int
    events: tuple[str, ...] = ()
    new_events: tuple[str, ...] = ()
    #: Earlier merges (actions) that brought lines of these files and were taken back: what they hid stays hidden.
    taken_back: tuple[str, ...] = ()
    #: The merge itself, as `merges` takes it back; "" when nothing was new.
    merge: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work of unknown laptops that waits in this workspace: the file's hash, when it came, its event and authors."""

    sha256: str
    at: str
    event: str
    authors: tuple[str, ...]


def inspect(desk: Desk, file: Path, words: str | None = None) -> Inspection:
    """Say what a file is without taking anything in. Refused for what is no good bundle, or not for this laptop."""
    if words is None and is_kit(file):
        return Inspection(file, "kit", sealed=True)
    with _opened(desk, file, words) as package:
        verdict = admission.judge(desk, [package])[package.sha256]
        known = desk.read.find(Event, package.event)
        unknown = dict.fromkeys(sorted(verdict.unknown), "")
        return Inspection(
            path=file,
            use=package.use,
            sealed=False,
            event=package.event,
            title=known.title if known else str(_told(package, "title") or ""),
            new_event=known is None,
            laptop=package.manifest.label,
            author=package.author,
            opens=package.manifest.recipients,
            facts=package.facts,
            books=tuple((listed.state.book.sort, listed.state.facts) for listed in package.books),
            missing=bool(package.missing),
            unknown=unknown,
            ahead=bool(package.ahead),
        )


def verify(desk: Desk, file: Path, words: str | None = None) -> int:
    """Check every byte, line and signature of a file; return the number of its facts. Refused when it does not pass."""
    with _opened(desk, file, words) as package:
        return package.facts


def open_kit(desk: Desk, file: Path, words: str) -> str:
    """Open an event package with its words and take in what it holds; return the event's id.

    From then on this laptop belongs to the team: with its first own line it proves so, and nobody is asked.
    Raises Refused for wrong words or a bad file.
    """
    with _opened(desk, file, words) as package:
        enrolment = package.enrolment
        if package.use != "kit" or enrolment is None:
            raise Refused(
                say("This file is not an event package."),
                next=say("Merge it on the page Share instead."),
                code="no-kit",
            )
        _require_passphrase(desk, [package])
        _keep_secrets(desk, package)
        _absorb(desk, [package], trust=False, report=None, dry_run=False)
        return package.event


def absorb(
    desk: Desk, files: Sequence[Path], *, trust: bool = False, dry_run: bool = False, report: Report | None = None
) -> Absorbed:
    """Merge files as one set, in any order: all or nothing. `dry_run` only counts.

    Work of laptops neither enrolled nor accepted waits and is counted; `trust` accepts its authors. `report` may raise
    Cancelled, and nothing has happened then. Raises Refused when one file does not pass.
    """
    with ExitStack() as stack:
        return _absorb(desk, _open_all(desk, files, stack), trust=trust, report=report, dry_run=dry_run)


def waiting(desk: Desk) -> list[Waiting]:
    """Return the work of unknown laptops that waits here, the oldest first."""
    rows = desk.read.rows("select sha256, at, event, author from quarantine order by at, sha256")
    return [Waiting(sha256, at, event, tuple(authors.split())) for sha256, at, event, authors in rows]


def accept_waiting(desk: Desk, sha256: str) -> Absorbed:
    """Accept the laptops whose work waits in one file, and take it in."""
    kept = desk.read.rows("select data from quarantine where sha256 = ?", [sha256])
    if not kept:
        raise HubDeskError(
            say("This work does not wait here any more."),
            safe=say("Nothing was changed."),
            next=say("Merge the file again."),
            code="not-waiting",
        )
    with open_kept(bytes(kept[0][0]), temp_dir=temporary(desk), receiver=receiver(desk), now=desk.now()) as package:
        done = _absorb(desk, [package], trust=True, report=None, dry_run=False)
    _forget_waiting(desk, sha256)
    return done


def refuse_waiting(desk: Desk, sha256: str) -> None:
    """Throw away work that waits; the file it came in stays where it is."""
    _forget_waiting(desk, sha256)


def two_versions(desk: Desk, event: str = "") -> list[Version]:
    """Return every field that holds several values until a person chooses."""
    return desk.read.versions(event)


def choose(desk: Desk, version: Version, value: Value, *, origin: object = None) -> None:
    """End two versions: `value` (one of them, or a new text that joins them) stands from now on; one step to undo."""
    with desk.action(say("Choose between two versions"), about=version.id, origin=origin) as put:
        chosen: Fields = {version.field: value}
        put(RECORDS[version.kind], version.id, book=version.book, **chosen)


@contextmanager
def _opened(desk: Desk, file: Path, words: str | None) -> Iterator[Package]:
    with ExitStack() as stack:
        opened = open_bundle(
            file,
            temp_dir=temporary(desk),
            identities=membership.identities(desk),
            words=words,
            receiver=receiver(desk),
            now=desk.now(),
        )
        with refused.kept(desk, file):
            package = stack.enter_context(opened)
        yield package


def _open_all(desk: Desk, files: Sequence[Path], stack: ExitStack) -> list[Package]:
    """Open the files of a set until `stack` is left; a refusal says which one it was."""
    packages = []
    for file in files:
        try:
            packages.append(stack.enter_context(_opened(desk, file, None)))
        except Refused as refusal:
            refusal.file = file
            raise
    return packages


def _told(package: Package, field: str) -> Value:
    """Return what the file says last of its event in a field, for an event that is not here yet."""
    told: Value = None
    for _, parsed in package.segments(lambda part: part.book == package.event):
        for fact in parsed:
            if fact and fact.kind == Event.KIND and fact.id == package.event:
                told = fact.fields.get(field) or told
    return told


def _require_passphrase(desk: Desk, packages: Sequence[Package]) -> None:
    """Raise HubDeskError where a sensitive gathering would come into a workspace without a passphrase."""
    if desk.locked:
        return
    new = [package for package in packages if desk.read.find(Event, package.event) is None]
    if any(_told(package, "sensitive") is True for package in new):
        events.require_passphrase(desk)


def _keep_secrets(desk: Desk, package: Package) -> None:
    """Keep in the private book what an opened event package gives: whom to believe, how to enrol, how to open."""
    enrolment = package.enrolment
    if enrolment is None:
        return
    public = seal.public_of(enrolment.key)
    rows = (
        (membership.ROOT, package.author, ""),
        (membership.ENROLMENT, public, enrolment.key),
        (membership.TEAM, seal.recipient_of(enrolment.team), enrolment.team),
    )
    with desk.aside() as put:  # no step: taking it back would leave the team unseen
        for purpose, key, secret in rows:
            id = derived_id("secret", package.event, purpose, key)
            fields: Fields = {"event": package.event, "purpose": purpose, "public": key, "secret": secret}
            put(Secret, id, book=desk.store.private, **fields)


def _absorb(desk: Desk, packages: Sequence[Package], *, trust: bool, report: Report | None, dry_run: bool) -> Absorbed:
    _refuse_purged(desk, packages)
    if not dry_run:
        _require_passphrase(desk, packages)
    verdicts = admission.judge(desk, packages)
    trusted = {sha256: verdict.taken for sha256, verdict in verdicts.items()}
    if trust:
        trusted = {package.sha256: package.authors for package in packages}
    strange = [package for package in packages if package.authors - trusted[package.sha256]]
    if not dry_run:
        _refuse_large(strange)
    ordered = _in_order(packages)
    books = {book.id: book for package in packages for book in (listed.state.book for listed in package.books)}
    parts = (pair for package in ordered for pair in _of(package, trusted[package.sha256]))
    before = {event.id for event in desk.read.all(Event)}
    if before and not dry_run:
        desk.run(desk.store.backup_before_merge)
    if not dry_run:
        _remember(desk, packages, verdicts)
    files = [File(package.sha256, package.author, package.event) for package in packages if package.use != "kit"]
    taken_back = merges.taken_back(desk, packages)
    more: Fields = {"files": files, "fetch": _attached(packages), "dry_run": dry_run, "report": report}
    done = desk.run(lambda: desk.store.absorb([*books.values()], parts, **more))
    held = sum(_facts(package, trusted[package.sha256]) for package in packages)
    if not dry_run:
        for package in packages if trust else ():
            if verdicts[package.sha256].unknown:
                membership.accept(desk, package.event, verdicts[package.sha256].unknown)
                desk.run(lambda: desk.store.put_before(done.action))  # the first step back is the merge
        if done.forgotten:  # the copy from before the merge, and older ones, still hold who was forgotten elsewhere
            refused.empty(desk)
            desk.run(lambda: purge.finish(desk.store))
        people.forget_again(desk)
        _let_wait(desk, strange, verdicts)
        desk.tell(done.change)
    events = tuple(dict.fromkeys(package.event for package in packages))
    new_events = tuple(event for event in events if event not in before)
    ahead = any(package.ahead for package in packages)
    found = (held, events, new_events, taken_back, done.action, ahead)
    return Absorbed(done.new, done.same, done.two_versions, *found)


def _of(package: Package, authors: frozenset[str]) -> Iterator[tuple[Segment, tuple[Fact | None, ...]]]:
    return package.segments(lambda part: part.author in authors)


def _attached(packages: Sequence[Package]) -> Fetch:
    """Return what finds the bytes of a photo or receipt in files; what no accepted record names is never asked for."""
    held = {blob.sha256: package for package in packages for blob in package.manifest.blobs}
    return lambda sha256: held[sha256].blob(sha256) if sha256 in held else None


def _facts(package: Package, trusted: frozenset[str]) -> int:
    return sum(p.hi - p.lo + 1 for p in package.manifest.parts if p.author not in trusted)


def _in_order(packages: Sequence[Package]) -> list[Package]:
    """Order files so that each builds only on what came before; Refused when something is missing in all of them."""
    reached: dict[str, int] = {}
    ordered: list[Package] = []
    left = list(packages)
    while left:
        ready = [p for p in left if all(reached.get(r, 0) >= n for need in p.missing.values() for r, n in need.items())]
        if not ready:
            raise Refused(
                say("This file builds on work that is not on this laptop yet."),
                next=say("Ask for the full file of this event, without the option to send only what is new."),
                code="gap",
            )
        for package in ready:
            left.remove(package)
            ordered.append(package)
            for replicas in package.tips.values():
                for replica, (n, _) in replicas.items():
                    reached[replica] = max(n, reached.get(replica, 0))
    return ordered


def _refuse_purged(desk: Desk, packages: Sequence[Package]) -> None:
    purged = desk.read.purged()
    if any(listed.state.book.id in purged for package in packages for listed in package.books):
        raise Refused(
            say("Every word of this event was removed from this workspace on purpose."),
            next=say("Merge the file into another workspace if you need it again."),
            code="purged",
        )


def _refuse_large(strange: Sequence[Package]) -> None:
    if any(package.plain_size > limits.BUNDLE_WAITING for package in strange):
        raise Refused(
            say("This file is too large to wait until somebody accepts the laptops that wrote it."),
            next=say("Call them and compare the six words, then merge the file and accept their work at once."),
            code="too-large-to-wait",
        )


def _remember(desk: Desk, packages: Sequence[Package], verdicts: Mapping[str, admission.Verdict]) -> None:
    """Keep who belonged to a team here and would not any more, now that somebody else is taken out of it."""
    for package in packages:
        membership.remember(desk, package.event, verdicts[package.sha256].known)


def _let_wait(desk: Desk, packages: Sequence[Package], verdicts: Mapping[str, admission.Verdict]) -> None:
    rows: list[tuple[Value | bytes, ...]] = [
        (p.sha256, desk.now().isoformat(), " ".join(sorted(verdicts[p.sha256].unknown)), p.event, p.plain())
        for p in packages
    ]
    if rows:
        desk.run(lambda: desk.store.keep_waiting(rows))


def _forget_waiting(desk: Desk, sha256: str) -> None:
    desk.run(lambda: desk.store.drop_waiting(sha256))
