"""What the beginning of a line of plain text says: a heading's word and number, an item's sign, or nothing."""

import re
from dataclasses import dataclass

from hubdesk.charter import numerals

#: Sorts of headings that have a place of their own among the others; 3 is for all that stand where they first appear.
RANKS = {"part": 0, "chapter": 1, "division": 2}
FREE = 3

_WORDS = {
    "part": (
        "part|book|title|annex|annexe|appendix|schedule|teil|buch|hauptstück|anhang|anlage|titre|livre|partie|título|"
        "titulo|parte|libro|livro|anexo|apéndice|apêndice|buku|lampiran|раздел|часть|книга|приложение|розділ|частина|"
        "додаток|الباب|الجزء|القسم|باب|ملحق|الملحق|भाग|परिशिष्ट|अनुलग्नक|sura"
    ),
    "chapter": "chapter|kapitel|chapitre|capítulo|capitulo|bab|глава|الفصل|فصل|अध्याय|hoofdstuk|rozdział|capitolo",
    "division": "abschnitt|sección|seccion|seção|secção|secao|bagian|подраздел|підрозділ|الفرع|فرع",
    "article": (
        "article|artikel|art|artículo|articulo|artigo|pasal|статья|ст|стаття|المادة|المادّة|مادة|مادّة|ماده|अनुच्छेद|ibara|artykuł|"
        "articolo|madde|член|điều"
    ),
    "section": (
        "section|sec|paragraph|paragraf|ziffer|параграф|clause|rule|regel|règle|regla|regra|klausel|cláusula|clausula|principle|grundsatz|"
        "principe|principio|princípio|prinsip|принцип|пункт|положение|положення|البند|بند|المبدأ|مبدأ|धारा|नियम|खंड|"
        "खण्ड|सिद्धांत"
    ),
}
_SORT_OF = {word: sort for sort, words in _WORDS.items() for word in words.split("|")}
_ANY = "|".join(sorted(_SORT_OF, key=len, reverse=True))
_COUNTED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|"
    "eighth|ninth|tenth|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|premier|première|deuxième|seconde|"
    "troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|unique|primer[oa]?|segund[oa]|"
    "tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|séptim[oa]|septim[oa]|octav[oa]|noven[oa]|décim[oa]|único|única|"
    "primeir[oa]|terceir[oa]|quart[oa]|sétim[oa]|oitav[oa]|non[oa]|pertama|kesatu|kedua|ketiga|keempat|kelima|keenam|"
    "ketujuh|kedelapan|kesembilan|kesepuluh|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|"
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|перш|друг|четверт|п.ят|шост|сьом|дев.ят)[а-яії]{1,3}|"
    "الأولى?|الثاني[ة]?|الثالث[ة]?|الرابع[ة]?|الخامس[ة]?|السادس[ة]?|السابع[ة]?|الثامن[ة]?|التاسع[ة]?|العاشر[ة]?|"
    "الحادي[ة]? عشر[ة]?|الثاني[ة]? عشر[ة]?|एक|दो|तीन|चार|पाँच|पांच|छह|सात|आठ|नौ|दस|प्रथम|द्वितीय|तृतीय|चतुर्थ|"
    "पंचम|पहला|दूसरा|तीसरा|पहली|दूसरी"
)
_CHINESE_DIGITS = "〇零一二两兩三四五六七八九十廿卅百千"
_FIGURES = (
    r"\d{1,4}(?:\.\d{1,3}){0,4}(?:er|re|ère|ème|st|nd|rd|th|\.?[ºª°]|ᵉʳ?|[¹²³⁴-⁹]{1,2}|[a-zа-яіक-ह](?![^\W\d_]))?"
)
_NUMBER = (
    rf"(?:(?:no|nr|n)?[.º°]{{0,2}}\s?|№\s?|\#)(?P<number>{_FIGURES}|"
    r"(?-i:[IVXLCІХ]{1,7}(?:er|re|[ºª])?|[A-ZА-ЯІ])(?!\w)|"
    rf"(?:{_COUNTED})(?!\w)|[{_CHINESE_DIGITS}]{{1,8}})(?:\s?(?:bis|ter|quater)(?!\w)|\(\w{{1,3}}\))?"
)
_GAP = r"(?P<gap>[ \t]{0,9}[.:：،।)\-–—．]{1,3}[ \t]{0,9}|[ \t]{1,9}|$)(?P<rest>.*)$"
_WORDED = re.compile(rf"(?P<word>{_ANY})\.?(?:\s{{1,3}}|\s?[-–]\s?(?=\d))\(?{_NUMBER}\s?[)\]]?{_GAP}", re.IGNORECASE)
#: "المادة الحادية والعشرون", "Глава одиннадцатая": an ordinal that is on no list, told by standing alone on its line.
_OTHER_WORD = r"[^\W\d_A-Za-zÀ-ɏ]{3,12}"
_WORDED_ALONE = re.compile(rf"(?P<word>{_ANY})\s{{1,3}}{_OTHER_WORD}(?: {_OTHER_WORD})?$", re.IGNORECASE)
_GERMAN = "erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte"
_ORDINAL_FIRST = re.compile(rf"(?:(?:{_GERMAN})[rs]?|{_COUNTED})\s{{1,3}}(?P<word>{_ANY}){_GAP}", re.IGNORECASE)
_CHINESE = re.compile(
    rf"第\s?(?P<number>[\d{_CHINESE_DIGITS}]{{1,8}})\s?(?P<word>[编編部卷篇章节節条條])"
    r"(?P<gap>[ \t\u3000]{1,9}|[ \t]{0,9}[.:：、．][ \t\u3000]{0,9}|)(?P<rest>.*)$"
)
_ANNEX = re.compile(
    rf"(?P<word>附[件录錄表])\s?(?P<number>[\d{_CHINESE_DIGITS}]{{1,3}}|[A-Z](?!\w))"
    r"(?P<gap>[ \t\u3000]{1,9}|[ \t]{0,9}[.:：、．][ \t\u3000]{0,9}|$)(?P<rest>.*)$"
)
_CHINESE_SORTS = {"章": "chapter", "节": "division", "節": "division", "条": "article", "條": "article"}
_SIGN = re.compile(
    r"§{1,2}\s{0,3}(?P<number>\d{1,4}(?:\.\d{1,3}){0,3})[a-z]?(?P<gap>[.:)\-–—]{0,3}[ \t]{1,9}|[.:]?$)(?P<rest>.*)$"
)

