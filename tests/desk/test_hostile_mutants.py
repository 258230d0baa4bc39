"""Whatever a laptop of the team writes: it is refused, or it is taken in and all of the workspace goes on working."""

import random
from pathlib import Path

from hubdesk.desk import (
    agenda,
    attendance,
    care,
    charters,
    events,
    exchange,
    exports,
    feedback,
    journal,
    merging,
    reports,
    section_index,
    statements,
    trash,
)
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.records import RECORDS, Event
from tests.bundle.hostile import counts, wild
from tests.bundle.hostile.world import facts_of, open_desk
from tests.bundle.logs import CHARTER, EVENT

#: After this many lies everything is looked through.
ROUND = 40


def still_works(desk: Desk, folder: Path) -> None:
    """Look through the workspace as people do; the doctor makes all tables anew and compares."""
    folder.mkdir()
    assert care.doctor(desk, rebuild=True).damage == ()
    for kind in RECORDS.values():
        desk.read.all(kind)
        desk.read.deleted(kind, event=EVENT)
    desk.read.versions(EVENT)
    desk.read.history(50)
    for look in (journal.lines, attendance.counts, agenda.items, statements.of_event, feedback.rows, trash.things):
        look(desk, EVENT)
    events.days_left(desk, EVENT, desk.now().date())
    section_index.index(desk, EVENT)
    charters.shown(desk, CHARTER)
    for form in reports.FORMS:
        reports.text(desk, [EVENT], form, language="ar")
    for form in exports.FORMS:
        if form == "ics" and not desk.read.get(Event, EVENT).start:  # a calendar of no day is refused
            continue
        if form != "commons":  # there is no photo that may be published
            exports.export(desk, form, folder / form, events=[EVENT])
    team = exchange.write_bundle(desk, EVENT, "team", folder / "team.hubbundle").path
    done = merging.absorb(desk, [team])
    assert (done.new, done.quarantined) == (0, 0)
    try:
        exchange.write_bundle(desk, EVENT, "upload", folder / "up.hubbundle")
    except HubDeskError as error:  # a sensitive gathering may write none, but never for what the file would hold
        assert not error.code.startswith("unsound")


@counts.LOGS
def test_whatever_a_laptop_of_the_team_writes_the_workspace_stays_whole(lies, tmp_path):
    desk, file = open_desk(tmp_path / "home"), tmp_path / "x.hubbundle"
    accepted, codes = 0, set()
    for number in range(lies):
        file.write_bytes(wild.file(random.Random(f"{lies} {number}")))
        before, facts = care.digest(desk), facts_of(desk)
        try:
            done = merging.absorb(desk, [file])
        except Refused as refused:
            codes.add(refused.code)
            assert (care.digest(desk), facts_of(desk)) == (before, facts)
        else:
            accepted += 1
            assert (done.quarantined, facts_of(desk)) == (0, facts + done.new)
            assert merging.absorb(desk, [file]).new == 0
        if number % ROUND == ROUND - 1:
            still_works(desk, tmp_path / str(number))
    reports.pdf(desk, [EVENT], tmp_path / "report.pdf", language="en")
    desk.close()
    assert accepted > lies / 3 and len(codes) > 2
