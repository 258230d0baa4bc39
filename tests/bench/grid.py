"""How long the list of all notes takes to filter, to sort and to grow, and notes that are much alike to be found."""

import os
import random
import statistics
import string
import time

from tests.bench.store import folder
from tests.bench.window import quiet, window_in


def filtered(notes: int = 20_000) -> tuple[float, float]:
    """(the words of all notes searched, a bare table of them reset; one key in the filter), seconds, medians."""
    return _grid(notes, lambda page, n: page.filters.search.setText(("river", "lamp 1", "")[n % 3]))


def sorted_anew(notes: int = 20_000) -> tuple[float, float]:
    """(the same floor; another order of the list), seconds, medians."""
    orders = ("section", "kind", "words", "said")
    return _grid(notes, lambda page, n: page.filters.arrange(orders[n % 4]))


def growth() -> tuple[float, float]:
    """(five times one act among 20,000 notes, one among 100,000), seconds."""
    return 5 * filtered()[1], filtered(100_000)[1]


def alike_growth() -> tuple[float, float]:
    """(four times looking for similar lines among 5,000, once among 20,000), seconds."""
    return 4 * _alike(5_000), _alike(20_000)


def _alike(number: int) -> float:
    from hubdesk.model.similar import Line, pairs

    chance = random.Random(1)
    words = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 9))) for _ in range(4_000)]
    weights = [1 / (place + 3) for place in range(len(words))]
    lines = {f"{n:06}": Line("en", " ".join(chance.choices(words, weights, k=14))) for n in range(number)}
    start = time.perf_counter()
    for _ in pairs(lines):
        pass
    return time.perf_counter() - start


def _grid(notes: int, act) -> tuple[float, float]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QTableView

    from hubdesk.ui.app import dressed

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])
    with folder() as path, window_in(app, path) as (window, desk):
        event = _talk(desk, notes)
        window.frame.open_event(event, "feedback")
        page = window.page("feedback")
        while page.grid is None:  # read away from the window
            quiet(app, 0.1)
        bare, model = QTableView(), QStringListModel()
        bare.setModel(model)
        bare.resize(page.table.size())
        bare.show()
        app.processEvents()
        floors, values = [], []
        for n in range(12):
            for took, deed in ((floors, lambda n=n: _bare(page, model, n)), (values, lambda n=n: act(page, n))):
                start = time.perf_counter()
                deed()
                app.processEvents()
                took.append(time.perf_counter() - start)
    return statistics.median(floors), statistics.median(values)


def _bare(page, model, n: int) -> None:
    word = ("river", "lamp 1", "")[n % 3]
    model.setStringList([text for text in page.grid._words.values() if word in text])


def _talk(desk, number: int) -> str:
    from hubdesk.desk import charters, events
    from hubdesk.desk.desk import event_book
    from hubdesk.model.change import Put

    event = events.create(desk, "Bench")
    charters.take(desk, charters.preview([("c.md", b"# C\n## A\na\n## B\nb\n")]), event=event)
    places = list(charters.index(desk, event).places)
    kinds = ("", "concern", "suggestion")
    for start in range(0, number, 5_000):
        puts = [
            Put(
                event_book(event),
                "note",
                desk.new_id(),
                {
                    "event": event,
                    "text": f"Line {n} of the {'river' if n % 7 else 'lamp'} needs stable funding every year",
                    "kind": kinds[n % 3],
                    f"tags/{places[n % 3]}": True,
                },
            )
            for n in range(start, min(number, start + 5_000))
        ]
        desk.run(lambda puts=puts: desk.store.write_quietly(puts))
    return event