_DOTTED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})"
    r"(?P<gap>\.?[)\]:．、。\-–—]{0,2}[ \t\u3000]{1,9}|[、．]|\.(?=[^\W\d_]))(?P<rest>\S.*)$"
)
_ROMAN = re.compile(
    rf"(?P<number>{numerals.ROMAN})(?P<gap>[.):][.\-–—]?[ \t]{{1,9}}|[ \t]{{0,3}}[–—\-][ \t]{{1,9}})(?P<rest>\S.*)$"
)
#: "A.1. Proposals": what the parts of an annex are called.
_LETTERED = re.compile(r"(?P<number>[A-ZА-ЯІ](?:\.\d{1,3}){1,4})(?P<gap>\.?[)\]:\-–—]{0,2}[ \t]{1,9})(?P<rest>\S.*)$")
_CAPITAL = re.compile(r"(?P<number>[A-ZА-ЯІ])(?P<gap>[.)][ \t]{1,9})(?P<rest>\S.*)$")
_CHINESE_LIST = re.compile(r"(?P<number>[一二三四五六七八九十]{1,4})(?P<gap>[、．.])[ \t\u3000]{0,9}(?P<rest>\S.*)$")
_STRONG = (_WORDED, _ORDINAL_FIRST, _CHINESE, _ANNEX, _SIGN)
#: "أولا: التعريف": first, secondly, … with a colon or a dash.
_FIRSTLY = ("أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_ARABIC_LIST = re.compile(
    rf"(?P<number>{'|'.join(_FIRSTLY)})[ا\u064b]{{1,2}}(?P<gap>[ \t]{{0,3}}[:.\-–—،]{{1,2}}[ \t]{{1,9}})(?P<rest>\S.*)$"
)
_WEAK = (
    (_DOTTED, ""), (_LETTERED, ""), (_ROMAN, "roman"), (_CAPITAL, "capital"), (_CHINESE_LIST, "counted"),
    (_ARABIC_LIST, "firstly"),
)  # fmt: skip

