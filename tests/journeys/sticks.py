"""What goes from laptop to laptop on a stick: the event package, and team files that are merged."""

from pathlib import Path

from tests.journeys.laptop import Laptop

SOON = 20_000


def writes_a_package(laptop: Laptop, event: str, path: Path) -> str:
    """Write the event package on the page Prepare and return its five words."""
    laptop.at(event, "prepare").arrive("package")
    package = laptop.window.page("prepare").part("package")
    package.write_to([path])
    laptop.qtbot.waitUntil(package.done.isVisible, timeout=SOON)
    words: str = package.words.text()
    return words


def opens_a_package(laptop: Laptop, path: Path, words: str) -> None:
    """Open an event package with its words, up to the choice of a role."""
    laptop.window.frame.go("opening", str(path))
    opening = laptop.window.page("opening")
    laptop.qtbot.waitUntil(opening.words.isVisible, timeout=SOON)
    laptop.types(opening.words, words)
    laptop.qtbot.waitUntil(opening.roles.isVisible, timeout=SOON)


def writes(laptop: Laptop, event: str, path: Path) -> Path:
    """Write the team file of an event onto the stick, on the page Share."""
    page = laptop.at(event, "share")
    page.write.write_to([path])
    laptop.qtbot.waitUntil(page.write.done.isVisible, timeout=SOON)
    return path


def merges(laptop: Laptop, event: str, *paths: Path) -> None:
    """Look into files and merge them; no question of trust is asked."""
    page = laptop.at(event, "share")
    page.merge.look_into(paths)
    laptop.qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)
    assert not page.merge.trust.isVisible() and not page.waiting.isVisible()
    assert page.merge.do.isEnabled()
    page.merge.do.click()
    laptop.qtbot.waitUntil(page.merge.start.isVisible, timeout=SOON)
