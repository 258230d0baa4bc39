"""A charter is imported once, known by its content, and found by number or heading in any language."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from hubdesk.desk import care, charters, events, notes
from hubdesk.desk.desk import Desk, charter_book
from hubdesk.desk.reading_texts import STRETCH
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import words
from hubdesk.model.records import Charter, Edition, Event, Note, Section, Text
from hubdesk.paths import shipped
from tests.charter.exports import export, page, unit
from tests.desk.conftest import Clock

Files = list[tuple[str, bytes]]


def sample(*endings: str) -> Files:
    folder = shipped("resources") / "sample" / "charter"
    return [(name, (folder / name).read_bytes()) for name in endings]


SOURCE = "https://rivers.example/wiki/Lantern_Rivers/Charter@1234"
WIKI = ("lantern.wiki", "lantern-ar.wiki", "lantern-hi.wiki", "lantern-zh.wiki")
SHORT = b"# Rules\n\nBe kind.\n\n## Boats\n\nEverybody may row.\n\nNobody rows at night.\n\n## Lamps\n\n- Oil\n- Wick\n"


def facts(desk: Desk) -> int:
    return int(desk.store.connection.execute("select count(*) from fact").fetchone()[0])


def test_an_import_writes_one_step_into_the_book_of_the_charter(desk: Desk) -> None:
    made = charters.take(desk, charters.preview(sample(*WIKI), source=SOURCE))
    assert made.written and made.unmatched == ()
    assert set(made.languages) == {"en", "ar", "hi", "zh"} and made.languages[0] == "en"
    assert made.sections == 16
    charter = desk.read.get(Charter, made.charter)
    assert (charter.book, charter.source) == (charter_book(made.charter).id, SOURCE[:-5])
    assert charter.title == "Lantern Rivers Charter (Sample)"
    edition = desk.read.get(Edition, made.edition)
    assert (edition.revision, edition.language) == ("1234", "en")
    assert edition.languages == {"en", "ar", "hi", "zh"}
    assert len(desk.read.all(Section, edition=made.edition)) == 1 + made.sections + made.paragraphs
    told = desk.undo()
    assert told is not None
    assert words("en")(told, isolated=False) == "Import the charter Lantern Rivers Charter (Sample)"
    assert desk.read.all(Charter) == desk.read.all(Section) == desk.read.all(Text) == []


def test_laptops_that_read_a_charter_at_different_times_have_one_digest(
    laptop: Callable[[str], Desk], clock: Clock
) -> None:
    states = []
    for name in ("one", "two"):
        desk = laptop(name)
        charters.take(desk, charters.preview(sample(*WIKI), source=SOURCE))
        states.append([digest.state for digest in care.digest(desk)])
        clock.pass_(hours=3)
    assert states[0] == states[1]


def test_a_translation_file_takes_its_variables_from_the_source_page(desk: Desk) -> None:
    page = b"<translate>\n<!--T:2-->\nAt least <tvar name=n>12</tvar> people.\n</translate>"
    po = b'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgctxt "Rules/2"\nmsgid ""\nmsgstr "Au moins $n personnes."\n'
    for files in ([("rules.wiki", page), ("fr.po", po)], [("fr.po", po), ("rules.wiki", page)]):
        found = charters.preview(files, language="en")
        assert [text.text for text in found.found.texts if text.text] == [
            "At least 12 people.",
            "Au moins 12 personnes.",
        ]
        assert found.messages == ()
    alone = charters.preview([("fr.po", po)])
    told = [words("en")(message, isolated=False) for message in alone.messages]
    assert len(told) == 2 and "$1" in told[0] and "source page" in told[1]


def test_two_laptops_mint_equal_ids(laptop: Callable[[str], Desk]) -> None:
    one, two = laptop("one"), laptop("two")
    first = charters.take(one, charters.preview(sample(*WIKI), source=SOURCE))
    second = charters.take(two, charters.preview(sample(*reversed(WIKI)), source=SOURCE.replace("_", "%20")))
    assert (first.charter, first.edition) == (second.charter, second.edition)
    for kind in (Section, Text):
        assert {each.id for each in one.read.all(kind)} == {each.id for each in two.read.all(kind)}


def test_the_same_content_is_no_step_and_other_content_a_new_edition(desk: Desk, clock) -> None:  # type: ignore[no-untyped-def]
    first = charters.take(desk, charters.preview([("rules.md", SHORT)], title="Rules"))
    before = facts(desk)
    again = charters.take(desk, charters.preview([("copy.md", SHORT)], title="rules"))
    assert (again.charter, again.edition, again.written) == (first.charter, first.edition, False)
    assert facts(desk) == before
    clock.pass_(days=1)
    other = charters.take(desk, charters.preview([("rules.md", SHORT + b"- Matches\n")], title="Rules"))
    assert other.charter == first.charter and other.edition != first.edition
    assert [each.id for each in charters.editions(desk, first.charter)] == [other.edition, first.edition]
    assert (
        len(charters.shown(desk, first.charter)) == len(charters.shown(desk, first.charter, edition=first.edition)) + 1
    )
    same = {place.wid for place in charters.shown(desk, first.charter, edition=first.edition)}
    assert same < {place.wid for place in charters.shown(desk, first.charter)}


def test_a_translation_that_comes_later_joins_its_edition(desk: Desk) -> None:
    first = charters.take(desk, charters.preview(sample("lantern.wiki"), source=SOURCE))
    later = charters.take(desk, charters.preview(sample("lantern.wiki", "lantern-ar.wiki"), source=SOURCE))
    assert later.edition == first.edition and later.written
    assert desk.read.get(Edition, first.edition).languages == {"en", "ar"}
    before = facts(desk)
    charters.take(desk, charters.preview(sample("lantern.wiki", "lantern-ar.wiki"), source=SOURCE))
    assert facts(desk) == before
    name, data = sample("lantern-ar.wiki")[0]
    fixed = data.replace("الغاية والقيم".encode(), "الغايات والقيم".encode())
    charters.take(desk, charters.preview([*sample("lantern.wiki"), (name, fixed)], source=SOURCE))
    assert facts(desk) == before + 1


def test_the_reader_gets_document_order_and_languages_side_by_side(desk: Desk) -> None:
    made = charters.take(desk, charters.preview(sample(*WIKI)))
    whole = charters.shown(desk, made.charter)
    assert [place.order for place in whole] == list(range(len(whole)))
    heads = [place for place in whole if place.role in ("chapter", "section")]
    assert [place.number for place in heads][:4] == ["1", "1.1", "1.2", "2"]
    assert set(heads[0].texts) == {"en", "ar", "hi", "zh"}
    assert heads[0].texts["en"].heading == "Purpose and values"
    two = charters.shown(desk, made.charter, languages=["AR", "zh"])
    assert set(two[1].texts) <= {"ar", "zh"}
    assert all(place.parent in {each.wid for each in whole} for place in whole[1:])


def test_an_unknown_charter_has_no_pages(desk: Desk) -> None:
    with pytest.raises(HubDeskError):
        charters.shown(desk, "0" * 32)


def test_files_that_cannot_be_read_change_nothing(desk: Desk) -> None:
    for wrong in (b"", b"\x00\x01\x02" * 500, b"<!DOCTYPE html><html></html>"):
        with pytest.raises(Refused):
            charters.preview([("a.wiki", wrong)])
    with pytest.raises(Usage):
        charters.preview([])
    with pytest.raises(Usage):
        charters.preview([("a.md", SHORT)], language="not a tag")
    assert facts(desk) == 0


def test_the_source_is_the_file_with_translation_markup_else_the_first() -> None:
    found = charters.preview(sample("lantern-ar.wiki", "lantern.wiki"))
    assert (found.outlines[0].language, found.found.languages) == ("en", ("en", "ar"))
    plain = charters.preview([("rules-de.md", SHORT), ("rules-en.md", SHORT)], language="fr")
    assert plain.found.languages[0] == "fr"


def test_numbers_and_headings_lead_to_places(desk: Desk) -> None:
    charters.take(desk, charters.preview(sample(*WIKI)))
    index = charters.index(desk)
    by_number = index.resolve("2.3")
    assert by_number is not None
    assert index.label(by_number) == "2.3 Rights"
    assert index.label(by_number, "ar").startswith("2.3 ")
    assert index.label(by_number, "ar") != "2.3 Rights"
    assert index.resolve("٢.٣") == by_number
    assert index.resolve("Set-up") == index.resolve("2.2")
    assert index.resolve("values") == index.resolve("1.2")
    assert index.resolve("Rights") is None, "two places have this heading"
    assert index.resolve("9.9") is index.resolve("nothing") is index.resolve("") is None
    assert index.resolve("0") in index
    paragraph = index.resolve("2.3p2")
    assert paragraph is not None and index.heading_of(paragraph) == by_number
    assert index.heading_of("0" * 32) == ""
    assert index.label("0" * 32) == ""


def test_the_popup_finds_headings_in_every_language_from_the_first_letter(desk: Desk) -> None:
    charters.take(desk, charters.preview(sample(*WIKI)))
    index = charters.index(desk)
    assert index.suggest("mon")[0].heading == "Money"
    assert [each.number for each in index.suggest("2", 4)] == ["2", "2.1", "2.2", "2.3"]
    arabic = index.suggest("القيم")[0]
    assert (arabic.number, arabic.language) == ("1.2", "ar")
    assert index.suggest("钱")[0].language == "zh" if index.suggest("钱") else True
    assert len(index.suggest("", 5)) == 5


def test_an_event_uses_the_charters_chosen_for_it_and_all_while_none_is_chosen(desk: Desk, clock) -> None:  # type: ignore[no-untyped-def]
    event = events.create(desk, "Tea")
    rules = charters.take(desk, charters.preview([("rules.md", SHORT)]))
    clock.pass_(hours=1)
    lamps = charters.take(desk, charters.preview([("lamps.md", b"# Lamps\n\n## Oil\n\nBuy.\n")]))
    index = charters.index(desk, event)
    assert index.label(index.resolve("1") or "") == "1 Oil", "the charter that came last answers for a shared number"
    assert index.label(index.resolve("2") or "") == "2 Lamps"
    events.edit(desk, event, charters=[rules.charter])
    index = charters.index(desk, event)
    assert index.label(index.resolve("1") or "") == "1 Boats"
    assert charters.index(desk, event, charter=lamps.charter).resolve("2") is None
    there = [*charters.shown(desk, rules.charter), *charters.shown(desk, lamps.charter)]
    heads = [each for each in there if each.role not in ("paragraph", "item")]
    assert len(charters.index(desk)) == len(there) + len(heads), "something can be missing below each heading"


def test_importing_for_an_event_chooses_the_charter(desk: Desk) -> None:
    event = events.create(desk, "Tea")
    made = charters.take(desk, charters.preview([("rules.md", SHORT)]), event=event)
    assert desk.read.get(Event, event).charters == {made.charter}
    other = events.create(desk, "More tea")
    before = facts(desk)
    charters.take(desk, charters.preview([("rules.md", SHORT)]), event=other)
    assert facts(desk) > before
    assert desk.read.get(Event, other).charters == {made.charter}


def test_samples_answer_in_sample_events_only(desk: Desk) -> None:
    charters.take(desk, charters.preview([("rules.md", SHORT)]), sample=True)
    usual, tried = events.create(desk, "Tea"), events.create(desk, "Sample", sample=True)
    assert len(charters.index(desk, usual)) == 0
    assert len(charters.index(desk, tried)) > 0


def test_a_removed_charter_answers_no_more_and_its_tags_stay(desk: Desk) -> None:
    event = events.create(desk, "Tea")
    made = charters.take(desk, charters.preview([("rules.md", SHORT)]), event=event)
    note = notes.add(desk, event, "/1 row more")
    charters.remove(desk, made.charter)
    assert len(charters.index(desk, event)) == 0
    assert '"heading":"Boats"' in next(iter(desk.read.get(Note, note).seen.values()))


def test_thousands_of_sections_are_imported_in_seconds(desk: Desk) -> None:
    big = b"# Big\n\n" + b"".join(b"## Section %d\n\nWords of section %d.\n\n" % (n, n) for n in range(3_000))
    found = charters.preview([("big.md", big)])
    start = time.process_time()
    made = charters.take(desk, found)
    took = timedelta(seconds=time.process_time() - start)
    assert (made.sections, made.paragraphs) == (3_000, 3_000)
    assert took < timedelta(seconds=30), "a generous bound: some seconds are usual"
    index = charters.index(desk)
    assert index.label(index.resolve("2999") or "") == "2999 Section 2998"


def test_a_table_of_a_translation_is_read_alone_and_with_its_page_whatever_comes_first() -> None:
    page = b"<translate>\n== Aim == <!--T:1-->\n\n<!--T:2-->\nAt least <tvar name=n>12</tvar> people.\n</translate>"
    table = (
        b"Message title,Message definition,fr\nTranslations:Rules/1/en,== Aim ==,== But ==\n"
        b'Translations:Rules/2/en,"At least $n people.","Au moins $n personnes."\n'
    )
    alone = charters.preview([("fr.csv", table)])
    assert alone.found.languages == ("en", "fr") and len(alone.messages) == 3
    assert {text.text for text in alone.found.texts} == {"", "At least $n people.", "Au moins $n personnes."}
    files = [("rules.wiki", page), ("fr.csv", table)]
    one, two = (charters.preview(each, title="Rules", language="en") for each in (files, files[::-1]))
    assert one.found == two.found and not one.messages and not one.found.unmatched
    assert one.found.coverage == (("fr", 2, 0, 0),)


def test_one_export_of_a_wiki_is_a_charter_with_its_page_revision_and_languages(desk: Desk) -> None:
    data = export(
        page(
            "Rules", "<translate>\n== Aim == <!--T:1-->\n\n<!--T:2-->\nBe kind to everybody.\n</translate>", revision=77
        ),
        unit("Rules", "1", "sw", "== Lengo =="),
        unit("Rules", "2", "sw", "!!FUZZY!!Uwe mwema."),
    )
    made = charters.take(desk, charters.preview([("export.xml", data)]))
    assert made.languages == ("en", "sw") and not made.unmatched
    assert desk.read.get(Charter, made.charter).source == "https://wiki.example/wiki/Rules"
    assert desk.read.get(Edition, made.edition).revision == "77"
    last = charters.shown(desk, made.charter)[-1].texts["sw"]
    assert (last.text, last.status) == ("Uwe mwema.", "outdated")
    named = charters.preview([("x.wiki", b"== Aim ==")], source="https://wiki.example/wiki/Rules@78")
    assert named.found.charter == made.charter


def test_two_source_pages_are_not_taken_for_one_and_its_translation() -> None:
    one, two = (
        f"<translate>\n== Aim == <!--T:1-->\n\n{each} words.\n</translate>".encode() for each in ("Some", "More")
    )
    with pytest.raises(Refused) as refused:
        charters.preview([("one.wiki", one), ("two.wiki", two)])
    assert refused.value.code == "document-two-sources" and "XML" in refused.value.told()[2]
    twice = charters.preview([("one.wiki", one), ("copy.xml", export(page("One", one.decode())))])
    assert len(twice.outlines) == 1


def test_an_export_of_several_pages_takes_in_the_translation_of_each() -> None:
    pages = export(
        page("Rules/Boats", "<translate>\n<!--T:1-->\nRow with care.\n</translate>"),
        page("Rules/Lamps", "<translate>\n<!--T:1-->\nLight <tvar name=n>two</tvar> lamps.\n</translate>"),
    )
    po = b'msgid ""\nmsgstr "X-Language-Code: sw\\n"\n\nmsgctxt "Rules/Lamps/1"\nmsgid ""\nmsgstr "Washa taa $n."\n'
    for files in ([("x.xml", pages), ("sw.po", po)], [("sw.po", po), ("x.xml", pages)]):
        found = charters.preview(files, language="en")
        assert [text.text for text in found.found.texts if text.language == "sw"] == ["Washa taa two."]
        assert not found.found.unmatched and found.title == "Rules"


def test_a_translated_page_by_itself_is_told_to_want_its_source() -> None:
    page = b"<span id='Aim'></span>\n== But ==\n\nMots.\n"
    here = "https://wiki.example/wiki/Charter/fr"
    told = [words("en")(each) for each in charters.preview([("fr.wiki", page)], source=here).messages]
    assert any("together with its source page" in each for each in told)
    both = charters.preview([("fr.wiki", page), ("c.wiki", b"<translate>\n== Aim ==\n\nWords.\n</translate>")])
    assert not any("together with its source page" in words("en")(each) for each in both.messages)


def test_an_address_with_an_at_sign_is_no_revision(desk: Desk) -> None:
    page_there = b"<html><link rel=canonical href='https://blog.example/@amina/rules'><main><h2>Aim</h2><p>Be kind.</p>"
    made = charters.take(desk, charters.preview([("rules.html", page_there)]))
    assert desk.read.get(Charter, made.charter).source == "https://blog.example/@amina/rules"
    assert desk.read.get(Edition, made.edition).revision == ""


def test_a_long_text_in_many_languages_opens_without_reading_its_words(desk: Desk) -> None:
    tags = ("en", "ar", "hi", "zh")
    body = "".join(f"## Part {nth}\n\nWords {nth}.\n\n" for nth in range(200))
    files = [(f"big-{tag}.md", f"---\nlanguage: {tag}\n---\n# Big {tag}\n\n{body}".encode()) for tag in tags]
    made = charters.take(desk, charters.preview(files, language="en"))
    whole = charters.shown(desk, made.charter, languages=["ar", "en"])
    asked: list[str] = []
    desk.read.watch = asked.append
    places = charters.opened(desk, made.edition, ["ar", "en"])
    assert len(places) == 401 and asked == [], "no words before somebody looks, and its sections are kept"
    assert [place.texts["en"].heading for place in places[1:60:2]] == [f"Part {nth}" for nth in range(30)]
    assert [sql.count("?") for sql in asked] == [2 * STRETCH], "one stretch, in two languages"
    assert places[-1].texts["ar"].text == "Words 199." and len(asked) == 2
    assert [(place.wid, dict(place.texts)) for place in places] == [(place.wid, place.texts) for place in whole]
    assert len(asked) == -(-401 // STRETCH)


def test_words_that_nobody_looked_at_are_none_when_the_workspace_is_closed(desk: Desk) -> None:
    made = charters.take(desk, charters.preview([("rules.md", SHORT)], language="en"))
    assert all(place.texts for place in charters.opened(desk, made.edition, ["en"]))
    places = charters.opened(desk, made.edition, ["en"])
    desk.close()
    assert all(not place.texts for place in places), "a window that closes may still be laying out its text"


def test_words_are_found_in_every_language_and_only_in_the_edition_that_is_read(desk: Desk, clock: Clock) -> None:
    first = charters.take(desk, charters.preview([("rules.md", SHORT)], title="Rules"))
    clock.pass_(days=1)
    other = charters.take(desk, charters.preview([("rules.md", SHORT + b"- Nobody burns oil\n")], title="Rules"))
    told = {wid: text.text or text.heading for wid, text in charters.find(desk, other.edition, "nobod")}
    assert list(told.values()) == ["Nobody rows at night.", "Nobody burns oil"]
    assert len(charters.find(desk, first.edition, "NOBODY")) == 1 and charters.find(desk, first.edition, "x y") == []
    charters.take(desk, charters.preview(sample(*WIKI)))
    edition = charters.editions(desk, charters.preview(sample(*WIKI)).found.charter)[0].id
    (hit, *_) = charters.find(desk, edition, "القيم")
    assert hit[1].language == "ar"


def test_a_text_whose_language_does_not_tell_is_asked_about(desk: Desk) -> None:
    def asked(text: str, language: str = "") -> bool:
        found = charters.preview([("rules.md", text.encode())], language=language)
        return "language of the text" in " ".join(words("en")(message) for message in found.messages)

    assert asked("## Boote\n\nRot.\n")
    assert not asked("## Boote\n\nRot.\n", "de")
    assert not asked("## Boote\n\nDie Boote sind rot, und das Wasser ist tief. Wir sind am Fluss.\n")
