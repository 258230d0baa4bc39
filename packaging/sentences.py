"""Collect the sentences of the program for its translators, and bring every translation up to date."""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
NOTE, WIDTH = "TRANSLATORS:", 100


def spoken(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, sentence, plural or "") of every `say("…")` and `count(n, "…", "…")`, as Python reads them.

    Babel's own reader of Python takes every call of that name, `data.count(b"…")` too, and stops there.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = {"say": node.args[:1], "count": node.args[1:3]}.get(node.func.id, [])
        words = [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]
        if words and len(words) == len(texts):
            yield node.lineno, words[0], words[1] if len(words) > 1 else ""


def note_above(lines: list[str], line: int) -> list[str]:
    """Return the comment for translators that stands right above a line, or nothing."""
    found: list[str] = []
    for text in reversed(lines[: line - 1]):
        if not text.lstrip().startswith("#"):
            break
        found.insert(0, text.strip().lstrip("# "))
        if NOTE in text:
            return found
    return []


def collect(folder: Path, root: Path, version: str) -> Catalog:
    """Return all sentences below a folder, each with the files where it is said."""
    catalogue = Catalog(
        project="HubDesk", version=version, copyright_holder="HubDesk maintainers", charset="utf-8", fuzzy=False
    )
    for file in sorted(folder.rglob("*.py")):
        source = file.read_text("utf-8")
        place = [(file.relative_to(root).as_posix(), 0)]
        for line, one, many in sorted(spoken(source)):
            notes = note_above(source.splitlines(), line)
            catalogue.add((one, many) if many else one, locations=place, auto_comments=notes)
    for file in sorted((root / "resources" / "grants").glob("*.json")):
        for text in headings(json.loads(file.read_text("utf-8"))):
            catalogue.add(text, locations=[(file.relative_to(root).as_posix(), 0)])
    return catalogue


def headings(form: dict[str, Any]) -> Iterator[str]:
    """Yield what people read of a funder's form: its name, and the headings of its parts and questions."""
    yield form["name"]
    for part in form["parts"]:
        yield part["heading"]
        yield from (question["heading"] for question in part["questions"])


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a PO file: by file, without line numbers, so that a change shows only what it changed."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=WIDTH, include_lineno=False, sort_by_file=True, include_previous=False)
    return stream.getvalue()


def undated(data: bytes) -> bytes:
    """Return a PO file without its dates."""
    return re.sub(rb'^"(POT-Creation|PO-Revision)-Date:.*\n', b"", data, flags=re.MULTILINE)


def put(path: Path, data: bytes) -> bool:
    """Write a catalogue when more than its dates differ; return whether it was written."""
    if path.exists() and undated(path.read_bytes()) == undated(data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(data)
    beside.replace(path)
    return True


def forms(translation: polib.POFile) -> int:
    """Return how many forms a number gives a sentence in this language; 2 where the header is silent."""
    found = re.search(r"nplurals\s*=\s*(\d+)", translation.metadata.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


def update(path: Path, template: polib.POFile) -> tuple[int, int]:
    """Bring one translation up to date with the template; return (translated, all).

    No translation is guessed from a similar sentence, none is thrown away (what is no longer said stays as obsolete),
    and the header stays as the translators left it, with the name of who has reviewed it.
    """
    translation = polib.pofile(str(path), wrapwidth=WIDTH)
    translation.merge(template)
    each = range(forms(translation))
    for entry in translation:
        if entry.msgid_plural:  # the merge gives every language the two forms of English
            entry.msgstr_plural = {form: entry.msgstr_plural.get(form, "") for form in each}
    order = {(entry.msgid, entry.msgid_plural): place for place, entry in enumerate(template)}
    translation.sort(key=lambda entry: order.get((entry.msgid, entry.msgid_plural), len(order)))
    put(path, str(translation).encode())
    entries = [entry for entry in translation if not entry.obsolete]
    return sum(entry.translated() for entry in entries), len(entries)


def main() -> int:
    """Write i18n/hubdesk.pot, update every i18n/<lang>/LC_MESSAGES/hubdesk.po, and say how far each is."""
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "hubdesk" / "__init__.py").read_text("utf-8"))
    assert version is not None, "hubdesk/__init__.py names no version"
    template = collect(ROOT / "hubdesk", ROOT, version[1])
    pot = ROOT / "i18n" / "hubdesk.pot"
    changed = put(pot, written(template))
    print(f"i18n/hubdesk.pot: {len(template)} sentences, {'written' if changed else 'unchanged'}")
    for path in sorted((ROOT / "i18n").glob("*/LC_MESSAGES/hubdesk.po")):
        done, every = update(path, polib.pofile(str(pot)))
        print(f"  {path.parent.parent.name:<6} {done:>5} of {every} translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
