"""The check before going offline, where a gathering is sensitive."""

import pytest

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
