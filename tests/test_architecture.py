"""Who may import whom: the map of the house, held over every import, those inside functions included."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "hubdesk").rglob("*.py"))

#: Anyone may import these (and the package itself, which holds nothing but the version).
GROUND = {"errors", "i18n", "settings", "paths"}
LEAVES = {"store", "charter", "roster", "bundle", "report", "upload"}
#: Folder → the folders it may import besides itself and the ground floor.
MAP: dict[str, set[str]] = {
    "model": set(),
    **{leaf: {"model"} for leaf in LEAVES},
    "desk": {*LEAVES, "model"},
    "ui": {"desk", "model"},
    "cli": {"ui", "desk", "model"},  # both edges may name the records that verbs take and give
    "__main__": {"cli"},
    **{name: set() for name in GROUND},
}
#: Libraries (names that begin so) → the only folders that may import them; the first line that fits counts.
HOMES: dict[str, str] = {
    "PySide6.QtSql PySide6.QtNetwork PySide6.QtWebEngine apsw pickle marshal shelve dill": "",
    "PySide6 shiboken6": "ui",
    "sqlite3 sqlite_utils sqlcipher3": "store",
    "reportlab openpyxl PIL": "report",
    "nacl pyrage keyring": "bundle",
    "rapidfuzz": "model",
    "python_calamine": "roster",
    "zipfile": "bundle charter report roster",
    "socket ssl http urllib.request urllib.error ftplib smtplib imaplib poplib xmlrpc asyncio telnetlib": "upload",
    "requests httpx aiohttp urllib3 websockets": "upload",
}


def imports(tree: ast.AST, package: str) -> Iterator[tuple[str, int]]:
    """Yield every imported name in full ("from a import b" gives "a.b") with its line; `package` resolves dots."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((f"{start}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            first = node.args[0]
            yield (first.value if isinstance(first, ast.Constant) else ast.unparse(first).strip("f'\"")), node.lineno


def faults(source: str, path: str) -> list[str]:
    """Return every import of one file (its path is relative to the repository) that the map does not allow."""
    parts = Path(path).with_suffix("").parts
    place, package = parts[1] if len(parts) > 1 else "", ".".join(parts[:-1])
    found = []
    for name, line in imports(ast.parse(source), package):
        pieces = name.split(".")
        if pieces[0] == "hubdesk":
            target = pieces[1] if len(pieces) > 1 else ""
            allowed = {place, *GROUND, *MAP.get(place, set()), "", "__version__"}
            if "widgets" in parts[:-1]:
                allowed -= {"desk"}
            if target not in allowed:
                found.append(f"{path}:{line} imports {name}: {place} may not know {target}")
        homes = next((home for starts, home in HOMES.items() if name.startswith(tuple(starts.split()))), place)
        if place not in homes.split():
            found.append(f"{path}:{line} imports {name}: its home is {homes or 'nowhere'}")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_import_follows_the_map(file: Path) -> None:
    assert faults(file.read_text("utf-8"), str(file.relative_to(ROOT))) == []


def test_the_command_line_reaches_for_the_window_only_when_it_opens_one() -> None:
    early = []
    for file in sorted((ROOT / "hubdesk" / "cli").rglob("*.py")):
        top = [n for n in ast.parse(file.read_text("utf-8")).body if isinstance(n, ast.Import | ast.ImportFrom)]
        names = [name for name, _ in imports(ast.Module(top, []), "hubdesk.cli")]
        early += [f"{file.name}: {name}" for name in names if name.startswith("hubdesk.ui")]
    assert early == []


def test_every_folder_stands_on_the_map() -> None:
    here = {
        path.stem for path in (ROOT / "hubdesk").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert here - {"__init__"} <= set(MAP)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("hubdesk/model/x.py", "def f():\n    from hubdesk.store import log"),
        ("hubdesk/store/x.py", "from hubdesk import bundle"),
        ("hubdesk/store/x.py", "from .. import desk"),
        ("hubdesk/store/x.py", "from ..desk import people"),
        ("hubdesk/report/pdf/x.py", "from ...store import views"),
        ("hubdesk/ui/x.py", "import hubdesk.store.log as log"),
        ("hubdesk/ui/widgets/x.py", "from hubdesk.desk import people"),
        ("hubdesk/ui/x.py", "from PySide6 import QtCore, QtNetwork"),
        ("hubdesk/ui/x.py", "from PySide6.QtSql import QSqlDatabase"),
        ("hubdesk/desk/x.py", "import PySide6.QtCore"),
        ("hubdesk/desk/x.py", "import sqlite3"),
        ("hubdesk/desk/x.py", "import importlib\nimportlib.import_module('sqlite3')"),
        ("hubdesk/ui/x.py", "import importlib\nimportlib.import_module(f'hubdesk.store.{name}')"),
        ("hubdesk/report/x.py", "from urllib import request"),
        ("hubdesk/bundle/x.py", "import socket, zipfile"),
        ("hubdesk/desk/x.py", "if True:\n    import zipfile"),
        ("hubdesk/paths.py", "from hubdesk.model import records"),
        ("hubdesk/bundle/x.py", "import pickle"),
    ],
)
def test_the_check_sees_a_fault(path: str, source: str) -> None:
    assert len(faults(source, path)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("hubdesk/ui/pages/x.py", "from hubdesk.desk import people\nfrom hubdesk.model.records import Person"),
        ("hubdesk/ui/pages/x.py", "from ..words import tell\nfrom PySide6.QtWidgets import QLabel"),
        ("hubdesk/store/x.py", "import sqlite3\nfrom hubdesk.model import facts\nfrom . import log"),
        ("hubdesk/report/x.py", "from urllib.parse import quote\nfrom hubdesk import __version__\nimport zipfile"),
        ("hubdesk/upload/x.py", "import socket, ssl\nfrom urllib.request import urlopen"),
    ],
)
def test_the_check_lets_the_right_ones_through(path: str, source: str) -> None:
    assert faults(source, path) == []


#: What the window for the room may know: words, letters and colours, and the one view that was made for it.
FOR_THE_ROOM = {
    "hubdesk.i18n", "hubdesk.model.projection", "hubdesk.model.timer", "hubdesk.ui.agenda.timer", "hubdesk.ui.fonts",
    "hubdesk.ui.projected", "hubdesk.ui.theme", "hubdesk.ui.words",
}  # fmt: skip


@pytest.mark.parametrize("name", ["projector", "projected", "agenda/timer"])
def test_the_window_for_the_room_knows_nothing_of_the_desk(name: str) -> None:
    tree = ast.parse((ROOT / "hubdesk" / "ui" / f"{name}.py").read_text("utf-8"))
    ours = {each for each, _ in imports(tree, "hubdesk.ui") if each.startswith("hubdesk")}
    extra = {"hubdesk.ui.icons"} if name == "agenda/timer" else set()
    assert {each for each in ours if not each.startswith(tuple(FOR_THE_ROOM | extra))} == set()
    assert "desk" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert "desk" not in {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_a_view_for_the_room_is_made_of_words_and_numbers_alone() -> None:
    tree = ast.parse((ROOT / "hubdesk" / "model" / "projection.py").read_text("utf-8"))
    ours = {each for each, _ in imports(tree, "hubdesk.model") if each.startswith("hubdesk")}
    assert ours == {"hubdesk.i18n.Sentence", "hubdesk.i18n.say"}
