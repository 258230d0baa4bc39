"""A codebook goes into a file and comes back as it was; a hostile file is refused and changes nothing."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.desk import codebook, codebook_files, events, notes
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.model.codes import Entry
from hubdesk.model.limits import CODEBOOK_BYTES, CODEBOOK_CODES
from hubdesk.model.records import Code
from hubdesk.report import codebook as writing
from hubdesk.roster import codebook as reading

NS = 'xmlns="urn:QDA-XML:codebook:1.0"'
OTHERS = f"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook {NS} origin="Another program"><Codes>
<Code guid="1" name="Stable funding" isCodable="true" color="#AA2222"><Description>Money &amp; more</Description>
<Code guid="2" name="Zuschüsse"><NoteRef targetGUID="9"/></Code></Code>
<Code guid="3" name="§ 4" color="red"/><Code guid="4" name="الشفافية"/>
</Codes><Sets><Set guid="5" name="Codes"><MemberCode guid="2"/></Set></Sets></CodeBook>""".encode()


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea")


def drawn(desk: Desk, event: str) -> list[str]:
    return [f"{'.' * each.depth}{each.code.word}" for each in codebook.tree(desk, event)]


def test_what_another_program_wrote_is_read(desk, event) -> None:
    found = codebook_files.preview(desk, event, OTHERS)
    assert (len(found.new), found.same, found.unfit) == (4, 0, ("§ 4",))
    assert codebook_files.take(desk, event, found.new, language="en") == 3
    assert drawn(desk, event) == ["Stable_funding", ".Zuschüsse", "الشفافية"]
    first = codebook.tree(desk, event)[0].code
    assert (first.colour, first.description, first.labels) == ("#AA2222", "Money & more", {"en": "Stable funding"})
    assert codebook_files.take(desk, event, found.new) == 0
    desk.undo()
    assert drawn(desk, event) == []


def test_the_name_space_of_the_standard_s_own_examples_is_read(desk, event) -> None:
    found = codebook_files.preview(desk, event, OTHERS.replace(b"codebook:1.0", b"codebook:1:0"))
    assert found == codebook_files.preview(desk, event, OTHERS)


def test_a_table_of_another_program_is_read_by_what_it_calls_its_columns(desk, event) -> None:
    table = b"Code,Parent code,Memo,Color\nmoney,,Of all kinds,#AA2222\ncash,money,,\n"
    assert codebook_files.take(desk, event, codebook_files.preview(desk, event, table).new) == 2
    assert drawn(desk, event) == ["money", ".cash"]
    first = codebook.tree(desk, event)[0].code
    assert (first.colour, first.description) == ("#AA2222", "Of all kinds")
    both = codebook_files.preview(desk, event, b"word,code,description\nboats,7,x\n").new
    assert [each.name for each in both] == ["boats"]


