"""Old encodings of other languages are told too; what no family explains is refused, and UTF-8 survives a bad byte."""

import pytest

from hubdesk.errors import Refused
from hubdesk.roster.encoding import decode
from hubdesk.roster.readers import read
from tests.roster.lists import LEGACY, SAMPLES, written

#: Lists of names that stand in none of the word lists of the program.
ELSEWHERE = {
    "windows-1253": (
        "Όνομα;Πόλη\nΧαρά Ζερβού;Σέρρες\nΦώτης Ρήγας;Κοζάνη\n",
        "Άρης Τζανής\nΛουκία Ψυχάρη\n",
        "ΗΛΙΑΣ ΞΕΝΟΣ\nΛΙΤΣΑ ΒΟΥΡΟΥ\n",
    ),
    "windows-1254": (
        "Ad Soyad;Şehir\nIlgaz Sarıgül;Kırşehir\nNagihan Dağdelen;Muş\n",
        "Pınar Küçükoğlu\nSeçkin Başaran\n",
        "Koray Işıldak,1\n",
    ),
    "windows-1255": ("שם;עיר\nגיתית שרון;חולון\nזוהר דגן;יבנה\n", "אביגיל נחום\nצור פלד\n"),
    "cp874": ("ชื่อ;เมือง\nกฤษณะ โพธิ์ทอง;ลำปาง\nดวงใจ หอมหวน;ตรัง\n", "ปกรณ์ ลีลา\nโชติกา ยืนยง\n"),
    "cp866": (
        "ФИО;Город\nЗвягинцев Марк;Тверь\nЮдина Алла;Орёл\n",
        "Гусев Лев\nЧернышёва Зоя\n",
        "ЩЕРБИНА ВАСИЛЬ\nЦЮПА ЛЕСЯ\n",
    ),
    "euc-kr": ("이름;도시\n곽두식;포항\n표은결;순천\n탁재훈;여수\n", "봉준호\n방시혁\n", "남궁민,1\n황보라,2\n"),
    "cp949": ("이름;도시\n곽두식;포항\n펲시맨;순천\n탁재훈;여수\n",),
    "shift-jis": (
        "氏名;都市\n黒澤 明;函館\n向田 邦子;鎌倉\n",
        "宮崎 駿\n樹木 希林\n",
        "なかやま きんに\nサカナクション\n",
    ),
    "cp932": ("氏名;都市\n髙橋 明;函館\n向田 邦子;鎌倉\n",),
    "big5": ("姓名;城市\n岑建勳;屏東\n苗僑偉;花蓮\n", "龍應台\n席慕蓉\n", "姓名,備註\n侯孝賢,遲到\n舒淇,無\n"),
    "big5hkscs": ("姓名;城市\n岑建勳;深水埗\n苗僑偉;葵涌\n",),
}


@pytest.mark.parametrize("encoding", ELSEWHERE)
def test_lists_of_other_languages(encoding: str) -> None:
    for text in ELSEWHERE[encoding]:
        for data in (text.encode(encoding), (text * 200).encode(encoding)):
            found = decode(data)
            assert found.text.startswith(text)
            assert found.encoding == encoding or encoding == "shift-jis"


@pytest.mark.parametrize("encoding", ["euc-kr", "shift-jis", "big5"])
def test_a_last_character_may_be_cut(encoding: str) -> None:
    text = ELSEWHERE[encoding][0].rstrip()
    found = decode(text.encode(encoding)[:-1])
    assert (found.text, found.cut) == (text[:-1], True)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.language)
def test_single_rows_of_our_languages_are_never_refused(sample) -> None:
    for encoding in LEGACY[sample.language]:
        for row in sample.rows:
            assert decode(written((row,), encoding, ";")).text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp850", "Nom;Prénom\nOuellet;Gaétan\nPâquet;Mélissa\n"),
        ("mac_roman", "Nom;Prénom\nOuellet;Gaétan\nPâquet;Mélissa\n"),
        ("cp437", "Name;X\nJosé;1\nPeña;2\n"),
        ("cp852", "Imię;Miasto\nŁukasz;Łódź\n"),
        ("cp737", "Όνομα;Πόλη\n"),
        ("cp862", "שם;עיר\nגיתית שרון;חולון\n"),
        ("iso8859_5", "Звягинцев Марк;Тверь\n"),
        ("johab", "이름;도시\n곽두식;포항\n"),
    ],
)
def test_what_no_family_explains_is_refused_and_asked_for(encoding: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text.encode(encoding))
    assert "--encoding" in refused.value.told("en")[2]
    assert decode(text.encode(encoding), encoding).text == text


@pytest.mark.parametrize("name", ["José", "Zoë", "Élodie", "García", "Müller", "Ольга", "王小明", "सुनीता"])
def test_one_bad_byte_does_not_change_the_encoding(name: str) -> None:
    data = f"Name,Email\n{name},j@example.org\n".encode() + b"An\xe9a,a@example.org\n"
    found = read(data)
    assert found.encoding == "utf-8"
    assert [(each.name, each.damaged) for each in found.candidates] == [(name, False), ("An\ufffda", True)]
