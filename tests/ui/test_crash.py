"""A fault of ours is told calmly, and its report holds nobody's words."""

import sys
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.ui.crash import MOST, Crash, redacted

CANARY = "Amina-Otieno-canary"


def _raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


def test_a_report_names_types_places_and_codes() -> None:
    def deep(name: str) -> None:
        try:
            int(name)
        except ValueError as error:
            raise HubDeskError(say("{x}", x=name), safe=say("s"), next=say("n"), code="some-code") from error

    with pytest.raises(HubDeskError) as caught:
        deep(CANARY)
    report = redacted(caught.value)
    assert CANARY not in report
    assert "hubdesk.errors.HubDeskError code=some-code" in report
    assert "builtins.ValueError" in report
    assert "test_crash.py:" in report


@given(st.text(min_size=4).filter(str.isprintable), st.sampled_from([ValueError, KeyError, RuntimeError, OSError]))
@settings(max_examples=60, deadline=None)
def test_no_words_of_an_error_are_in_its_report(text: str, kind: type[Exception]) -> None:
    error = _raised(kind(CANARY + text))
    error.add_note(CANARY)
    assert CANARY not in redacted(error)


def test_an_error_that_names_itself_as_its_cause_ends() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__context__, second.__context__ = second, first
    assert redacted(first).count("ValueError") == 2


def test_hooks_are_taken_told_once_and_given_back(tmp_path, qtbot) -> None:
    before = sys.excepthook, threading.excepthook
    crash = Crash(tmp_path / "logs", lambda: datetime(2026, 5, 9, tzinfo=UTC))
    told = []
    crash.broke.connect(told.append)
    crash.watch()
    try:
        for _ in range(2):
            error = _raised(ValueError(CANARY))
            sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=lambda: int(CANARY))
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(told) == 2)
    finally:
        crash.forget()
    assert (sys.excepthook, threading.excepthook) == before
    files = list((tmp_path / "logs").iterdir())
    assert len(files) == 2
    assert all(CANARY not in file.read_text() for file in files)


def test_a_fault_that_comes_again_and_again_does_not_fill_the_disk(tmp_path, qtbot) -> None:
    crash = Crash(tmp_path, lambda: datetime(2026, 5, 9, tzinfo=UTC))
    crash.watch()
    try:
        for place in range(20):
            error = _raised(type(f"Fault{place}", (ValueError,), {})())
            sys.excepthook(type(error), error, error.__traceback__)
    finally:
        crash.forget()
    assert len(list(tmp_path.iterdir())) == MOST


def test_the_page_shows_the_report_and_the_window_goes_on(window, qtbot) -> None:
    window.show_crash("HubDesk 0.1\nValueError code=-")
    (page,) = window.findChildren(QDialog)
    page._copy()
    assert QGuiApplication.clipboard().text() == "HubDesk 0.1\nValueError code=-"
    page.close()
    window.go("events")
    assert window.key == "events"
