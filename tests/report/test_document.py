"""The JSON document keeps to its schema, whatever people said."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.records import OpenQuestion
from hubdesk.paths import shipped
from hubdesk.report import document
from hubdesk.report.summary import summarize
from tests.report import payloads
from tests.report.material import EVENT, POLLS, STATEMENTS, material, note

SCHEMA = json.loads((shipped("resources") / "schema" / "safe.json").read_text("utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
SAID = {
    *("$schema", "$id", "$ref", "$defs", "title", "description", "type", "const", "enum", "pattern", "minimum"),
    *("anyOf", "items", "properties", "required", "additionalProperties", "propertyNames"),
}


def faults(value: Any, schema: dict[str, Any], place: str = "$") -> Iterator[str]:
    """Yield where a value differs from a schema, for the words of JSON Schema that ours uses."""
    assert set(schema) <= SAID, set(schema) - SAID
    if "$ref" in schema:
        yield from faults(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], place)
    if "anyOf" in schema and all(list(faults(value, one, place)) for one in schema["anyOf"]):
        yield f"{place}: none of the forms"
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if kinds and not any(type(value) is TYPES[kind] for kind in kinds):
        yield f"{place}: {type(value).__name__}"
        return
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        yield f"{place}: {value!r}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {value!r} is not {schema['pattern']}"
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{place}: {value} is too small"
    for number, one in enumerate(value if isinstance(value, list) and "items" in schema else ()):
        yield from faults(one, schema["items"], f"{place}[{number}]")
    if isinstance(value, dict):
        yield from _members(value, schema, place)


def _members(value: dict[str, Any], schema: dict[str, Any], place: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    yield from (f"{place}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        yield from faults(name, schema.get("propertyNames", {}), f"{place} name")
        if name not in known and others is False:
            yield f"{place}: {name} is not in the schema"
        else:
            yield from faults(one, known.get(name, others), f"{place}.{name}")


def read(**changes: Any) -> Any:
    return json.loads(document.json_document(summarize(material(**changes))))


QUESTIONS = ((OpenQuestion(id="8" * 32, text="Who decides?", language="en"), "2.1"),)


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_document_keeps_to_its_schema(language: str) -> None:
    assert list(faults(read(language=language, questions=QUESTIONS), SCHEMA)) == []


def test_hostile_words_and_languages_keep_to_it_too() -> None:
    notes = [note(n, text, "<x>" if n % 2 else "en", ("w1",)) for n, text in enumerate(payloads.ALL, 1)]
    hostile = replace(EVENT, start="yesterday", end="", languages=frozenset({"en", '"><'}))
    found = read(notes=notes, events=(hostile,))
    assert list(faults(found, SCHEMA)) == []
    assert found["gatherings"][0]["languages"] == ["en", "und"]
    assert [one["text"] for one in found["remarks"]] == [
        text.encode("utf-8", "replace").decode() for text in payloads.ALL
    ]


def test_an_empty_evening_keeps_to_it() -> None:
    assert list(faults(read(notes=(), statements=(), polls=(), documents=()), SCHEMA)) == []


def test_the_schema_knows_every_kind_and_form() -> None:
    assert SCHEMA["$defs"]["kind"]["enum"] == ["", *KINDS]
    assert SCHEMA["$defs"]["remark"]["properties"]["form"]["enum"] == list(FORMS)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda it: it.pop("title"), "title is missing"),
        (lambda it: it.update(secret=1), "secret is not in the schema"),
        (lambda it: it["remarks"][0].update(kind="rant"), "'rant'"),
        (lambda it: it["remarks"][0].update(voices=0), "too small"),
        (lambda it: it["polls"][0].update(no_response={"low": 1}), "none of the forms"),
        (lambda it: it.update(as_of="now"), "'now'"),
        (lambda it: it["documents"][0]["sections"][0]["kinds"].update(rant=1), "'rant'"),
        (lambda it: it.update(left_out=True), "bool"),
    ],
)
def test_the_judge_sees_what_is_wrong(change: Any, fault: str) -> None:
    found = read()
    change(found)
    assert any(fault in one for one in faults(found, SCHEMA))


def test_a_day_is_that_of_the_place() -> None:
    late = replace(EVENT, start="2026-10-01T16:30:00+00:00", end="2026-10-01T18:00:00+00:00", zone="Asia/Tokyo")
    assert read(events=(late,))["gatherings"][0]["start"] == "2026-10-02"


def test_numbers_of_statements_and_polls_are_those_of_the_report() -> None:
    found = read()
    assert found["statements"][0]["remarks"] == [1, 2] and len(STATEMENTS) == len(found["statements"])
    assert len(found["polls"]) == len(POLLS)
