"""Data within a report: whole, found by other readers, in an archivable file, and only where somebody asked for it."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from hubdesk.report.document import json_document
from hubdesk.report.pdf import conversation
from hubdesk.report.pdf.attaching import data_of
from hubdesk.report.pdf.printing import PLAIN
from hubdesk.report.summary import summarize
from hubdesk.report.tables import csv_tables
from tests.report.material import material
from tests.report.pdf.test_readers import _validator

NAMES = ["polls.csv", "questions.csv", "remarks.csv", "report.json", "sections.csv", "statements.csv"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    summary = summarize(material("ar"))
    path = tmp_path_factory.mktemp("attached") / "a.pdf"
    conversation.write(summary, path, printing=replace(PLAIN, attached=data_of(summary)))
    return path


def test_another_reader_finds_the_data_byte_for_byte(made: Path) -> None:
    summary, read = summarize(material("ar")), pypdfium2.PdfDocument(made)
    found = {}
    for number in range(read.count_attachments()):
        one = read.get_attachment(number)
        found[one.get_name()] = bytes(one.get_data())
    assert sorted(found) == NAMES
    assert found["report.json"] == json_document(summary) and json.loads(found["report.json"])["statements"]
    assert all(found[f"{name}.csv"] == content for name, content in csv_tables(summary).items())


def test_each_file_is_associated_with_the_document_as_its_data(made: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not here")
    assert subprocess.run(["qpdf", "--check", str(made)], capture_output=True, check=False).returncode == 0
    told = subprocess.run(["qpdf", "--json", "--json-key=qpdf", str(made)], capture_output=True, check=True).stdout
    objects = json.loads(told)["qpdf"][1]
    values = {name.removeprefix("obj:"): each.get("value") for name, each in objects.items()}
    (catalog,) = [each for each in values.values() if isinstance(each, dict) and each.get("/Type") == "/Catalog"]
    linked = [values[each] for each in catalog["/AF"]]
    assert [each["/F"] for each in linked] == [f"u:{name}" for name in NAMES]
    assert all(each["/AFRelationship"] == "/Data" and each["/UF"] == each["/F"] for each in linked)
    streams = [objects[f"obj:{each['/EF']['/F']}"]["stream"]["dict"] for each in linked]
    assert {each["/Subtype"] for each in streams} == {"/text/csv", "/application/json"}
    assert {each["/Params"]["/ModDate"] for each in streams} == {"u:D:20261001210000+00'00'"}


def test_the_same_data_give_the_same_bytes_and_other_data_others(made: Path, tmp_path: Path) -> None:
    summary = summarize(material("ar"))
    for name, data in (("a", data_of(summary)), ("b", data_of(summary)[:-1])):
        conversation.write(summary, tmp_path / name, printing=replace(PLAIN, attached=data))
    assert (tmp_path / "a").read_bytes() == made.read_bytes()
    marks = [re.findall(rb"/ID\s*\[<(\w+)>", (tmp_path / name).read_bytes()) for name in ("a", "b")]
    assert marks[0] and marks[0] != marks[1]


def test_without_it_a_report_is_of_the_part_that_takes_no_files(made: Path, tmp_path: Path) -> None:
    conversation.write(summarize(material("ar")), tmp_path / "a.pdf")
    bare, whole = (tmp_path / "a.pdf").read_bytes(), made.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in bare and b"<pdfaid:part>3</pdfaid:part>" in whole
    assert not re.search(rb"/AF\b|/EmbeddedFile|/Filespec", bare)


def test_the_reference_validator_takes_it_for_pdf_a_3a(made: Path) -> None:
    validator = _validator()
    try:
        good, told = validator.judge([made], ("3a", "ua1"))
    except validator.Unavailable as reason:
        pytest.skip(str(reason))
    assert good and told.count("good ") == 2, told
