"""Gallery walks: which group sits at which table, and how long a round still lasts."""

from dataclasses import dataclass
from datetime import datetime

#: The most tables of a walk, and minutes of a round.
MOST_TABLES, MOST_MINUTES = 40, 240


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a walk stands: the round (from 1), how many there are, and the seconds until the groups go on.

    After the last round `round` is greater than `rounds`.
    """

    round: int
    rounds: int
    left: int

    @property
    def runs(self) -> bool:
        """Whether a round runs."""
        return self.round <= self.rounds

    @property
    def clock(self) -> str:
        """What is left, as minutes and seconds."""
        return f"{self.left // 60}:{self.left % 60:02}"


def turn(started: datetime, minutes: int, rounds: int, now: datetime) -> Turn:
    """Return where a walk stands; a clock that was set back counts as the beginning."""
    gone = max(0, int((now - started).total_seconds()))
    done, into = divmod(gone, minutes * 60)
    return Turn(done + 1, rounds, minutes * 60 - into) if done < rounds else Turn(rounds + 1, rounds, 0)


def group_at(table: int, round: int, tables: int) -> int:
    """Return which group sits at a table in a round, all from 1.

    Group n begins at table n, and everybody goes one table on with each round: each group comes to each table once.
    """
    return (table - round) % tables + 1
