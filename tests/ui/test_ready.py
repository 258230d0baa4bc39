"""The check before going offline, where a gathering is sensitive."""

import pytest

from hubdesk.desk import notes
from hubdesk.model.records import Event
from hubdesk.ui.prepare.ready import ReadyPart


@pytest.mark.parametrize("tone", ["error", pytest.param("success", marks=pytest.mark.locked)])
def test_the_check_of_a_sensitive_gathering_asks_for_a_passphrase(show, desk, event, qtbot, tone) -> None:
    with desk.aside() as put:  # as a program wrote it that did not ask yet
        put(Event, event, sensitive=True)
    page = show(ReadyPart, event)
    page.run_checks()
    qtbot.waitUntil(lambda: bool(page.findings) and page.check.isEnabled(), timeout=30_000)
    (finding,) = (each for each in page.findings if "passphrase" in each.text.one)
    assert (finding.tone, finding.page) == (tone, "lock" if tone == "error" else "prepare")


def test_a_script_that_no_report_can_print_is_named_with_where_to_put_a_font(show, desk, event, qtbot) -> None:
    notes.add(desk, event, "They wrote \U00012000")
    page = show(ReadyPart, event)
    page.run_checks()
    qtbot.waitUntil(lambda: bool(page.findings) and page.check.isEnabled(), timeout=30_000)
    (finding,) = (each for each in page.findings if "Reports cannot print" in each.text.one)
    assert finding.tone == "warning" and "U+12000" in str(finding.text.values["letters"])
    assert finding.text.values["folder"] == str(desk.folders.fonts)