_BULLETS = "•‣◦▪●○■□➢➤✓✔♦◆"
_ITEM = re.compile(
    r"(?P<open>[(（]?)(?P<sign>[^\W\d_]|[ivx]{1,5}|\d{1,3}|[一二三四五六七八九十]{1,3})(?P<close>[)）])"
    r"[ \t\u3000]{0,20}(?P<rest>\S.*)$|"
    r"(?P<dot>[^\W\d_]|[ivx]{1,5})[.\-][ \t]{1,20}(?P<after>\S.*)$|"
    rf"(?P<bullet>[-*–—·∙+](?=[ \t])|[{_BULLETS}])[ \t]{{0,20}}(?P<text>\S.*)$"
)

#: Headings without a number that charters of eleven languages begin or end with.
_ALONE = re.compile(
    "(?:preamble|introduction|foreword|glossary|definitions|annex|appendix|präambel|vorwort|einleitung|glossar|anhang|"
    "schlussbestimmungen|préambule|introduction|avant-propos|glossaire|annexes?|preámbulo|introducción|glosario|anexos?|"
    "preâmbulo|introdução|glossário|pembukaan|mukadimah|pendahuluan|penutup|glosarium|lampiran|преамбула|введение|"
    "вступление|глоссарий|приложени[ея]|вступ|глосарій|додат(?:ок|ки)|الديباجة|ديباجة|مقدمة|المقدمة|التمهيد|تمهيد|مسرد|"
    "(?:final|general|transitional) provisions|dispositions (?:finales|générales|transitoires)|"
    "disposici(?:ón|ones) (?:adicional|final|transitoria|derogatoria|general)(?:es|s)?"
    rf"(?: (?:{_COUNTED}))?|disposições (?:finais|gerais|"
    "transitórias)|ketentuan (?:umum|penutup|peralihan)|(?:общие|заключительные|загальні|прикінцеві) положен(?:ия|ня)|"
    "أحكام (?:عامة|ختامية|انتقالية)|"
    "ملحق|الملاحق|प्रस्तावना|उद्देशिका|भूमिका|शब्दावली|परिशिष्ट|序言|前言|序|引言|附则|附則|附件|附录|附錄|术语表|詞彙表)",
    re.IGNORECASE,
)
#: What a heading does not end with (it may ask); a full stop only ends sentences of some length.
ENDS = (".", ";", ",", "。", "；", "،", "।", "؛", ":", "：", "!", "！", "，", "、")
_STOPS = (".", "。", "।", "؟", "?", "!", "！", "？")
_LONGEST = 120
_LONGEST_WEAK = 80
_SHORT_SENTENCE = 40
#: So many words has the name of an article at most that stands before its text on one line.
_NAME_WORDS = 5
_DATE = re.compile(r"[^\d]{1,30}\d{4}(?:[^\w].{0,20})?$")


@dataclass(frozen=True, slots=True)
class Sign:
    """A heading's beginning: its sort, and what comes before and after the place where its words begin.

    A weak sign (only a number) may as well be that of a list item: `titled` says that its words could be a heading,
    and its `number` is looked at (0 for strong ones). `body` is the text of an article that follows on the same line.
    """

    sort: str
    number: int
    label: str
    rest: str
    is_weak: bool = False
    titled: bool = True
    body: str = ""


def begins_strongly(line: str) -> bool:
    """Whether a line begins with a word for article or chapter and a number, whatever follows."""
    start = line[:400]
    return any(pattern.match(start) for pattern in _STRONG)


def heading_sign(line: str) -> Sign | None:
    """Return what a line begins with when it may be a heading, None for running text."""
    if not line:
        return None
    start = line[:400]
    for pattern in _STRONG:
        if found := pattern.match(start):
            return _worded(found, line)
    if len(line) <= _SHORT_SENTENCE and (found := _WORDED_ALONE.match(line)):
        return Sign(_SORT_OF[found["word"].casefold()], 0, line, "")
    for pattern, sort in _WEAK:
        if found := pattern.match(numerals.latin_look(start) if pattern is _ROMAN else start):
            return _weak(found, sort, line)
    return None


