"""A project for research programs holds every remark where it says, under codes that each have one name."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from hubdesk.model.codebook import KINDS
from hubdesk.report.qda import NAMESPACE, project
from hubdesk.report.summary import Summary, summarize
from hubdesk.report.tables import in_order, places
from tests.report import payloads
from tests.report.material import DOCUMENT, material, note

N = f"{{{NAMESPACE}}}"


class Opened:
    """A project as another program reads it: its document, its text, its codes by GUID with their paths."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            assert file.testzip() is None
            self.names = file.namelist()
            self.root = ElementTree.fromstring(file.read("project.qde"))
            self.text = file.read(self.names[1]).decode("utf-8")
        self.source = self.root.find(f"{N}Sources/{N}TextSource")
        self.codes: dict[str, list[str]] = {}
        for code in self.root.findall(f"{N}CodeBook/{N}Codes/{N}Code"):
            self._code(code, [])

    def _code(self, code: ElementTree.Element, above: list[str]) -> None:
        path = [*above, code.attrib["name"]]
        self.codes[code.attrib["guid"]] = path
        for below in code.findall(f"{N}Code"):
            self._code(below, path)

    def coded(self) -> dict[str, tuple[str, list[str]]]:
        """Return {number of a remark: (its words, the names of its codes)}."""
        found = {}
        for selection in self.source:
            start, end = (int(selection.attrib[f"{which}Position"]) for which in ("start", "end"))
            assert selection.find(f"{N}Coding")[0].tag == f"{N}CodeRef"
            chosen = [ref.attrib["targetGUID"] for ref in selection.iter(f"{N}CodeRef")]
            found[selection.attrib["name"]] = self.text[start:end], [self.codes[guid][-1] for guid in chosen]
        return found


def everything() -> Summary:
    return summarize(payloads.everywhere(payloads.ALL))


def test_every_remark_is_found_where_the_project_says_with_what_it_is_coded() -> None:
    summary = summarize(material(notes=[*material().notes, note(90, "𝕬 grüße 王", "zh", ("w2",), kind="concern")]))
    opened, where = Opened(project(summary)), places(summary)
    coded = opened.coded()
    assert [text for text, _ in coded.values()] == opened.text.splitlines()
    for item, _ in in_order(summary):
        text, codes = coded[str(item.number)]
        assert text == " ".join(item.text.split())
        sections = [code for code in codes if code.startswith(DOCUMENT.title)]
        assert [code.split(" ")[code.split(" ").index("·") + 1] for code in sections] == where.get(item.number, [])
        assert len(codes) == len(sections) + 1 + (item.kind in KINDS)
        assert ("Concern" in codes) == (item.kind == "concern")


def test_the_outline_is_whole_and_nested_as_its_headings_are() -> None:
    opened = Opened(project(summarize(material())))
    paths = [path for path in opened.codes.values() if path[0].startswith(DOCUMENT.title)]
    assert len(paths) == len(DOCUMENT.outline) + 1
    assert any(len(path) > 2 and " 2 " in path[-2] and " 2.1 " in path[-1] for path in paths)


def test_each_name_of_a_code_is_there_once() -> None:
    same = tuple(replace(each, heading="Rights", number="") for each in DOCUMENT.outline)
    twice = (replace(DOCUMENT, outline=same), replace(DOCUMENT, outline=same))
    for summary in (everything(), summarize(material(documents=twice))):
        names = [path[-1].casefold() for path in Opened(project(summary)).codes.values()]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "summary", [everything(), summarize(material(notes=(), documents=()))], ids=["hostile", "none"]
)
def test_what_it_is_made_of_comes_in_the_order_of_the_schema(summary: Summary) -> None:
    opened = Opened(project(summary))
    assert [child.tag.removeprefix(N) for child in opened.root] == ["Users", "CodeBook", "Sources"]
    assert opened.root.attrib["origin"] == "HubDesk"
    path = opened.source.attrib["plainTextPath"].removeprefix("internal://")
    assert opened.names == ["project.qde", f"sources/{path}"]
    assert "\r" not in opened.text and not opened.text.startswith("\ufeff")
    assert len(opened.coded()) == opened.text.count("\n") == len(in_order(summary))
    for element in opened.root.iter(f"{N}PlainTextSelection"):
        assert {"guid", "startPosition", "endPosition", "creatingUser", "creationDateTime"} <= set(element.attrib)


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert project(everything()) == project(everything())
