"""Places in a line as Qt counts them (UTF-16) and as Python does: they differ behind every emoji."""


def units(text: str, place: int) -> int:
    """Return Qt's place of the character `place` of a text."""
    if text.isascii():
        return place
    return place + sum(letter > "\uffff" for letter in text[:place])


def place(text: str, units_before: int) -> int:
    """Return the character at Qt's place; within a pair of units, the character itself."""
    if text.isascii():
        return min(units_before, len(text))
    seen = 0
    for number, letter in enumerate(text):
        if seen >= units_before:
            return number
        seen += 2 if letter > "\uffff" else 1
    return len(text)
