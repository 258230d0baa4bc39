"""Whatever laptops do, in whatever order files travel: nothing is lost, and all who hold the same facts agree."""

import itertools
import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from hubdesk.errors import Refused
from hubdesk.model.clock import CAP_MS
from hubdesk.model.facts import Book
from hubdesk.model.records import Note
from hubdesk.store import doctor
from tests.store.laptops import EVENT, Laptop

NOTES = [f"{n:032x}" for n in (0xA1, 0xA2, 0xA3)]
SKEWS = (0, -1_000_000_000_000, 500_000_000)
VALUES = st.sampled_from(
    [{"text": "one"}, {"text": "two"}, {"kind": "concern"}, {"tags/x": True}, {"tags/x": False}, {"~deleted": True}]
)
WHO = st.integers(0, 2)


class Oracle:
    """The state of a store worked out in the slowest and plainest way from the lines of its log."""

    def __init__(self, laptop: Laptop) -> None:
        rows = laptop.store.connection.execute(
            """select replica.id, seq, fact.hlc, op, kind, fact.id, body from fact
              join replica on replica.no = fact.replica"""
        ).fetchall()
        self.saves = [(r, s, h, i, json.loads(b)) for r, s, h, o, k, i, b in rows if o == "save" and b]
        self.edges = {
            (r, s): {n[5:]: v for n, v in json.loads(b).items() if n.startswith("seen/")}
            for r, s, h, o, k, i, b in rows
            if o in ("open", "receipt")
        }

    def saw(self, later: tuple[str, int], earlier: tuple[str, int], walked: set | None = None) -> bool:
        """Depth-first, no memory between calls: may be exponential, cannot share a fault with the program."""
        walked = set() if walked is None else walked
        if later in walked:
            return False
        walked.add(later)
        if later[0] == earlier[0] and later[1] >= earlier[1]:
            return True
        return any(
            self.saw((other, upto), earlier, walked)
            for (replica, seq), seen in self.edges.items()
            if replica == later[0] and seq <= later[1]
            for other, upto in seen.items()
        )

    def notes(self) -> dict[str, tuple]:
        return {id: found for id in NOTES if (found := self.note(id)) is not None}

    def note(self, id: str):
        saves = [save for save in self.saves if save[3] == id]
        if not saves:
            return None
        standing = {}
        for name in {name for save in saves for name in save[4]}:
            having = [save for save in saves if name in save[4]]
            standing[name] = [
                one for one in having if not any(self.saw(two[:2], one[:2]) for two in having if two is not one)
            ]
        deletions = standing.get("~deleted", [])
        others = [save for name, found in standing.items() if name[0] != "~" for save in found]
        if deletions and all(any(s[:2] == d[:2] or self.saw(d[:2], s[:2]) for d in deletions) for s in others):
            return None
        newest = lambda name: max(standing[name], key=lambda s: (s[2], s[0]))[4][name]  # noqa: E731
        text = newest("text") if "text" in standing else ""
        kind = newest("kind") if "kind" in standing else ""
        tags = {"x"} if any(s[4]["tags/x"] is True for s in standing.get("tags/x", ())) else set()
        several = frozenset(
            name
            for name, found in standing.items()
            if name in ("text", "kind") and len({s[4][name] for s in found}) > 1
        )
        return text, kind, frozenset(tags), several


def shown(laptop: Laptop) -> dict[str, tuple]:
    from hubdesk.model.records import Note

    return {n.id: (n.text, n.kind, n.tags, n.versions) for n in laptop.store.views.all(Note)}


class Evening(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="hubdesk-laws-"))
        clock = itertools.count(1_790_000_000_000)
        self.laptops = [Laptop(self.folder, n, skew=SKEWS[n], clock=clock) for n in range(3)]
        self.files = []
        self.undone = []

    @rule(who=WHO, note=st.sampled_from(NOTES), fields=VALUES)
    def save(self, who, note, fields):
        try:
            self.laptops[who].put("note", note, **fields)
        except Exception as error:
            assert getattr(error, "code", "") == "erased", error

    @rule(who=WHO)
    def erase(self, who):
        self.laptops[who].erase("note", NOTES[2])

    @rule(who=WHO)
    def restart(self, who):
        self.laptops[who].restart()

    @rule(who=WHO, whom=WHO, only_new=st.booleans())
    def send(self, who, whom, only_new):
        if who == whom:
            return
        giver, taker = self.laptops[who], self.laptops[whom]
        file = giver.file(taker.vector() if only_new else None)
        self.files.append(file)
        taker.take(file)
        before = taker.digests()
        assert taker.take(file).new == 0
        assert taker.digests() == before

    @rule(whom=WHO, which=st.integers(0, 1_000_000))
    def replay(self, whom, which):
        if self.files:
            try:
                self.laptops[whom].take(self.files[which % len(self.files)])
            except Refused as error:
                assert error.code in ("gap", "leaf-unnamed")

    def teardown(self):
        try:
            self._all_agree()
        finally:
            for laptop in self.laptops:
                laptop.store.close()
            shutil.rmtree(self.folder)

    def _all_agree(self):
        for _ in range(2):
            for one, two in itertools.permutations(self.laptops, 2):
                two.take(one.file())
        digests = [laptop.digests() for laptop in self.laptops]
        states = [doctor.state_digest(laptop.store.connection) for laptop in self.laptops]
        assert digests[0] == digests[1] == digests[2]
        assert states[0] == states[1] == states[2]
        for laptop in self.laptops:
            assert shown(laptop) == Oracle(laptop).notes()
            assert laptop.store.check(rebuild=True).damage == ()
            assert doctor.state_digest(laptop.store.connection) == states[0]
            for path in self.folder.glob(f"{laptop.number}.hubdesk*"):
                assert path.exists()


