"""The language of people's words as outputs name it: a tag and nothing else, whatever stands in a record."""

import re
from collections.abc import Collection
from itertools import takewhile

_VARIANTS = """
1606nict 1694acad 1901 1959acad 1994 1996 abl1943 akuapem alalc97 aluku anpezo ao1990 aranes arevela arevmda
arkaika asante auvern baku1926 balanka barla basiceng bauddha bciav bcizbl biscayan biske blasl bohoric boont
bornholm cisaup colb1945 cornu creiss dajnko ekavsk emodeng fascia fodom fonipa fonkirsh fonnapa fonupa fonxsamp
gallo gascon gherd grclass grital grmistr hepburn heploc hognorsk hsistemo ijekavsk itihasa ivanchov jauer
jyutping kkcor kleinsch kociewie kscor laukika leidentr lemosin lengadoc lipaw ltg1929 ltg2007 luna1918 mdcegyp
mdctrans metelko monoton ndyuka nedis newfound nicard njiva nulik osojs oxendict pahawh2 pahawh3 pahawh4 pamaka
peano pehoeji petr1708 pinyin polyton provenc puter rigik rozaj rumgr scotland scouse simple solba sotav spanglis
surmiran sursilv sutsilv synnejyl tailo tarask tongyong tunumiir uccor ucrcor ulster unifon vaidika valbadia
valencia vallader vecdruka viennese vivaraup wadegile xsistemo
"""
#: Registered variants (IANA Language Subtag Registry): the only words that may follow a language, script and region.
VARIANTS = frozenset(_VARIANTS.split())
_SCRIPTS = """
Adlm Aghb Ahom Arab Aran Armn Avst Bali Bamu Bass Batk Beng Bopo Brah Brai Bugi Buhd Cakm Cans Cari Cham Cher Chrs
Copt Cprt Cyrl Deva Dogr Dsrt Egyp Elba Ethi Geor Glag Gong Gonm Goth Gran Grek Gujr Guru Hang Hani Hano Hans Hant
Hatr Hebr Hira Hluw Hmng Hmnp Hrkt Hung Ital Java Jpan Kali Kana Kawi Khar Khmr Khoj Kits Knda Kore Kthi Lana Laoo
Latf Latg Latn Lepc Limb Lisu Lyci Lydi Mahj Maka Mand Mani Medf Mend Mlym Modi Mong Mroo Mtei Mymr Nagm Nand Newa
Nkoo Nshu Ogam Olck Orkh Orya Osge Osma Palm Pauc Perm Phag Phnx Plrd Rjng Rohg Runr Samr Saur Shaw Shrd Sidd Sind
Sinh Sogd Sora Soyo Sund Sylo Syrc Tagb Takr Tale Talu Taml Tang Tavt Telu Tfng Tglg Thaa Thai Tibt Tirh Tnsa Toto
Ugar Vaii Wara Wcho Xpeo Xsux Yezi Yiii
"""
#: Scripts (ISO 15924): another word of four letters is none.
SCRIPTS = frozenset(_SCRIPTS.split())
#: Languages of their own that some write behind the one they belong to, as in "zh-yue".
_BEHIND = frozenset(
    (
        "aeb",
        "apc",
        "arb",
        "ary",
        "arz",
        "cdo",
        "cjy",
        "cmn",
        "cpx",
        "gan",
        "hak",
        "hsn",
        "lzh",
        "mnp",
        "nan",
        "wuu",
        "yue",
    )
)
#: Codes of wikis that are no tags, or others than they seem.
_OF_WIKIS = {
    "be-x-old": "be-tarask", "bat-smg": "sgs", "cbk-zam": "cbk", "fiu-vro": "vro", "roa-rup": "rup",
    "simple": "en-simple", "sr-ec": "sr-Cyrl", "sr-el": "sr-Latn", "zh-classical": "lzh", "zh-min-nan": "nan",
}  # fmt: skip
_TAG = re.compile(
    "(?=.{2,35}$)([A-Za-z]{2,3})(?:-([A-Za-z]{3}))?(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?((?:-[A-Za-z0-9]{1,8})*)"
)


def tag(language: str) -> str:
    """Return a language with its script, region and variants in their usual case, "und" for what is no tag (BCP 47).

    Files of others may say anything, so what is no registered variant is left out: it could be any word.
    """
    found = _TAG.fullmatch(_OF_WIKIS.get(language.lower(), language))
    if found is None:
        return "und"
    first, behind, script, region, rest = (part or "" for part in found.groups())
    main = behind.lower() if behind.lower() in _BEHIND else first.lower()
    known = script.title() if script.title() in SCRIPTS else ""
    variants = takewhile(VARIANTS.__contains__, rest.lower().split("-")[1:])
    return "-".join(filter(None, (main, known, region.upper(), *variants)))


def nearest(known: Collection[str], language: str) -> str:
    """Return the tag, of those known, that reads best in a language: itself, else a form of it ("zh-Hant"), else ""."""
    if language in known:
        return language
    return next((each for each in known if each.partition("-")[0] == language.partition("-")[0]), "")
