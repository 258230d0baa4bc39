"""Long work: watched, stopped, and its end handed to the window."""

import sys
import threading
import time

import pytest

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.ui.jobs import Job, Progress
from hubdesk.ui.page import Page


def test_the_result_arrives_in_the_windows_thread(show, qtbot) -> None:
    class Taker(Page):
        got: tuple[object, bool] | None = None

        def take(self, result: object) -> None:
            self.got = result, threading.current_thread() is threading.main_thread()

    page = show(Taker)
    where = []

    def work(report):
        where.append(threading.current_thread() is threading.main_thread())
        report(1, 2)
        return "done"

    page.run(say("Working"), work, page.take)
    qtbot.waitUntil(lambda: page.got is not None)
    assert page.got == ("done", True)
    assert where == [False]
    qtbot.waitUntil(lambda: not page.frame.jobs)


def test_cancel_is_answered_within_a_fifth_of_a_second_and_leaves_nothing(show, qtbot) -> None:
    page = show(Page)
    results = []

    def work(report):
        for n in range(10_000):
            report(n, 10_000)
            time.sleep(0.002)
        return "all"

    job = page.run(say("Counting"), work, results.append)
    qtbot.wait(30)
    ended = []
    job.ended.connect(lambda: ended.append(time.perf_counter()))
    began = time.perf_counter()
    job.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended[0] - began < 5  # all of the work would take 20 seconds
    qtbot.wait(20)
    assert results == []


def test_a_short_job_shows_nothing_a_long_one_shows_itself(window, qtbot) -> None:
    window.frame.run(say("Short"), lambda report: None)
    qtbot.waitUntil(lambda: not window.frame.jobs)
    assert window.strips.isHidden()
    go = threading.Event()

    def work(report):
        while not go.wait(0.01):
            report(3, 10)

    window.frame.run(say("Long"), work)
    qtbot.waitUntil(lambda: not window.strips.isHidden())
    told = [each.text() for each in window.strips.findChildren(type(window.header.heading))]
    qtbot.waitUntil(
        lambda: any("10" in each.text() for each in window.strips.findChildren(type(window.header.heading)))
    )
    assert "Long" in told
    go.set()
    qtbot.waitUntil(lambda: window.strips.isHidden())


def test_foreseen_trouble_becomes_a_notice(window, qtbot) -> None:
    def work(_report):
        raise HubDeskError(say("The stick is full."), safe=say("All is saved."), next=say("Free room."), code="full")

    window.frame.run(say("Writing"), work)
    qtbot.waitUntil(lambda: bool(window.strips.strips))
    assert window.strips.strips[-1].notice.code == "full"


def test_what_nobody_foresaw_surfaces(show, qtbot) -> None:
    page = show(Page)

    def work(_report):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        page.run(say("Breaking"), work)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_result_for_a_page_that_is_gone_is_dropped(show, qtbot) -> None:
    class Taker(Page):
        def take(self, _result: object) -> None:
            raise AssertionError("the page is gone")

    page = show(Taker)
    go = threading.Event()
    page.run(say("Working"), lambda _report: go.wait(5), page.take)
    frame = page.frame
    page.close()
    page.deleteLater()
    qtbot.wait(10)
    go.set()
    qtbot.waitUntil(lambda: not frame.jobs)


def test_reports_do_not_drown_the_window(qtbot) -> None:
    def work(report):
        for n in range(50_000):
            report(n, 50_000)

    job = Job(work)
    seen = []
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.ended, timeout=30_000):
        job.start()
    qtbot.wait(10)
    assert 1 <= len(seen) < 50


@pytest.mark.parametrize(
    ("spent", "done", "total", "left"),
    [(0.5, 1, 100, -1), (2, 1, 2, -1), (5, 1, 10, 45), (5, 0, 10, -1), (5, 5, 0, -1)],
)
def test_the_time_left_is_said_for_more_than_ten_seconds(qtbot, spent, done, total, left) -> None:
    assert Job(lambda _report: None)._run._left(spent, done, total) == left
    assert Progress(1, 2).left == -1


def test_no_job_is_left_running_when_the_frame_closes(window, qtbot) -> None:
    def work(report):
        while True:
            report(0, 0)
            time.sleep(0.001)

    job = window.frame.run(say("For ever"), work)
    with qtbot.waitSignal(job.ended, timeout=10_000):
        window.frame.close()
    assert sys.getrefcount(None) > 1000


def test_everybody_who_listens_hears_the_end_of_every_job(show, qtbot) -> None:
    page, ended = show(Page), []
    for n in range(300):
        job = page.run(say("Counting"), lambda _report: None)
        job.ended.connect(lambda n=n: ended.append(n))
        qtbot.waitUntil(lambda: not page.frame.jobs)
    assert ended == list(range(300))
