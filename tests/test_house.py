"""How the source is kept: lengths, names, opening sentences, promises, literals for translators, no stand-ins."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = sorted((ROOT / "hubdesk").rglob("*.py"))
BUILDERS = sorted((ROOT / "packaging").glob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EVERY = [*OURS, *BUILDERS, *TESTS]
TREES = {file: ast.parse(file.read_text("utf-8")) for file in EVERY}

LONGEST_FILE, LONGEST_FUNCTION, MOST_FUNCTIONS = 400, 60, 25
VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "handler", "handlers", "base", "misc"}
CATCH_ALL = {"hubdesk/ui/jobs.py", "hubdesk/ui/crash.py", "hubdesk/cli/main.py"}
LATER = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X|HA" + r"CK)\b")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def over(files: list[Path], limit: int) -> list[str]:
    counts = {name_of(file): file.read_text("utf-8").count("\n") for file in files}
    return [f"{name}: {lines} lines" for name, lines in counts.items() if lines > limit]


# ---- size -----------------------------------------------------------------------------------------------------------


def test_no_file_is_longer_than_a_person_can_hold() -> None:
    assert over(EVERY, LONGEST_FILE) == []


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name_of(file)}:{node.lineno} {node.name}: {length(node)} lines"
        for file in [*OURS, *BUILDERS]
        for node in functions(TREES[file])
        if length(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_nine_of_ten_functions_are_short() -> None:
    lengths = sorted(chain.from_iterable(map(length, functions(TREES[file])) for file in [*OURS, *BUILDERS]))
    assert lengths[len(lengths) * 9 // 10] <= MOST_FUNCTIONS


def test_the_fifth_parameter_is_named_at_the_call() -> None:
    many = []
    for file in OURS:
        for node in functions(TREES[file]):
            placed = [a.arg for a in [*node.args.posonlyargs, *node.args.args] if a.arg not in ("self", "cls")]
            qt = re.search("[a-z][A-Z]", node.name)  # Qt decides the signatures of what is its own
            if len(placed) > 4 and not qt and not node.name.startswith("_"):
                many.append(f"{name_of(file)}:{node.lineno} {node.name}({', '.join(placed)})")
    assert many == []


# ---- names and words ------------------------------------------------------------------------------------------------


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {name_of(file): set(re.split(r"[_/.]", name_of(file))) for file in [*OURS, *BUILDERS]}
    assert [name for name, words in parts.items() if words & VAGUE] == []


@pytest.mark.parametrize("file", EVERY, ids=name_of)
def test_every_file_opens_with_one_sentence(file: Path) -> None:
    opening = (ast.get_docstring(TREES[file]) or "").partition("\n\n")[0]
    assert opening.endswith((".", "?", "!")), "it opens without a sentence"
    inner = re.findall(r"[a-z)\"”`][.?!] +(?=[A-Z])", opening.replace("\n", " "))
    assert not inner, "it opens with more than one sentence: split the file, or the rest goes below an empty line"


def promises(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield every public function, class and method that has no docstring."""

    def within(body: list[ast.stmt], place: str) -> Iterator[tuple[str, int]]:
        for node in body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            overload = any("overload" in ast.unparse(d) or ".setter" in ast.unparse(d) for d in node.decorator_list)
            qt = place and isinstance(node, Function) and re.search("[a-z][A-Z]", node.name)
            if ast.get_docstring(node) is None and not overload and not qt:
                yield f"{place}{node.name}", node.lineno
            if isinstance(node, ast.ClassDef):
                yield from within(node.body, f"{node.name}.")

    return within(tree.body, "")


def test_every_public_thing_has_its_promise() -> None:
    bare = [f"{name_of(file)}:{line} {what}" for file in OURS for what, line in promises(TREES[file])]
    assert bare == []


def test_nothing_is_left_for_later() -> None:
    texts = [*EVERY, ROOT / "Makefile", ROOT / "pyproject.toml", *sorted((ROOT / ".ci").iterdir())]
    texts += [file for file in (ROOT / "packaging").rglob("*") if file.suffix in (".spec", ".iss", ".xml", ".desktop")]
    left = [
        f"{name_of(file)}:{number}"
        for file in texts
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if LATER.search(line)
    ]
    assert left == []


def test_nothing_ends_in_an_empty_promise() -> None:
    stubs = [
        f"{name_of(file)}:{node.lineno}"
        for file in OURS
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.Raise) and "NotImplemented" in ast.unparse(node)
    ]
    assert stubs == []


def test_errors_are_caught_by_kind() -> None:
    broad = []
    for file in [*OURS, *BUILDERS]:
        for node in ast.walk(TREES[file]):
            if not isinstance(node, ast.ExceptHandler) or ast.unparse(node.body[-1]) == "raise":
                continue  # what tidies up and raises again catches nothing
            kinds = {"bare"} if node.type is None else set(re.findall(r"\w+", ast.unparse(node.type)))
            if kinds & {"bare", "Exception", "BaseException"} and name_of(file) not in CATCH_ALL:
                broad.append(f"{name_of(file)}:{node.lineno}")
    assert broad == []


