"""The frame around the pages: who hears of a write, and until when."""

from threading import Thread

from PySide6.QtWidgets import QApplication

from hubdesk.desk import events


def test_a_write_that_was_told_while_the_workspace_closed_is_heard_by_nobody(window, desk, event, qtbot) -> None:
    window.frame.open_event(event, "notes")
    heard = []
    window.frame.rang.connect(heard.append)
    writing = Thread(target=lambda: events.edit(desk, event, title="Another evening"))
    writing.start()
    writing.join()
    with qtbot.captureExceptions() as caught:
        window.frame.close()
        desk.close()
        QApplication.processEvents()
    assert caught == []
    assert heard == []
