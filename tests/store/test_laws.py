"""Whatever laptops do, in whatever order files travel: nothing is lost, and all who hold the same facts agree."""

import atexit
import itertools
import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from hubdesk.bundle import seal
from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.clock import CAP_MS
from hubdesk.model.facts import Book
from hubdesk.model.records import RECORDS, Note, columns
from hubdesk.store import doctor
from hubdesk.store.absorb import AT_HAND
from tests.bundle import plain_reader
from tests.store import test_soak, test_steps
from tests.store.laptops import EVENT, TEAM, Laptop
from tests.store.oracle import World

RUNS, STEPS = 240, 12
LAPTOPS = 8
NOTES = [f"{n:032x}" for n in (0xA1, 0xA2, 0xA3)]
PERSON = f"{0xB1:032x}"
START = 1_790_000_000_000
#: 1970, 1999, 2038, 2099, one hour early, eleven days late, and the right time, in milliseconds from START.
SKEWS = [ms - START for ms in (1_000, 946_000_000_000, 2_147_483_647_000, 4_102_000_000_000)]
SKEWS += [-3_600_000, 1_000_000_000, 0]
VALUES = st.sampled_from(
    [
        {"text": "one"},
        {"text": "two", "kind": "concern"},
        {"kind": "idea"},
        {"kind": 7},
        {"tags/x": True},
        {"tags/x": False, "seen/x": "{}"},
        {"voices": 1},
        {"voices": True},
        {"follow_up": True},
        {"text": None},
        {"mood": "of a newer version"},
        {"mood": 3, "wonders/x": True},
        {"~deleted": True},
        {"~deleted": False},
    ]
)
WHO = st.integers(0, LAPTOPS - 1)
ANY = st.integers(0, 1_000_000)
#: Who writes what between two files; drawn by several rules, for Hypothesis leaves out some rules in each run.
SAVES = st.lists(st.tuples(WHO, st.sampled_from(NOTES), VALUES), min_size=1, max_size=4)


def shown(laptop: Laptop) -> dict[tuple[str, str, str], tuple]:
    """Return what the program's tables say: {(book, kind, id): (fields, names in several versions)}."""
    kinds = {kind for (kind,) in laptop.store.views.rows("select distinct kind from fact")} & RECORDS.keys()
    return {
        (one.book, kind, one.id): ({name: getattr(one, name) for name in columns(record)}, set(one.versions))
        for kind, record in ((kind, RECORDS[kind]) for kind in kinds)
        for one in laptop.store.views.all(record)
        if one.book != laptop.store.private.id
    }


def expected(world: World, laptop: Laptop) -> dict[tuple[str, str, str], tuple]:
    """Return what they must say by the oracle: values of another type than the field's count as not given."""
    found = {}
    for (book, kind, id), (values, several) in world.seen_by(laptop.vector()).records().items():
        if kind in RECORDS:
            blank, fields = RECORDS[kind](id=id), {}
            for name, sort in columns(RECORDS[kind]).items():
                members = {key.partition("/")[2]: value for key, value in values.items() if key.startswith(name + "/")}
                if sort == "set":
                    fields[name] = {member for member, value in members.items() if value is True}
                elif sort == "map":
                    fields[name] = {member: value for member, value in members.items() if type(value) is str and value}
                else:
                    fits = type(values.get(name)) is {"text": str, "int": int, "bool": bool}[sort]
                    fields[name] = values[name] if fits else getattr(blank, name)
            found[book, kind, id] = fields, set(several)
    return found


def several(laptop: Laptop) -> dict[tuple[str, ...], set]:
    """Return the values that the program lists until a person chooses, by (book, kind, id, field)."""
    return {
        (one.book.id, one.kind, one.id, one.field): {(type(value), value) for value, *_ in one.values}
        for one in laptop.store.views.versions()
    }


def several_expected(world: World, laptop: Laptop) -> dict[tuple[str, ...], set]:
    records = world.seen_by(laptop.vector()).records()
    return {
        (*key, name): values for key, (_, open) in records.items() for name, values in open.items() if key[1] in RECORDS
    }


