"""The language of people's words as outputs name it: a tag and nothing else, whatever stands in a record."""

import re

_TAG = re.compile("(?=.{2,35}$)([A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?)(?:-[A-Za-z0-9]{1,8})*")


def tag(language: str) -> str:
    """Return a language with its script and region, "und" for what has not the form of one (BCP 47).

    Files of others may say anything, so what follows them is left out: it could be any word.
    """
    found = _TAG.fullmatch(language)
    return found[1] if found else "und"
