"""Which languages people mean when they write them down in their own way, on a list or at the door."""

import re
from functools import cache

from hubdesk.i18n import LANGUAGES
from hubdesk.model.fold import fold

#: Names of languages as people write them, by tag (after the Unicode consortium's CLDR): those of the window in all its
#: languages, some others in a few; "sgn" stands for any sign language.
_NAMES = {
    "en": "English|anglais|Englisch|Inggris|inglés|inglês|английский|англійська|الإنجليزية|अंग्रेज़ी|英语|英文",
    "ar": "Arabic|arabe|Arabisch|árabe|Arab|арабский|арабська|العربية|अरबी|阿拉伯语",
    "de": "German|allemand|Deutsch|alemán|alemão|Jerman|немецкий|німецька|الألمانية|जर्मन|德语",
    "es": "Spanish|espagnol|Spanisch|español|castellano|espanhol|Spanyol|испанский|іспанська|الإسبانية|स्पेनिश|西班牙语",
    "fr": "French|français|Französisch|francés|francês|Prancis|французский|французька|الفرنسية|फ़्रेंच|法语",
    "hi": "Hindi|хинди|гінді|الهندية|हिन्दी|हिंदी|印地语",
    "id": "Indonesian|indonésien|Indonesisch|indonesio|indonésio|Indonesia|Bahasa Indonesia|индонезийский|"
    "індонезійська|الإندونيسية|इंडोनेशियाई|印度尼西亚语",
    "pt": "Portuguese|portugais|Portugiesisch|portugués|português|Portugis|португальский|португальська|البرتغالية|"
    "पुर्तगाली|葡萄牙语",
    "ru": "Russian|russe|Russisch|ruso|russo|Rusia|русский|російська|الروسية|रूसी|俄语",
    "uk": "Ukrainian|ukrainien|Ukrainisch|ucraniano|Ukraina|украинский|українська|الأوكرانية|यूक्रेनियाई|乌克兰语",
    "zh": "Chinese|Mandarin|chinois|Chinesisch|chino|chinês|Tionghoa|китайский|китайська|الصينية|चीनी|中文|汉语|普通话",
    "bn": "Bengali|Bangla|বাংলা",
    "ca": "Catalan|catalán|català",
    "cs": "Czech|tchèque|checo|čeština",
    "el": "Greek|grec|griego|Ελληνικά",
    "eu": "Basque|euskera|euskara",
    "fa": "Persian|Farsi|persan|فارسی",
    "ha": "Hausa|haoussa",
    "he": "Hebrew|hébreu|עברית",
    "ig": "Igbo",
    "it": "Italian|italien|italiano|Italienisch",
    "ja": "Japanese|japonais|japonés|日本語",
    "ko": "Korean|coréen|coreano|한국어",
    "nl": "Dutch|néerlandais|neerlandés|Nederlands|Niederländisch",
    "pl": "Polish|polonais|polaco|polski|Polnisch|польский|польська",
    "ro": "Romanian|roumain|rumano|română",
    "sw": "Swahili|Kiswahili|suajili",
    "ta": "Tamil|தமிழ்",
    "te": "Telugu|తెలుగు",
    "tr": "Turkish|turc|turco|Türkçe|Türkisch",
    "ur": "Urdu|ourdou|اردو",
    "vi": "Vietnamese|vietnamien|tiếng Việt",
    "yo": "Yoruba|Yorùbá",
    "zu": "Zulu|isiZulu",
    "sgn": "sign language|langue des signes|Gebärdensprache|lengua de señas|lengua de signos|língua de sinais|"
    "bahasa isyarat|жестовый язык|жестова мова|لغة الإشارة|सांकेतिक भाषा|手语",
}
_PAUSE = re.compile(r"[,;/|+&()\n،؛、，；・]")
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


@cache
def _tags() -> dict[str, str]:
    return {fold(name): tag for tag, names in _NAMES.items() for name in names.split("|")}


def tags(text: str) -> tuple[str, ...]:
    """Return the tags (BCP 47) of the languages that free words name, in their order; other words are passed over.

    A tag stands by itself, between commas and the like: "is" in a sentence is no Icelandic.
    """
    found: list[str] = []
    for part in map(str.strip, _PAUSE.split(text)):
        plain = part.replace("_", "-").casefold()
        named = _tags().get(fold(part))
        if named:
            found.append(named)
        elif _TAG.fullmatch(plain) and plain.partition("-")[0] in _NAMES:
            found.append(plain)
        else:
            within = [(place, tag) for name, tag in _tags().items() if (place := _place(fold(part), name)) >= 0]
            found += [tag for _, tag in sorted(within)]
    return tuple(dict.fromkeys(found))


def ours(text: str) -> str:
    """Return the first of the program's own languages that free words name, "" where they name none."""
    for tag in tags(text):
        primary = tag.partition("-")[0]
        for one in LANGUAGES:
            if one.casefold() == tag or one.partition("-")[0] == primary:
                return one
    return ""


def _place(words: str, name: str) -> int:
    """Return where words hold a name as a whole word, -1 for nowhere; scripts without blanks hold it anywhere."""
    at = words.find(name)
    around = words[max(0, at - 1) : at] + words[at + len(name) : at + len(name) + 1]
    return at if ord(name[0]) >= 0x3000 or not any(map(str.isalpha, around)) else -1