class Evening(RuleBasedStateMachine):
    """Up to eight laptops that hand each other real files; what each must show is worked out from the world's lines."""

    ended = 0

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="hubdesk-laws-", dir=test_steps.MEMORY))
        self.clock, self.numbers = itertools.count(START), itertools.count()
        self.laptops, self.files, self.kept, self.world = [], [], [], World()

    @initialize(number=st.sampled_from([2, 2, 2, 3, 3, 3, 4, 5, LAPTOPS]))
    def begin(self, number):
        for who in range(number):
            shutil.copy(_empty(), self.folder / f"{who}.hubdesk")
            at_hand = 2 if who % 2 else AT_HAND
            self.laptops.append(Laptop(self.folder, who, clock=self.clock, at_hand=at_hand))

    def laptop(self, who) -> Laptop:
        return self.laptops[who % len(self.laptops)]

    def path(self, suffix) -> Path:
        return self.folder / f"{next(self.numbers)}.{suffix}"

    def did(self, laptop):
        laptop.tell(self.world)
        assert shown(laptop) == expected(self.world, laptop)
        assert several(laptop) == several_expected(self.world, laptop)

    def commit(self, who, puts):
        laptop, sql = self.laptop(who), "select count(*), count(*) filter (where hlc > ?), max(hlc) from fact"
        lines, _, newest = laptop.store.connection.execute(sql, (0,)).fetchone()
        try:
            laptop.store.commit(puts, say("Test"), puts[0].id)
        except HubDeskError as error:
            assert error.code == "erased"
        more, later, _ = laptop.store.connection.execute(sql, (newest or 0,)).fetchone()
        assert more - lines == later, "later than everything that is here"
        self.did(laptop)

    @rule(saves=SAVES)
    def save(self, saves):
        for who, note, fields in saves:
            self.commit(who, [Put(EVENT, "note", note, fields)])

    @rule(who=WHO, note=st.sampled_from(NOTES), fields=VALUES, which=ANY)
    def save_from_a_form_that_was_open_long(self, who, note, fields, which):
        vector = next((s.vector for s in self.laptop(who).store.views.books() if s.book == EVENT), {})
        shows = [(replica, n) for replica, last in sorted(vector.items()) for n in range(1, last + 1)]
        if shows:
            self.commit(who, [Put(EVENT, "note", note, fields, base=shows[which % len(shows)])])

    @rule(who=WHO, name=st.sampled_from(["Aisha", "Bao"]))
    def save_a_person_and_something_unknown(self, who, name):
        puts = [Put(TEAM, "person", PERSON, {"name": name}), Put(EVENT, "wonder", NOTES[0][::-1], {"of": name})]
        self.commit(who, puts)

    @rule(who=WHO, what=st.sampled_from(["erase", "redact", "undo", "redo"]))
    def take_back(self, who, what):
        if what == "erase":
            self.commit(who, [Put(EVENT, "note", NOTES[2], {}, way="erase")])
        elif what == "redact":
            clean = Put(EVENT, "note", NOTES[1], {"text": "clean"})
            self.commit(who, [clean, Put(EVENT, "note", NOTES[1], {}, way="redact")])
        else:
            self.laptop(who).store.step(back=what == "undo")
            self.did(self.laptop(who))

    @rule(who=WHO, skew=st.sampled_from(SKEWS), again=st.booleans())
    def change_the_clock(self, who, skew, again):
        self.laptop(who).skew = skew
        if again:
            self.laptop(who).restart()

    @rule(who=WHO)
    def keep_a_copy(self, who):
        self.kept.append(self.laptop(who).keep(self.path("copy")))

    @rule(who=WHO, which=ANY, key=WHO)
    def go_on_from_a_copy(self, who, which, key):
        """A clone of another laptop, or a restored backup; with the key of anybody."""
        if self.kept:
            self.laptop(who).use_key(key)
            self.laptop(who).restart(self.kept[which % len(self.kept)])
            self.did(self.laptop(who))

    @rule(saves=SAVES, who=WHO, whom=st.lists(WHO, min_size=1, max_size=3))
    def hand_on(self, saves, who, whom):
        self.save(saves)
        self.files.append(self.laptop(who).write(self.path("hubbundle")))
        self.did(self.laptop(who))
        for one in whom:
            self.read(one, self.files[-1])

    @rule(saves=SAVES, who=WHO, whom=WHO)
    def catch_up(self, saves, who, whom):
        """What a laptop lacks by its own last file, and no more."""
        self.save(saves)
        giver, taker = self.laptop(who), self.laptop(whom)
        proof = taker.write(self.path("hubbundle"))
        for path in (giver.write(self.path("hubbundle"), proof), proof):
            self.files.append(path)
            self.read(whom, path)
        reached = taker.vector()
        assert all(reached[replica] >= n for replica, n in giver.vector().items())

    @rule(saves=SAVES, who=WHO, which=st.lists(ANY, min_size=1, max_size=3, unique=True))
    def read_a_set_in_any_order(self, saves, who, which):
        self.save(saves)
        if self.files:
            paths = dict.fromkeys(self.files[one % len(self.files)] for one in which)
            try:
                self.read(who, *paths)
            except Refused as error:
                assert error.code in ("gap", "leaf-unnamed"), error.code

    def read(self, who, *paths):
        """Take in files: nothing that was here goes, and a second time changes nothing."""
        taker = self.laptop(who)
        before = taker.vector()
        done = taker.read(*paths)
        self.did(taker)
        after, digests = taker.vector(), taker.digests()
        assert sum(after.values()) == sum(before.values()) + done.new, "reading writes nothing of its own"
        assert all(after[replica] >= n for replica, n in before.items())
        assert taker.read(*reversed(paths)).new == 0
        assert taker.digests() == digests

    def teardown(self):
        try:
            self._all_agree()
            type(self).ended += 1
        finally:
            for laptop in self.laptops:
                laptop.store.close()
            shutil.rmtree(self.folder)

    def _all_agree(self):
        first, *others = self.laptops
        for laptop in (first, *others):
            laptop.write(self.path("hubbundle"))
        whole = [laptop.vector() for laptop in (first, *others)]
        first.read(*(laptop.write(self.path("hubbundle")) for laptop in others))
        last = first.write(self.path("hubbundle"))
        first.tell(self.world)
        for laptop in others:
            laptop.read(last)
        union = {replica: max(v.get(replica, 0) for v in whole) for vector in whole for replica in vector}
        states = {doctor.state_digest(laptop.store.connection) for laptop in (first, *others)}
        assert len(states) == 1
        for laptop in (first, *others):
            assert laptop.digests() == first.digests()
            assert all(laptop.vector()[replica] >= n for replica, n in union.items())
            assert shown(laptop) == expected(self.world, laptop)
            _log_is_sound(laptop, self.world)
        assert self.world.seen_by(first.vector()).needless() == []
        assert plain_reader.read(last.read_bytes()).digests == first.digests()
        assert first.store.check(rebuild=True, verify=seal.verify).damage == ()
        assert {doctor.state_digest(first.store.connection)} == states