# ---- sentences for translators --------------------------------------------------------------------------------------


def holes(text: str) -> set[str]:
    """Return the names of the holes of a sentence; a nameless one is "" (translators could not move it)."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name is not None}


def spoken(tree: ast.AST) -> Iterator[str]:
    """Yield what is wrong with each call of `say` or `count`: words that no catalogue can hold, holes without value."""
    for node in ast.walk(tree):
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        if not isinstance(node, ast.Call) or name not in ("say", "count"):
            continue
        texts = node.args[:1] if name == "say" else node.args[1:3]
        words = [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]
        if len(node.args) != (1 if name == "say" else 3) or len(words) != len(texts):
            yield f"{node.lineno}: {name} takes literal sentences"
            continue
        given = {word.arg for word in node.keywords} | ({"n"} if name == "count" else set())
        asked = set().union(*map(holes, words))
        if not all(word.strip() for word in words):
            yield f"{node.lineno}: an empty sentence"
        elif None not in given and (asked - given or given - asked - {"n"}):
            yield f"{node.lineno}: holes {sorted(asked)} and values {sorted(map(str, given))} differ"


def test_every_sentence_can_reach_a_translator() -> None:
    assert [f"{name_of(file)}:{fault}" for file in OURS for fault in spoken(TREES[file])] == []


@pytest.mark.parametrize(
    "source",
    [
        'say(f"Hello {name}")',
        "say(text)",
        'say("Hello " + name)',
        'say("Hello {name}")',
        'say("Hello", name=1)',
        'say("Hello {}", name=1)',
        'say("")',
        'say("Saved {n}", "x")',
        'count(n, "one", text)',
        'count(n, "{n} page of {all}", "{n} pages of {all}")',
        'count("{n} page", "{n} pages", n)',
    ],
)
def test_the_check_hears_a_lost_sentence(source: str) -> None:
    assert len(list(spoken(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'say("Hello {name}" " and {other}", name=a, other=f"{b}")',
        'say("Size {size:.1f} of {person.name}", size=1, person=p)',
        'say("Hello {name}", **values)',
        'count(n, "{n} page of {all}", "{n} pages of {all}", all=all)',
        'count(n, "one page", "{n} pages")',
        'shelf.count(n, text); text.count("x")',
    ],
)
def test_the_check_lets_whole_sentences_through(source: str) -> None:
    assert list(spoken(ast.parse(source))) == []


# ---- tests meet the real thing --------------------------------------------------------------------------------------


def stand_ins(tree: ast.AST) -> Iterator[str]:
    """Yield every use of a mock, and every patch of a name that comes from hubdesk."""
    ours: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            names = [f"{module}.{alias.name}".strip(".") for alias in node.names]
            if any("mock" in name.split(".") for name in names):
                yield f"{node.lineno}: a mock"
            if any(name.split(".")[0] == "hubdesk" for name in names):
                ours |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, Function) and any(argument.arg == "mocker" for argument in node.args.args):
            yield f"{node.lineno}: a mock"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("monkeypatch.setattr", "mock.patch")):
            target = node.args[0]
            text = target.value if isinstance(target, ast.Constant) else ast.unparse(target)
            if re.split(r"\W", str(text))[0] in ours | {"hubdesk"}:
                yield f"{node.lineno}: {text} is replaced"


def test_no_part_of_ours_is_replaced_by_a_stand_in() -> None:
    found = [f"{name_of(file)}:{fault}" for file in TESTS for fault in stand_ins(TREES[file])]
    assert found == []


@pytest.mark.parametrize(
    ("source", "times"),
    [
        ("from unittest import mock", 1),
        ("from unittest.mock import patch", 1),
        ("def test(mocker): ...", 1),
        ("from hubdesk.store import log\ndef test(monkeypatch): monkeypatch.setattr(log, 'put', None)", 1),
        ("def test(monkeypatch): monkeypatch.setattr('hubdesk.store.log.put', None)", 1),
        ("import os\ndef test(monkeypatch): monkeypatch.setattr(os, 'fsync', None)", 0),
        ("def test(monkeypatch): monkeypatch.setenv('LANG', 'C')", 0),
    ],
)
def test_the_check_knows_a_stand_in(source: str, times: int) -> None:
    assert len(list(stand_ins(ast.parse(source)))) == times


def test_no_constant_is_given_twice_in_one_file() -> None:
    given = {
        name_of(file): [target.id for each in TREES[file].body if isinstance(each, ast.Assign)
                        for target in each.targets if isinstance(target, ast.Name) and target.id.isupper()]
        for file in EVERY
    }  # fmt: skip
    assert {name: sorted({each for each in names if names.count(each) > 1}) for name, names in given.items()
            if len(names) > len(set(names))} == {}  # fmt: skip
