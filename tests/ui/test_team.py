"""The laptops of a team in the window: taken out of it, and in again."""

from hubdesk.desk import membership
from hubdesk.desk.desk import crew_book
from hubdesk.i18n import isolate
from hubdesk.model import trust
from hubdesk.model.records import Member
from hubdesk.ui.prepare.package import PackagePart
from hubdesk.ui.widgets.label import Label


def test_a_laptop_is_taken_out_of_the_team_and_in_again(show, desk, event, qtbot) -> None:
    for name, digit in (("Birk", "b"), ("Chitra", "c")):
        kept = {"key": digit * 64, "name": name, "accepted": True, "event": event}
        with desk.aside() as put:
            put(Member, trust.member_id(digit * 64), book=crew_book(event), **kept)
    page = show(PackagePart, event)
    team = page.team
    assert {"Birk", "Chitra"} <= set(_said(team)) and not team.out.isVisibleTo(team)
    team.buttons["b" * 64].click()
    assert membership.standing(desk, event).out == {"b" * 64}
    qtbot.waitUntil(lambda: "Taken out of the team" in _said(team))
    assert team.out.isVisibleTo(team)
    assert team.buttons["b" * 64].text() == f"Take {isolate('Birk')} in again" and team.names[-1] == "Birk"
    team.buttons["b" * 64].click()
    assert membership.standing(desk, event).out == set() and not team.out.isVisibleTo(team)
    team.buttons["c" * 64].click()
    desk.undo()
    assert membership.standing(desk, event).out == set() and "Taken out of the team" not in _said(team)


def _said(root) -> list[str]:
    return [each.text() for each in root.findChildren(Label) if each.isVisibleTo(root)]