@cache
def _empty() -> Path:
    """Return a workspace in which nobody has written yet; to copy one is quicker than to make one."""
    folder = Path(tempfile.mkdtemp(prefix="hubdesk-empty-"))
    atexit.register(shutil.rmtree, folder)
    Laptop(folder, 0).store.close()
    return folder / "0.hubdesk"


def _log_is_sound(laptop: Laptop, world: World) -> None:
    """No gap, rising times, one line per leaf, and no word of what was erased."""
    sql = """select replica.id, seq, fact.hlc, body, n from fact join replica on replica.no = fact.replica
      order by replica.id, seq"""
    rows = laptop.store.connection.execute(sql).fetchall()
    gone = world.seen_by(laptop.vector()).gone
    for _, found in itertools.groupby(rows, key=lambda row: row[0]):
        lines = list(found)
        assert [seq for _, seq, *_ in lines] == list(range(1, lines[0][4] + 1))
        times = [hlc for _, _, hlc, body, _ in lines if body is not None]
        assert times == sorted(set(times))
    kept = {(replica, seq) for replica, seq, _, body, _ in rows if body is None}
    assert kept == gone


def test_whatever_laptops_do_they_agree(record_property):
    Evening.ended = 0
    how = {"deadline": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(Evening, settings=settings(max_examples=RUNS, stateful_step_count=STEPS, **how))
    assert Evening.ended >= RUNS
    record_property("tried", f"{Evening.ended} evenings of laptops that merge")


def test_three_hundred_runs_are_made_each_time_and_twenty_thousand_in_a_long_run():
    assert RUNS + test_steps.RUNS >= 300
    assert test_soak.RUNS >= 20_000


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


def test_a_deleted_record_asks_nobody_to_choose(tmp_path):
    one, two = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    for each in (one, two):
        each.put("note", NOTES[0], event=EVENT.id, text=f"by {each.number}")
    one.take(two.file())
    assert several(one)
    one.put("note", NOTES[0], **{"~deleted": True})
    assert several(one) == {}
    for each in (one, two):
        each.store.close()


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