@pytest.mark.parametrize("form", codebook_files.FORMS)
def test_it_comes_back_as_it_was(desk, event, tmp_path, form) -> None:
    top = codebook.add(desk, event, "money", colour="#aa2222", description='=1+1 <b>&\n"two" lines')
    codebook.add(desk, event, "cash", parent=top, labels={} if form == "qdc" else {"ar": "نقد", "de": "Bargeld"})
    notes.add(desk, event, "a note #weather")
    path = tmp_path / f"codes.{form}"
    codebook_files.write(desk, event, path)
    other = events.create(desk, "Other")
    found = codebook_files.preview(desk, other, path.read_bytes())
    assert codebook_files.take(desk, other, found.new) == 3
    assert drawn(desk, other) == ["money", ".cash", "weather"]
    for mine, theirs in zip(codebook.tree(desk, event), codebook.tree(desk, other), strict=True):
        for name in ("word", "colour", "description", "labels"):
            assert getattr(mine.code, name) == getattr(theirs.code, name)
    if form == "csv":
        assert b"'=1+1" in path.read_bytes(), "no formula for a spreadsheet"
    elif form == "xlsx":
        assert path.read_bytes() == codebook_files.content(desk, event, "xlsx"), "equal trees give equal bytes"
    else:
        root = ElementTree.fromstring(path.read_bytes())
        assert [one.get("name") for one in root.iter("{urn:QDA-XML:codebook:1.0}Code")] == ["money", "cash", "weather"]
        assert len({one.get("guid") for one in root.iter("{urn:QDA-XML:codebook:1.0}Code")}) == 3


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, st.integers(-1, 5), NAMES), min_size=1, max_size=8, unique_by=lambda each: each[0]))
def test_every_tree_survives_the_way_through_a_qdc(given) -> None:
    entries = [Entry(name, min(parent, n - 1), "", text) for n, (name, parent, text) in enumerate(given)]
    back = reading.read(writing.qdc(entries))

    def pairs(found):
        above = [found[each.parent].name if each.parent >= 0 else "" for each in found]
        return sorted((each.name, over, each.description) for each, over in zip(found, above, strict=True))

    def plain(text):
        return "".join(letter if letter not in "\ufffe\uffff" else "\ufffd" for letter in text)

    entries = [Entry(plain(e.name), e.parent, "", plain(e.description)) for e in entries]
    assert pairs(back) == pairs(entries)


HOSTILE = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CodeBook>&b;</CodeBook>',
    "external": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><CodeBook/>',
    "other": b"<html><body/></html>",
    "no namespace": b'<CodeBook><Codes><Code name="a"/></Codes></CodeBook>',
    "cut": OTHERS[:300],
    "deep": f"<CodeBook {NS}>".encode() + b"<Codes>" * 5_000,
    "many": f"<CodeBook {NS}>".encode() + b'<Code name="a"/>' * (CODEBOOK_CODES + 1) + b"</CodeBook>",
    "empty": f"<CodeBook {NS}><Codes/></CodeBook>".encode(),
    "nothing": b"",
    "large": b"word\n" + b"a" * CODEBOOK_BYTES,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "another table": b"name,e-mail\nAmina,a@example.org\n",
    "no rows": b"word,parent\n",
    "unknown encoding": b'<?xml version="1.0" encoding="x-none"?><CodeBook/>',
    "many rows": b"word\n" + b"".join(b"w%d\n" % n for n in range(CODEBOOK_CODES + 1)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_codebook_is_refused_in_three_sentences(desk, event, name) -> None:
    with pytest.raises(Refused) as told:
        codebook_files.preview(desk, event, HOSTILE[name])
    assert all((told.value.what.one, told.value.safe.one, told.value.next.one))
    assert desk.read.all(Code) == []


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(OTHERS) - 1), st.binary(max_size=3), st.integers(0, 8))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at, new, gone) -> None:
    try:
        found = reading.read(OTHERS[:at] + new + OTHERS[at + gone :])
    except HubDeskError as error:
        assert isinstance(error, Refused)
    else:
        assert all(-1 <= each.parent < place for place, each in enumerate(found))


def test_a_table_in_any_order_with_a_circle_is_a_tree(desk, event) -> None:
    table = b"word;parent;label:de\ncash;money;Bargeld\nmoney;resources;\nresources;cash;\npeople;nowhere;Leute\n"
    found = codebook_files.preview(desk, event, table).new
    assert all(each.parent < place for place, each in enumerate(found))
    codebook_files.take(desk, event, found)
    assert sorted(line.strip(".") for line in drawn(desk, event)) == ["cash", "money", "people", "resources"]
    assert {each.code.word: dict(each.code.labels) for each in codebook.tree(desk, event)}["people"] == {"de": "Leute"}


def test_another_form_is_wrong_usage(desk, event, tmp_path) -> None:
    with pytest.raises(Usage):
        codebook_files.write(desk, event, tmp_path / "codes.xml")
    assert not (tmp_path / "codes.xml").exists()
