"""Lists of people as JSON that systems hand out, and as tables of web pages."""

import json

import pytest

from hubdesk.errors import Refused, Usage
from hubdesk.model.limits import PEOPLE_COLUMNS
from hubdesk.roster.readers import People, read
from tests.roster.books import ods, page, row, spreadsheet_xml, xlsx
from tests.roster.lists import SAMPLES, Sample, seen


def told(people: People, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(each, field) for field in fields) for each in people.candidates]


def of(value: object) -> People:
    return read(json.dumps(value, ensure_ascii=False).encode())


def test_participants_as_a_wiki_hands_them_out() -> None:
    people = of(
        [
            {
                "participant_id": 5,
                "user_id": 77,
                "user_name": "Ольга_К",
                "user_page": {"path": "/wiki/User:%D0%9E", "title": "User:Ольга К", "classes": "mw-userlink"},
                "user_registered_at": "20260509101112",
                "private": False,
            },
            {"participant_id": 6, "user_name": "None", "user_registered_at": "20260509101113", "private": True},
        ]
    )
    assert (people.kind, people.header_row, people.delimiter) == ("campaign-events", None, "")
    assert told(people, "name", "username", "private", "registration", "row") == [
        ("Ольга К", "Ольга К", False, "5", 1),
        ("None", "None", True, "6", 2),
    ]


def test_answers_of_a_form_lie_in_groups_below_the_results() -> None:
    people = of(
        {
            "count": 2,
            "next": None,
            "results": [
                {
                    "_id": 1,
                    "_uuid": "a",
                    "people/full_name": "Amina Diallo",
                    "people/phone": 221771234567.0,
                    "_tags": [],
                },
                {"_id": 2, "_uuid": "b", "people/full_name": "李雷", "people/phone": "", "_attachments": [{"id": 3}]},
            ],
        }
    )
    assert people.kind == "kobotoolbox"
    assert told(people, "name", "phone") == [("Amina Diallo", "221771234567"), ("李雷", "")]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "Anna", "email": "a@x.org"}\n{"name": "Bob", "languages": ["de", "fr"]}\n',
        '{"data": {"event": {"participants": {"elements": [{"name": "Anna", "email": "a@x.org"},'
        ' {"name": "Bob", "languages": ["de", "fr"]}]}}}}',
        '{"7": {"name": "Anna", "email": "a@x.org"}, "8": {"name": "Bob", "languages": ["de", "fr"]}}',
    ],
    ids=["lines", "deep", "by keys"],
)
def test_a_list_may_lie_anywhere_and_its_objects_differ(text: str) -> None:
    people = read(b"\xef\xbb\xbf" + text.encode())
    assert told(people, "name", "email", "languages") == [("Anna", "a@x.org", ""), ("Bob", "", "de, fr")]


def test_double_brackets_of_a_wiki_are_no_json() -> None:
    assert told(read(b"[[User:Anna B]]\n[[User:Bob]]\n"), "username") == [("Anna B",), ("Bob",)]


def test_the_table_with_the_people_is_found_on_a_page() -> None:
    rows = [["Имя", "E-mail", "Статус"], ["Ольга & Ко", "o@example.org", "отменено"], ["Пётр", "p@example.org", ""]]
    menu = "<!-- <table> --><script>if (a<b) '<table>'</script><table><tr><td>Menu<td>Help</table>"
    text = (
        page(*rows, before=menu)
        .replace("<td>Пётр", '<TD class="a"><s>Пётр</s>')
        .replace("x</title>", "x</title><meta charset=windows-1251>")
    )
    people = read(text.encode("windows-1251"))
    assert people.encoding == "windows-1251"
    assert told(people, "name", "email", "status") == [("Ольга & Ко", "o@example.org", "cancelled")]
    assert [each.row for each in people.rejected] == [3]
    assert told(read(text.encode("windows-1251"), sheet="2"), "name") == [("Ольга & Ко",)]
    with pytest.raises(Usage):
        read(text.encode("windows-1251"), sheet="3")


def test_a_comment_may_stand_before_a_page_and_before_wikitext() -> None:
    assert told(read(b"<!-- x -->\n<table><tr><td>Name<td>Email<tr><td>Ana<td>a@x.org</table>"), "name") == [("Ana",)]
    assert told(read(b"<!-- sign below -->\n# [[User:Anna]]\n# [[User:Bob]]\n"), "username") == [("Anna",), ("Bob",)]


def test_cells_of_a_page_reach_over_rows_and_columns() -> None:
    text = (
        "<table><tr><th colspan=3>Garden evening<tr><th>Name<th>E-mail<th>Group"
        "<tr><td>Anna<td>a@x.org<td rowspan=2>Garden<tr><td>Bob&nbsp;B.<td>b@x.org<tr><td>Cem<td>c@x.org</table>"
    )
    assert told(read(text.encode()), "name", "community") == [("Anna", "Garden"), ("Bob B.", "Garden"), ("Cem", "")]


def test_the_xml_of_older_spreadsheets_is_read() -> None:
    text = spreadsheet_xml(["Name", "", "Email"], ["Zoë", "", "z@x.org"])
    skipping = text.replace('<Cell><Data ss:Type="String"></Data></Cell><Cell>', '<Cell ss:Index="3">')
    for each in (text, skipping):
        assert told(read(each.encode()), "name", "email") == [("Zoë", "z@x.org")]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
def test_people_are_found_whatever_holds_the_list(sample: Sample) -> None:
    head, *rows = sample.rows
    objects = [dict(zip(head, each, strict=True)) for each in rows]
    title = [["Garden evening"], [""], *map(list, sample.rows), ["Total: 3"]]
    for data in (
        xlsx(*title),
        ods(*(row(*each) for each in title)),
        page(*title).encode(),
        spreadsheet_xml(*title).encode(),
        json.dumps(objects).encode(),
        "\n".join(json.dumps(each, ensure_ascii=False) for each in objects).encode("utf-16"),
    ):
        found = read(data)
        assert seen(found.candidates, sample.fields) == sample.people
        assert found.header_row in (3, None)
        assert len(found.rejected) == (1 if found.header_row else 0)


HOSTILE = {
    "no list": b'{"a": {"b": 1}}',
    "numbers": b'{"a": [1, 2]}',
    "broken": b'[{"name": "Anna"',
    "deep": b'{"a":' * 100_000,
    "too wide": json.dumps([{f"a{n}": 1 for n in range(PEOPLE_COLUMNS + 1)}]).encode(),
    "page without a table": b"<!DOCTYPE html><p>Anna</p>",
    "cells without end": b"<table>" + b"<td>" * 50_000,
    "tables without end": b"<table>" * 50_000,
    "comments without end": b"<html>" + b"<!--" * 50_000,
    "scripts without end": b"<html>" + b"<script>" * 50_000,
    "tags without end": b"<html>" + b"<td " * 50_000,
    "a wide cell": b"<table><tr><td colspan=999999>Anna",
    "cells that reach over every row": b"<table><tr>" + b"<td rowspan=999999>a@b.org</td>" * 1000 + b"<tr>" * 100_000,
    "empty cells before every cell": b"<table>" + b"<tr><td ss:Index=999>x" * 5_000,
    "many columns of one object": json.dumps([dict.fromkeys(map(str, range(999)), "Ana"), *({},) * 99_000]).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_other_data_and_pages_are_refused_in_three_sentences(name: str) -> None:
    with pytest.raises(Refused) as refused:
        read(HOSTILE[name])
    assert all(refused.value.told("en"))
