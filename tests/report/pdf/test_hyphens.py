"""Words divided at the ends of lines: where their language allows it, and whole for whoever reads the file."""

import re
import subprocess
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pyphen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.report.pdf import hyphens
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.hyphens import DIVIDED, divided, whole
from hubdesk.report.pdf.paragraph import Line, Span, layout
from hubdesk.report.pdf.styles import STYLES
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.text import Run, Text, runs

WORDS = {
    "de": "Entscheidungsfindung Selbstverwaltungskörperschaften rechenschaftspflichtig Öffentlichkeitsbeteiligung",
    "en": "representatives accountability deliberately responsibilities subsidiarity transparency",
    "fr": "organisation développement accompagnement représentation insuffisamment communautés",
    "es": "representación comunidades procedimientos responsabilidades transparentes",
    "id": "pertanggungjawaban perwakilan penyelenggaraan musyawarah berkesinambungan",
    "pt-BR": "representatividade comunidades procedimentos responsabilidades organização",
    "ru": "представительство распределения ответственности полномочий организациями",
    "uk": "представництво спільнот відповідальності повноважень організаціями",
}


def lines(text: Text, width: float, language: str, style: str = "cell") -> list[Line]:
    return layout([Span(run, STYLES[style], language) for run in runs(text)], width, 0)


def shown(line: Line) -> str:
    if line.span is not None:
        return " ".join(word.text for word in line.words[:-1])
    return "".join(fragment.word.text for fragment in line.fragments)


def parts(word: str, language: str, *, forced: bool = False) -> list[str]:
    """Return all parts into which a word may fall, hyphens left out."""
    asked: list[str] = []
    assert divided(word, language, forced=forced, fits=lambda first: bool(asked.append(first))) is None
    ends = [0, *(len(first) - 1 for first in reversed(asked)), len(word)]
    return [word[start:stop].strip("\xad") for start, stop in pairwise(ends)]


@pytest.mark.parametrize("language", WORDS)
def test_words_fall_apart_where_the_library_of_patterns_says(language: str) -> None:
    code = {"de": "de_DE", "en": "en_US", "pt-BR": "pt_BR"}.get(language, language)
    judge = pyphen.Pyphen(lang=code, left=2, right=3)
    many = 0
    for word in WORDS[language].lower().split():
        here = hyphens._patterns(language)
        assert here is not None
        places = [place for place in here.places(word) if 2 <= place <= len(word) - 3]
        assert places == judge.positions(word), word
        many += len(places)
    assert many > 8


def test_some_words_by_hand() -> None:
    assert parts("Entscheidungsfindung,", "de") == ["Ent", "schei", "dungs", "fin", "dung,"]
    assert parts("l’organisation", "fr") == ["l’or", "ga", "ni", "sa", "tion"]
    assert parts("« organisation !", "fr") == ["« or", "ga", "ni", "sa", "tion !"]
    assert parts("l’organisation\u202f:", "fr")[-1] == "tion\u202f:"
    assert parts("«полномочия»", "ru") == ["«пол", "но", "мо", "чия»"]
    assert parts("committee", "en-GB") != ["committee"]


@pytest.mark.parametrize(
    "text",
    ["1234567890", "2.1.3", "https://example.org/organisation", "example.organisation", "@organisation", "Org4nisation",
     "ORGANISATION", "HubDeskBot", "user_organisation", "User:Organisation", "also", "#organisation", "a.organisation"],
)  # fmt: skip
def test_numbers_addresses_and_names_of_accounts_stay_whole(text: str) -> None:
    for language in ("en", "de", "ru"):
        assert parts(text, language, forced=True) == [text]


def test_a_name_is_divided_only_where_no_line_could_hold_it() -> None:
    assert parts("Organisation", "fr") == ["Organisation"]
    assert parts("Organisation", "de") != ["Organisation"]
    assert parts("Organisation", "fr", forced=True) != ["Organisation"]


