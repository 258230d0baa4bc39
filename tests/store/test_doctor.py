"""The doctor finds each sort of damage in the log, and nothing in a whole one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.bundle import seal
from hubdesk.i18n import words
from tests.store.laptops import EVENT, Laptop


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path, 1)
    for n in range(4):
        made.put("note", f"{n:032x}", event=EVENT.id, text=f"note {n}")
    made.file()  # signs
    yield made
    made.store.close()


def damage(laptop: Laptop, *, rebuild: bool = False) -> list[str]:
    found = laptop.store.check(rebuild=rebuild, verify=seal.verify)
    assert found.facts >= 3 and found.rebuilt == rebuild
    return [words("en")(sentence) for sentence in found.damage]


def test_a_whole_workspace_is_whole(laptop: Laptop) -> None:
    assert damage(laptop) == damage(laptop, rebuild=True) == []


@pytest.mark.parametrize(
    ("altered", "told"),
    [
        ("update fact set body = replace(body, 'note 2', 'note 9')", "1 line of the log was altered."),
        ("delete from fact where seq = (select max(seq) from fact)", "1 line of the log was altered."),
        ("delete from fact where seq = (select max(seq) - 1 from fact)", "1 line of the log was altered."),
        ("update signature set signature = zeroblob(64)", "1 signature does not fit."),
        ("update signature set n = n - 1", "1 signature does not fit."),
        ("update note set text = 'never said'", "The file itself is damaged."),
    ],
)
def test_what_was_altered_is_named(laptop: Laptop, altered: str, told: str) -> None:
    laptop.store.connection.execute(altered)
    assert told in damage(laptop)


def test_tables_that_differ_are_made_anew_from_the_log(laptop: Laptop) -> None:
    laptop.store.connection.execute("update note set text = 'never said'")
    assert damage(laptop, rebuild=True) == ["The tables differed from the log; they were made anew from it."]
    assert damage(laptop) == []
