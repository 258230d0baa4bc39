"""What every hostile file has: a name that says what it is, what has to become of it, a way to make it."""

from collections.abc import Callable, Mapping

#: {name: (code of the refusal, a function that returns the bytes)}; instead of a code also one of the two below.
Cases = dict[str, tuple[str, Callable[[], bytes]]]
#: A good file that may be taken in and changes nothing, and one whose authors nobody here has accepted.
NOTHING_NEW, WAITS = "nothing new", "waits"


def named(kind: str, cases: Mapping[str, tuple[str, Callable[[], bytes]]]) -> Cases:
    """Put the kind of attack before each name."""
    return {kind + name: case for name, case in cases.items()}
