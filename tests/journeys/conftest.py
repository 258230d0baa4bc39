"""The journeys use real windows, each on a laptop of its own."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import pytest

from hubdesk.settings import Settings
from hubdesk.ui.preferences import Preferences
from tests.journeys.laptop import Laptop


@pytest.fixture
def laptops(tmp_path, qtbot, qapp):
    made: list[Laptop] = []

    def laptop(name: str, **more) -> Laptop:
        made.append(Laptop(tmp_path, name, qtbot, **more))
        return made[-1]

    yield laptop
    for each in made:
        each.window.close()
        each.desk.close()
    Preferences(qapp, Settings(language="en", theme="light"), None).put_on()
