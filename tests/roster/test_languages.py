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


#: Lists of three rows, again of names that no word list of the program has.
THREE_ROWS = {
    "windows-1252": (
        "Nom;Prénom;Ville\nOuellet;Gaétan;Rimouski\nPâquet;Mélissa;Lévis\nBouchard;Rémi;Alma\n",
        "Nombre,Correo\nBegoña Ibarra,b@x.es\nÁlvaro Quiñones,a@x.es\nNuria Sáenz,n@x.es\n",
        "Nome\tCidade\nThaís Romão\tBelém\nCauã Araripe\tMaceió\nLívia Falcão\tSão Luís\n",
        "Name;Wohnort\nBirgit Schön;Fürth\nKlaus Röhm;Gießen\nTill Huß;Nürtingen\n",
        "Name,City\nRenée Dubois,Montréal\nSiobhán Ní Bhriain,Corcaigh\nAsh,Leeds\n",
        "Navn;Poststed\nØyvind Bråten;Tromsø\nKåre Sæther;Ålesund\nLiv Bø;Hamar\n",
        "Namn;Ort\nGöran Ågren;Växjö\nPär Östlund;Umeå\nEva Hägg;Luleå\n",
        "Nome;Città\nNicolò Dalò;Forlì\nMattìa Però;Cantù\nAda Riva;Como\n",
        "Name;Note\nPat O’Brien;“late” – 5 €\n",
    ),
    "windows-1250": (
        "Imię;Nazwisko\nGrzegorz;Brzęczyk\nŻaneta;Piętka\nMirosław;Guć\n",
        "Jméno;Město\nKryštof Šimůnek;Jihlava\nZdeňka Macháčková;Kroměříž\nPetr Žaloudek;Cheb\n",
        "Név;Város\nGyőrfi Ágota;Eger\nSzűcs Ödön;Vác\nTőzsér Lajos;Ózd\n",
        "Nume;Oraş\nRăducu Ţiriac;Târgovişte\nIoana Pîrvu;Piteşti\nSorin Crăciun;Bacău\n",
        "Ime;Grad\nŽeljka Brčić;Đakovo\nTomislav Šušnjar;Čazma\nAna Ćuk;Zadar\n",
        "Meno;Mesto\nĽudmila Ďuriš;Šaľa\nMatúš Kňazko;Žiar\nJana Lúčna;Nitra\n",
    ),
    "windows-1251": (
        "ФИО;Город\nЗвягинцев Марк;Тверь\nЮдина Алла;Орёл\nЩепкин Эрик;Псков\n",
        "ПІБ;Місто\nҐерета Їлона;Ізюм\nЄвтушенко Юхим;Бровари\nЩур Яків;Галич\n",
        "Име;Град\nЖивко Ангелов;Русе\nЦонка Петкова;Варна\nАсен Дюлгеров;Ямбол\n",
        "Имя\nЯ\nЗоя\n",
        "Name;№\nPat;№ 5, «Клуб»\n",
    ),
    "koi8-u": (
        "ФИО;Город\nЗвягинцев Марк;Тверь\nЮдина Алла;Орёл\nЩепкин Эрик;Псков\n",
        "ПІБ;Місто\nҐерета Їлона;Ізюм\nЄвтушенко Юхим;Бровари\nЩур Яків;Галич\n",
        "Name,Note\nPat,Да\n",
    ),
    "windows-1256": (
        "الاسم;المدينة\nنزار العمري;إربد\nرغد المالكي;الطائف\nشادي ظاهر;صور\n",
        "الاسم,الهاتف\nقيس,1\nريم جبران,2\nوئام,3\n",
    ),
    "gb18030": (
        "姓名,城市\n岑夕颜,苏州\n尉迟恭,扬州\n仇英,常熟\n",
        "名字,组织\n璩美兰,读书社\n亓官,书院\n麴义,学社\n",
        "Name,City\n岑夕颜,Suzhou\nBo,Kunming\n",
        "姓名,備註\n陳曉東,遲到\n鄭秀文,無\n",
    ),
}


@pytest.mark.parametrize("encoding", THREE_ROWS)
def test_lists_of_three_rows(encoding: str) -> None:
    for text in THREE_ROWS[encoding]:
        for turned in (text, text.upper(), text.partition("\n")[2]):
            try:
                data = turned.encode(encoding)
            except UnicodeEncodeError:
                continue
            assert turned.isascii() or decode(data).text == turned


def test_words_longer_than_the_vote_listens_to() -> None:
    for encoding, letters in (("gb18030", "好人名单讨论"), ("windows-1251", "привет"), ("windows-1252", "éclairée")):
        text = f"Name;Note\nPat;{letters * 101}\n"
        assert decode(text.encode(encoding)).text == text
