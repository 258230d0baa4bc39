"""How long the window is deaf when each page is visited for the first time: `python -m tests.bench.visits [--large]`.

The longest stretch between two turns of the event loop, in the window's own thread's processor time, so that other work
on the machine does not count. As in the program, pages are made ahead while nobody does anything.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hubdesk.settings import Settings
from hubdesk.ui import app
from hubdesk.ui.places import PLACES
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window
from tests.bench.store import desk_in, folder

GOAL = 0.05
#: A visit is over when so many turns one after the other had nothing to do, and no job runs.
STILL = 40
NOTES, PEOPLE, SECTIONS = 20_000, 10_000, 1_000


def measure() -> tuple[float, float]:
    """(the goal, the longest stretch of any first visit with the sample gathering), seconds, in a fresh process."""
    ran = subprocess.run([sys.executable, "-m", "tests.bench.visits"], capture_output=True, check=True, text=True)
    return GOAL, max(float(line.split()[-2]) for line in ran.stdout.splitlines()) / 1000


def longest(window: Window, deed: Callable[[], object]) -> float:
    """Return the longest stretch from a deed until nothing is going on, in seconds."""
    turns, still = [], 0
    while still < STILL or window.stack.looking_ahead or (window.frame is not None and window.frame.jobs):
        began = time.thread_time()
        if turns:
            app.QApplication.processEvents()
        else:
            deed()
        turns.append(time.thread_time() - began)
        still = still + 1 if turns[-1] < 0.001 else 0
        time.sleep(0.002)
    return max(turns)


def visits(window: Window, path: Path, *, large: bool) -> None:
    """Open a workspace and visit every page and what is behind its tabs, printing how long each visit was felt."""
    from hubdesk.desk import sample

    made = desk_in(path)
    fill = _large if large else sample.make_sample
    fill(made)
    made.close()
    app.begin(window, lambda: desk_in(path))
    for name, deed in _steps(window):
        print(f"{name:24} {longest(window, deed) * 1e3:8.1f} ms", flush=True)


def _steps(window: Window) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "making ahead", lambda: None
    for place in PLACES:
        yield place.key, partial(window.go, place.key)
    from hubdesk.ui.pages import feedback, prepare  # here and not above: what is loaded already costs no visit anything

    for page, parts in (("prepare", prepare.PARTS), ("feedback", feedback.PARTS)):
        for key in list(parts)[1:]:
            yield f"{page}, {key}", partial(window.go, page, key)


def _large(desk) -> None:
    """A gathering with a long charter in eleven languages, and more notes and people than any had so far."""
    from hubdesk.desk import charters, events, notes
    from hubdesk.desk.desk import team_book
    from hubdesk.i18n import LANGUAGES
    from hubdesk.model.change import Put

    event = events.create(desk, "Large")
    rows = [f"## Part {n}\n\nHubs are paid for {n} years, and a clear rule says how." for n in range(SECTIONS)]
    files = [(f"c.{tag}.md", "\n\n".join((f"# {tag}", *rows)).encode()) for tag in LANGUAGES]
    charters.take(desk, charters.preview(files, language="en"), event=event)
    notes.add_all(desk, event, [f"!: /{n % 900 + 1} line {n} about river {n % 997} #money" for n in range(NOTES)])
    fields = ({"event": event, "name": f"Person {n} of the river"} for n in range(PEOPLE))
    puts = [Put(team_book(event), "person", desk.new_id(), each) for each in fields]
    desk.run(lambda: desk.store.write_quietly(puts))


def main() -> int:
    """Print every visit."""
    qt = app.dressed(["bench"])
    preferences = Preferences(qt, Settings(language="en"), None)
    preferences.put_on()
    with folder() as path:
        window = Window(preferences)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()  # the walk over all objects waits until nobody looks: here somebody does
        qt.processEvents()
        visits(window, path, large="--large" in sys.argv[1:])
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
