"""The language of people's words as outputs name it: a tag and nothing else, whatever stands in a record."""

import re

_TAG = re.compile("(?=.{2,35}$)[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def tag(language: str) -> str:
    """Return a language as it is, "und" for what has not the form of one (BCP 47); files of others may say anything."""
    return language if _TAG.fullmatch(language) else "und"