def test_languages_without_patterns_divide_nothing() -> None:
    for language in ("und", "zh-Hant", "ar", "hi", "x-nothing"):
        assert parts("organisation", language, forced=True) == ["organisation"]
    assert parts("ประเทศไทยประเทศไทย", "th") == ["ประเทศไทยประเทศไทย"]


def test_a_narrow_column_is_filled_and_a_wide_one_is_left_alone() -> None:
    for language, text in WORDS.items():
        narrow = lines(text, 52, language)
        assert all(line.width <= 52.02 for line in narrow), language
        assert sum(line.divided for line in narrow) >= 2, language
        assert whole(shown(line) + ("" if line.divided else " ") for line in narrow).split() == text.split()
    assert not any(line.divided for line in lines("one two three representatives " * 3, 5000, "en"))


def test_a_line_that_is_nearly_full_ends_with_a_whole_word() -> None:
    full = lines("representatives", 500, "en")[0].width
    assert not lines("representatives representatives", full * 1.08, "en")[0].divided
    assert lines("representatives representatives", full * 1.7, "en")[0].divided
    assert not lines("representatives representatives", full * 1.7, "en", style="strong")[0].divided


def test_the_head_of_a_column_is_divided_only_where_a_word_is_wider_than_it() -> None:
    head = [shown(line) for line in lines("Gebrauchte Minuten", 75, "de", "head cell")]
    assert [line.strip() for line in head] == ["Gebrauchte", "Minuten"]
    assert len(lines("Entscheidungsfindung", 60, "de", "head cell")) == 2


def test_the_writers_soft_hyphens_are_the_only_places() -> None:
    assert parts("Ur\xadinstinkt", "de") == ["Ur", "instinkt"]
    found = [shown(line) for line in lines("xx\xadyyyyyyyy\xadzz", 54, "und")]
    assert found == [f"xx\xadyyyyyyyy{DIVIDED}", "zz"]
    assert [shown(line) for line in lines("Wo\xadche", 200, "de")] == ["Wo\xadche"]
    assert lines("Wo\xadche", 200, "de")[0].width == lines("Woche", 200, "de")[0].width


@given(
    st.lists(st.sampled_from([*" ".join(WORDS.values()).split(), "a\xadb", "\xad", "(2.1)", "ﬁligrane", "שלום", "地方",
                              "Ur\xadinstinkt,", "«полномочия»"]), max_size=20),
    st.floats(5, 300),
    st.sampled_from([*WORDS, "und", "zh-Hant"]),
    st.integers(0, 8),
)  # fmt: skip
@settings(deadline=None)
def test_nothing_is_lost_whatever_the_width(pieces: list[str], width: float, language: str, bold: int) -> None:
    runs_ = [" ".join(pieces[:bold]), Run(" ".join(pieces[bold:]), weight="bold")]
    found = "".join(whole([shown(line)]) for line in lines(runs_, width, language))
    assert sorted(found.replace(" ", "")) == sorted("".join(pieces).replace("\xad", ""))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hyphens")
    for language, text in WORDS.items():
        made = Document(language=language, title="A", as_of=datetime(2026, 11, 20, tzinfo=UTC))
        made.table([Column("A", 1), Column("B", 1.4), Column("C", 3)], [(text, text, text)] * 2)
        made.paragraph([f"{text} ", Run(f"{text} {text}", language="de", weight="bold"), f", {text}"])
        made.quotation(Run(text * 2, link="https://example.org/"))
        made.finish(folder / f"{language}.pdf")
    return {path.stem: path for path in folder.iterdir()}


@pytest.mark.parametrize("language", WORDS)
def test_readers_find_divided_words_whole(language: str, files: dict[str, Path]) -> None:
    path = files[language]
    seen = {
        "pdfium": pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range(),
        **{
            " ".join(["pdftotext", *how]): subprocess.run(
                ["pdftotext", *how, path, "-"], capture_output=True, check=True
            ).stdout.decode()
            for how in ([], ["-raw"])
        },
    }
    for reader, text in seen.items():
        for word in WORDS[language].split():
            assert len(re.findall(word, text)) >= 10, (reader, word)
