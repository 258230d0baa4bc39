"""What web pages call the encodings of old, as browsers understand these names (WHATWG, Encoding)."""

import re

_PLAIN = re.compile(r"iso-8859-(?:[2-8]|1[03-6])|windows-125[0-8]|koi8-[ru]|euc-jp|iso-2022-jp")
_ALIASES = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be",
    "cp1252": "ascii us-ascii latin1 l1 iso-8859-1 iso8859-1 iso_8859-1 iso88591",
    "iso-8859-2": "latin2 iso8859-2 iso_8859-2",
    "iso-8859-5": "cyrillic iso8859-5 iso_8859-5",
    "iso-8859-6": "arabic iso8859-6 iso_8859-6 iso-8859-6-e iso-8859-6-i",
    "iso-8859-7": "greek iso8859-7 iso_8859-7",
    "iso-8859-8": "hebrew iso8859-8 iso_8859-8 iso-8859-8-e iso-8859-8-i logical visual",
    "cp1254": "latin5 iso-8859-9 iso8859-9 iso_8859-9",
    "iso-8859-10": "latin6 iso8859-10",
    "iso-8859-15": "latin9 latin-9 iso8859-15 iso_8859-15",
    "cp874": "windows-874 tis-620 iso-8859-11 iso8859-11 dos-874",
    "cp866": "ibm866 866 csibm866",
    "koi8-r": "koi koi8 koi8_r cskoi8r",
    "koi8-u": "koi8-ru",
    "mac_roman": "macintosh x-mac-roman mac",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gbk gb2312 gb_2312 gb_2312-80 chinese x-gbk gb18030",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932",
    "euc-jp": "x-euc-jp",
    "cp949": "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
}
_CODECS = {label: codec for codec, labels in _ALIASES.items() for label in labels.split()}


def codec_named(label: str) -> str:
    """Return Python's name of the encoding that a page calls `label`, "" for a name that nobody knows.

    A page whose bytes name UTF-16 is not in it, or nobody could have read the name.
    """
    label = re.sub(r"^(?:x-)?cp-?125", "windows-125", label.strip().casefold())
    return _CODECS.get(label) or (label if _PLAIN.fullmatch(label) else "")
