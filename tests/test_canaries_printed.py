"""The words of `test_canaries` looked for on paper: a sheet on a table is read by everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.cli.main import run
from hubdesk.desk import packs, people
from hubdesk.model.records import Person
from tests.canary_world import ALL, AUTHOR, PERSONAL, SECOND, THIRD, WITHDREW, World, fill, opening
from tests.laid_open import pdf_words
from tests.spelled import traced as found


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    home = tmp_path / "home"
    desk = opening(home)
    event = fill(desk)
    for row, person in enumerate(desk.read.all(Person, event=event), start=1):
        people.edit(desk, person.id, sheet=row)
    yield World(desk, event, home)
    desk.close()


def test_no_sheet_of_the_print_pack(world: World, tmp_path: Path) -> None:
    choice = packs.Choice(languages=("en", "ar"), depth="sections")
    made = packs.write(world.desk, world.event, tmp_path / "pack", choice)
    assert not made.empty
    for path in made.paths:
        pieces = list(pdf_words(path)) if path.suffix == ".pdf" else [path.read_bytes()]
        assert found([*pieces, path.name.encode()], ALL) == [], path.name
        assert any(b"Tea" in piece or b"Boats" in piece for piece in pieces), path.name


def test_a_name_is_there_when_it_is_chosen_and_nothing_else_of_the_person(
    world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    world.desk.close()
    out = str(tmp_path / "pack")
    words = ["print", "pack", "Tea", "--sheet", "labels", "--names", "--language", "en", "--out", out]
    assert run(["--data-dir", str(world.home), "--author", AUTHOR, *words]) == 0
    told = capfd.readouterr()
    assert found([told.out.encode(), told.err.encode()], ALL) == []
    there = found(pdf_words(tmp_path / "pack" / "labels.pdf"), ALL)
    assert there == [PERSONAL["name"], SECOND["name"], THIRD["name"], WITHDREW]  # who registered privately is none