def item_sign(line: str) -> tuple[str, str, str] | None:
    """Return (form, sign, words) of a list item: forms tell lists within lists apart; None for anything else."""
    found = _ITEM.match(line)
    if not found:
        return None
    group = "rest" if found["rest"] else "after" if found["after"] else "text"
    rest = line[found.start(group) :]
    if found["bullet"]:
        return found["bullet"], "", rest
    sign = found["sign"] or found["dot"]
    kind = "1" if sign.isdecimal() else "一" if sign[0] in _CHINESE_DIGITS else "a"
    if found["dot"] and (sign.isupper() or not numerals.place_in_alphabet(sign[0])):
        return None
    return f"{found['open'] or ''}{kind}{found['close'] or '.'}", sign, rest


def stands_alone(line: str) -> bool:
    """Whether a line is one of the headings that need no number: preamble, glossary, annex."""
    return len(line) <= 40 and bool(_ALONE.fullmatch(line.strip(" .:：-–—*_")))


def is_title_like(words: str, longest: int = _LONGEST_WEAK) -> bool:
    """Whether words could be a heading: short, no end of a sentence, no small letter at the start, no address."""
    if not words or len(words) > longest or words.endswith(ENDS) or words[0].islower() or words[0] in ",;":
        return False
    return "://" not in words and "@" not in words and not any(f"{stop} " in words[10:] for stop in ".;!?।")


def is_capital(line: str) -> bool:
    """Whether a line is in capitals throughout, as typewriters make headings."""
    letters = sum(sign.isalpha() for sign in line)
    return letters >= 3 and len(line) <= _LONGEST_WEAK and line.isupper() and not line.endswith((";", ",", "."))


def _worded(found: re.Match[str], line: str) -> Sign | None:
    groups = found.groupdict()
    word = groups.get("word")
    rest = line[found.start("rest") :].strip()
    label = line[: found.start("rest")].strip()
    if word is None:
        sort = "§"
    elif word in _CHINESE_SORTS or label.startswith(("第", "附")):
        sort = _CHINESE_SORTS.get(word, "part")
    else:
        sort = _SORT_OF[word.casefold()]
    if sort in ("section", "§") and (dots := (groups.get("number") or "").count(".")):
        sort = f"{sort} {dots}"  # Section 3.2 stands below Section 3
    gap = found["gap"]
    sentence = _is_sentence(rest)
    if sentence or (rest and not gap.strip() and gap and rest[0].islower()):
        runs_on = gap.strip(" \t") or (gap and label.startswith("第"))
        return _run_in(sort, label, rest, must_be_named=not runs_on) if sentence else None
    if len(line) > _LONGEST or line.endswith((";", ",", "；", "،", "؛")):
        return None
    return Sign(sort, 0, label, rest)


def _run_in(sort: str, label: str, rest: str, *, must_be_named: bool) -> Sign | None:
    """Return the sign of an article whose text follows on the same line, behind its name where it has one."""
    if sort.partition(" ")[0] not in ("article", "section", "§"):
        return None
    name, stop, body = rest.partition(". ")
    body = body.lstrip("-–— ")
    if stop and len(name.split()) <= _NAME_WORDS and is_title_like(name) and len(body) > _SHORT_SENTENCE:
        return Sign(sort, 0, f"{label} {name}", "", body=body)
    return None if must_be_named else Sign(sort, 0, label.rstrip(" .:：،।-–—．、"), "", body=rest)


def _is_sentence(rest: str) -> bool:
    if rest.endswith(("。", "；", "।")):  # which end no heading
        return True
    if rest.endswith((":", "：")):
        return len(rest) > (20 if rest.isascii() else 5)
    return len(rest) > _LONGEST_WEAK + 20 or (len(rest) > _SHORT_SENTENCE and rest.endswith((*_STOPS, ";")))


def _weak(found: re.Match[str], sort: str, line: str) -> Sign | None:
    rest = line[found.start("rest") :].strip()
    number = found["number"]
    last = number.rpartition(".")[2]
    firstly = _FIRSTLY.index(last) + 1 if sort == "firstly" else 0
    value = firstly or (ord(last) if sort == "capital" else numerals.value(last))
    gap = found["gap"]
    titled = is_title_like(rest) and not _DATE.fullmatch(rest)
    if not sort:
        sort = str(number.count("."))
        titled = titled and (bool(gap.strip()) or "." in number or len(rest) <= 60)
    return Sign(sort, value, line[: found.start("rest")].strip(), rest, is_weak=True, titled=titled)
