"""Short lists in every language, encoding and delimiter give the people who stand in them."""

import codecs
from collections import Counter

import pytest

from hubdesk.roster.encoding import decode
from hubdesk.roster.readers import read
from tests.roster.lists import DELIMITERS, LEGACY, SAMPLES, UNICODE, Sample, seen, written

CASES = [
    pytest.param(sample, encoding, id=f"{sample.language}-{encoding}")
    for sample in SAMPLES
    for encoding in (*UNICODE, *LEGACY[sample.language])
]


def _same_codec(one: str, other: str) -> bool:
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-16-be-bom": "utf-16-be"}
    return codecs.lookup(plain.get(one, one)) == codecs.lookup(plain.get(other, other))


@pytest.mark.parametrize(("sample", "encoding"), CASES)
def test_people_are_found_whatever_the_encoding_and_delimiter(sample: Sample, encoding: str) -> None:
    for delimiter in DELIMITERS:
        for quoted in (False, True):
            found = read(written(sample.rows, encoding, delimiter, quoted=quoted))
            assert seen(found.candidates, sample.fields) == sample.people, delimiter
            assert found.delimiter == delimiter
            assert found.header_row == 1
            assert found.kind == "table"
            assert found.rejected == ()
            plain_ascii = all(cell.isascii() for row in sample.rows for cell in row)
            assert plain_ascii or _same_codec(found.encoding, encoding)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
def test_the_encoding_is_found_without_a_head_too(sample: Sample) -> None:
    for encoding in LEGACY[sample.language]:
        text = "\n".join(";".join(row[:2]) for row in sample.rows[1:])
        assert decode(text.encode(encoding)).text == text


#: Names that stand in none of the word lists of the program, two or three a list.
SHORT = {
    "windows-1252": (
        "Jean-Noël Lachapelle;1\nBérénice Thériault;2\n",
        "Heiko Büttner\nUte Jähn\n",
        "Sofía Ordaz\nHéctor Peñaranda\n",
        "Inácio Galvão\nAurélio Câmara\n",
        "Hallgrímur Jónsson\nÞóra Björk\n",
        "Adèle\n",
    ),
    "windows-1250": (
        "Zbyszek Gałczyński\nAgnieszka Łoś\n",
        "Luděk Žďárský\nAneta Hůlková\n",
        "Szűts Ottó\nFehér Jenő\n",
        "Mihnea Ţepeş\nRuxandra Lăcătuş\n",
        "Đurđica Ćosić\nŽeljko Šarić\n",
    ),
    "windows-1251": (
        "Гусев Лев\nЧернышёва Зоя\n",
        "Їжак Юстина\nДзюба Аліна\n",
        "ЩЕРБИНА ВАСИЛЬ\nЦЮПА ЛЕСЯ\n",
        "Пламен Стоянов\nЦветелина Желева\n",
    ),
    "koi8-u": ("Гусев Лев\nЧернышёва Зоя\n", "Їжак Юстина\nДзюба Аліна\n", "ХОХЛОВ ДЕНИС\nШУБИНА ЗОЯ\n"),
    "windows-1256": ("هيثم العطار\nغادة السمان\n", "فراس قباني;1\nربى عساف;2\n", "شهرزاد\nبهرام\n"),
    "gb18030": ("龙应天\n莫言之\n", "韦小宝;1\n诸葛青;2\n", "柴静怡,1\n褚时健,2\n"),
}


def test_confusion_of_very_short_lists() -> None:
    confusion: Counter[tuple[str, str]] = Counter()
    for encoding, texts in SHORT.items():
        for text in texts:
            found = decode(text.encode(encoding))
            confusion[encoding, encoding if found.text == text else found.encoding] += 1
    wrong = {pair: times for pair, times in confusion.items() if pair[0] != pair[1]}
    assert not wrong


def test_old_encodings_are_told_in_long_lists_as_in_short_ones() -> None:
    for sample in SAMPLES:
        for encoding in LEGACY[sample.language]:
            found = decode(written(sample.rows * 300, encoding, ";"))
            assert _same_codec(found.encoding, encoding)
