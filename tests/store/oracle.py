"""What all laptops together wrote, and what a workspace must show of it: the rules in their plainest form.

It imports nothing of HubDesk, so that it cannot share a fault with the program.
"""

import json
from typing import Any, NamedTuple

Line = tuple[str, int]


class Fact(NamedTuple):
    book: str
    hlc: int
    op: str
    kind: str
    id: str
    fields: dict[str, Any]


class World:
    """Every line that was ever written anywhere, also those whose words were erased later."""

    def __init__(self) -> None:
        self.facts: dict[Line, Fact] = {}

    def write(self, book: str, replica: str, line: bytes) -> None:
        """Remember a line; the same place never holds two different ones."""
        seq, hlc, op, _action, kind, id, fields, *_salt = json.loads(line)
        fact = Fact(book, int(hlc, 16), op, kind, id, fields)
        assert self.facts.setdefault((replica, seq), fact) == fact, "two lines at one place"

    def seen_by(self, vector: dict[str, int]) -> "Log":
        """Return what a workspace must show that has every replica up to the line its vector says."""
        return Log({line: fact for line, fact in self.facts.items() if line[1] <= vector.get(line[0], 0)})


class Log:
    """A set of facts and what follows from it alone: no order of arrival, no tables, no clocks but for a tie."""

    def __init__(self, facts: dict[Line, Fact]) -> None:
        self.facts = facts
        self._pasts: dict[Line, frozenset[Line]] = {}
        named = {_named(name) for fact in facts.values() if fact.op == "erase" for name in fact.fields}
        closed = {(fact.book, fact.id) for fact in facts.values() if fact.op == "erase"}
        self.saves = {
            line: fact
            for line, fact in facts.items()
            if fact.op == "save" and line not in named and (fact.book, fact.id) not in closed
        }
        self.gone = {line for line, fact in facts.items() if fact.op == "save"} - set(self.saves)

    def past(self, line: Line) -> frozenset[Line]:
        """Return all lines that a replica had seen when it wrote a line: set by set, receipt by receipt."""
        if line not in self._pasts:
            replica, seq = line
            found: set[Line] = set()
            for number in range(1, seq + 1):
                fact = self.facts.get((replica, number))
                for name, upto in (fact.fields if fact and fact.op in ("open", "receipt") else {}).items():
                    if name.startswith("seen/"):
                        found |= {(name[5:], n) for n in range(1, upto + 1)} | self.past((name[5:], upto))
            self._pasts[line] = frozenset(found)
        return self._pasts[line]

    def before(self, one: Line, two: Line) -> bool:
        """Tell whether `two` was written in knowledge of `one`: what its form had shown counts, if it had one."""
        if one[0] == two[0]:
            return one[1] < two[1]
        base = self.facts[two].fields.get("~base")
        if base is None:
            return one in self.past(two)
        shown = _named("gone/" + base)
        return (one[0] == shown[0] and one[1] <= shown[1]) or one in self.past(shown)

    def needless(self) -> list[tuple[Line, Line]]:
        """Return (receipt, line) where a receipt names what another name in it, or an earlier one, says already."""
        found = []
        for line, fact in self.facts.items():
            names = [
                (name[5:], upto) for name, upto in fact.fields.items() if fact.op != "save" and name[:5] == "seen/"
            ]
            for one in names:
                told = [self.past(two) for two in names if two != one] + [self.past((line[0], line[1] - 1))]
                found += [(line, one) for past in told if one in past]
        return found

    def records(self) -> dict[tuple[str, str, str], tuple[dict[str, Any], dict[str, set]]]:
        """Return {(book, kind, id): (values, fields in several versions with all their values)} of what is visible."""
        found = {}
        for key in {(fact.book, fact.kind, fact.id) for fact in self.saves.values()}:
            lines = [line for line, fact in self.saves.items() if (fact.book, fact.kind, fact.id) == key]
            state = self._record(lines, key[1])
            if state is not None:
                found[key] = state
        return found

    def _record(self, lines: list[Line], kind: str) -> tuple[dict[str, Any], dict[str, set]] | None:
        standing = {}
        for name in {name for line in lines for name in self.facts[line].fields}:
            having = [line for line in lines if name in self.facts[line].fields]
            standing[name] = [one for one in having if not any(self.before(one, two) for two in having if two != one)]
        deletions = standing.pop("~deleted", [])
        plain = {name: found for name, found in standing.items() if name[0] != "~"}
        if deletions and all(self.facts[line].fields["~deleted"] is True for line in deletions):
            left = [
                line
                for found in plain.values()
                for line in found
                if not any(line == each or self.before(line, each) for each in deletions)
            ]
            if not left:
                return None
        values, several = {}, {}
        for name, found in plain.items():
            given = [self.facts[line].fields[name] for line in found]
            newest = max(found, key=lambda line: (self.facts[line].hlc, line[0]))
            values[name] = self.facts[newest].fields[name]
            if "/" in name:
                values[name] = True if any(value is True for value in given) else values[name]
            elif (kind, name) == ("edition", "at"):
                values[name] = min(given, key=str)
            elif len({(type(value), value) for value in given}) > 1:
                several[name] = {(type(value), value) for value in given}
        return values, several


def _named(name: str) -> Line:
    replica, _, seq = name.partition("/")[2].partition("-")
    return replica, int(seq)
