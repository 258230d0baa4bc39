"""Bech32 (BIP 173): the spelling that age uses for keys."""

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, content: bytes) -> str:
    """Return lower-case Bech32 of bytes under a lower-case prefix, of any length (as age has it, unlike BIP 173)."""
    fives = _in_fives(content)
    mixed = _polymod([*_expanded(prefix), *fives, 0, 0, 0, 0, 0, 0]) ^ 1
    check = [mixed >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(_LETTERS[five] for five in fives + check)


def _in_fives(content: bytes) -> list[int]:
    """Return the bits of bytes in groups of five, the last filled with zeros."""
    number = int.from_bytes(content, "big")
    groups = (len(content) * 8 + 4) // 5
    number <<= groups * 5 - len(content) * 8
    return [number >> 5 * (groups - 1 - at) & 31 for at in range(groups)]


def _expanded(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: list[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for at in range(5):
            if top >> at & 1:
                state ^= _GENERATOR[at]
    return state