TestEvening = Evening.TestCase
TestEvening.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_any_order_of_files_gives_the_same(tmp_path):
    laptops = [Laptop(tmp_path, n, skew=SKEWS[n]) for n in range(3)]
    for laptop in laptops:
        laptop.put("note", NOTES[0], event=EVENT.id, text=f"by {laptop.number}")
        laptop.put("note", f"{laptop.number:032x}", event=EVENT.id, text="own")
    files = [laptop.file() for laptop in laptops]
    found = set()
    for number, order in enumerate(itertools.permutations(files), start=10):
        fresh = Laptop(tmp_path, number)
        for file in order:
            fresh.take(file)
        found.add((doctor.state_digest(fresh.store.connection), fresh.digests()[EVENT.id]))
        fresh.store.close()
    assert len(found) == 1
    for laptop in laptops:
        laptop.store.close()


def test_a_clock_that_is_behind_follows_what_was_merged_and_not_what_was_looked_at(tmp_path):
    clock = itertools.count(1_790_000_000_000)
    ahead, behind = (Laptop(tmp_path, n, skew=skew, clock=clock) for n, skew in ((1, 2_000_000_000_000), (2, 0)))
    ahead.put("note", NOTES[0], event=EVENT.id, text="from 2090")
    behind.put("note", NOTES[1], event=EVENT.id, text="before")
    books, parts = ahead.file()
    behind.store.absorb(books, parts, dry_run=True)
    behind.put("note", NOTES[1], text="only looked at")
    assert max(fact[1] for fact in lines_of(behind)) >> 16 < 2_000_000_000_000
    behind.take((books, parts))
    behind.put("note", NOTES[0], text="after")
    newest = max(lines_of(behind), key=lambda fact: fact[1])
    assert newest[2] == "after"
    for each in (ahead, behind):
        each.store.close()


def test_a_clock_at_the_end_of_time_stops_nobody(tmp_path):
    clock = itertools.count(1_790_000_000_000)
    last, other = (Laptop(tmp_path, n, clock=clock, skew=skew) for n, skew in ((1, CAP_MS - 1_790_000_000_050), (2, 0)))
    last.put("note", NOTES[0], event=EVENT.id, text="the end")
    assert lines_of(last)[-1][1] >> 16 > CAP_MS - 1000
    other.take(last.file())
    other.put("note", NOTES[0], text="goes on")
    last.skew = 0
    for each in (last, other):
        each.restart()
        each.put("note", NOTES[1], event=EVENT.id, text="and on")
        assert lines_of(each)[-1][1] >> 16 < CAP_MS - 1000
    last.take(other.file())
    assert {note.text for note in last.store.views.all(Note)} == {"goes on", "and on"}
    for each in (last, other):
        each.store.close()


def lines_of(laptop: Laptop) -> list[tuple]:
    sql = "select seq, hlc, json_extract(body, '$.text') from fact where op = 'save' order by replica, seq"
    return laptop.store.connection.execute(sql).fetchall()


def test_long_lines_end_a_part_early(tmp_path):
    laptop, other = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    for n in range(40):
        laptop.put("note", f"{n:032x}", event=EVENT.id, text="word " * 100_000)
    books, file = laptop.file()
    assert len(file) > 1
    assert all(sum(len(line) + 1 for line in part.lines) <= 16 << 20 for part, _ in file)
    assert [part.lo for part, _ in file][1:] == [part.hi + 1 for part, _ in file][:-1]
    other.take((books, file))
    assert other.digests() == laptop.digests()
    for each in (laptop, other):
        each.store.close()


def test_a_book_under_another_name_is_refused(tmp_path):
    laptop, other = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    for each in (laptop, other):
        each.put("note", NOTES[0], event=EVENT.id, text="here")
    _, file = laptop.file()
    try:
        other.restart()
        other.take(([Book(EVENT.id, "charter", EVENT.id)], file))
        raise AssertionError("taken")
    except Refused as error:
        assert error.code == "book"
    for each in (laptop, other):
        each.store.close()
