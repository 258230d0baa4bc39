"""Which backups stay: all of two days, then one a day, a week, a month; and only what must be looked into is opened."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from hubdesk.store import backup, sqlite

NOW = datetime(2026, 11, 28, 18, tzinfo=UTC)
OURS, OTHERS = "11" * 16, "22" * 16
RULES: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (12, lambda at: (at.year, at.month, at.day)),
    (10, lambda at: at.isocalendar()[:2]),
    (9, lambda at: (at.year, at.month)),
)
HOURS = st.one_of(st.integers(-5, 60), st.integers(0, 24 * 700))


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A copy of our workspace, one of another workspace of its name, one that nobody can read."""
    folder = tmp_path_factory.mktemp("models")
    for name, private in (("ours", OURS), ("others", OTHERS)):
        connection = sqlite.writer(folder / name)
        connection.execute("create table meta(key text primary key, value text not null)")
        connection.execute("insert into meta values('private', ?)", (private,))
        connection.close()
    (folder / "unread").write_bytes(b"no workspace")
    return folder


def lay(folder: Path, models: Path, made: list[tuple[datetime, str, str]]) -> list[tuple[datetime, str, str, Path]]:
    """Put copies there, given as (when, why, whose); no two of one second."""
    found = []
    for at, why, whose in {each[0]: each for each in made}.values():
        path = folder / f"workspace.{at:%Y%m%dT%H%M%SZ}.{why}.hubdesk"
        shutil.copy(models / whose, path)
        found.append((at, why, whose, path))
    return sorted(found, reverse=True)


def stay(laid: list[tuple[datetime, str, str, Path]]) -> set[Path]:
    """Return what must stay, worked out the long way."""
    counted = [(at, path) for at, why, whose, path in laid if why != backup.DAMAGED and whose != "others"]
    kept = {path for at, _, _, path in laid if (at, path) not in counted or NOW - at <= timedelta(days=2)}
    for number, slot in RULES:
        first: dict[object, Path] = {}
        for at, path in counted:
            first.setdefault(slot(at), path)
        kept.update(list(first.values())[:number])
    return kept


@given(
    st.lists(
        st.tuples(
            HOURS.map(lambda hours: NOW - timedelta(hours=hours)),
            st.sampled_from(["backup", "backup", "before-merge", backup.DAMAGED]),
            st.sampled_from(["ours", "ours", "ours", "others", "unread"]),
        ),
        max_size=60,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_stays_is_what_the_rules_say(models, tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("backups")
    laid = lay(folder, models, made)
    backup.thin(folder, "workspace", NOW, OURS)
    assert set(folder.iterdir()) == stay(laid)
    shutil.rmtree(folder)


def test_a_hundred_copies_of_one_evening_are_not_opened(models, tmp_path, monkeypatch):
    old = [(NOW - timedelta(days=3 + days), "backup", "ours") for days in range(10)]
    evening = [(NOW - timedelta(minutes=minutes), "before-merge", "ours") for minutes in range(100)]
    laid = lay(tmp_path, models, old + evening)
    opened: list[str] = []
    connect = dbapi2.connect
    monkeypatch.setattr(dbapi2, "connect", lambda name, **how: opened.append(name) or connect(name, **how))
    assert backup.thin(tmp_path, "workspace", NOW, OURS) == []
    assert len(opened) == len(old) + 1
    assert {path for *_, path in laid} == set(tmp_path.iterdir())
