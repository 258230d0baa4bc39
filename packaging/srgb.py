"""The sRGB colour profile that an archivable PDF carries, made from the numbers of its standard."""

import struct

#: D50 white and the sRGB primaries adapted to it (IEC 61966-2-1, Bradford adaptation).
WHITE = (0.96420, 1.0, 0.82491)
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
#: Y = ((X + 0.055) / 1.055) ** 2.4 from 0.04045 upwards, X / 12.92 below (ICC.1:2004-10, parametric curve type 3).
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _text(words: str) -> bytes:
    coded = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(coded), 28) + coded


def profile() -> bytes:
    """Return a display profile of version 4.2 whose bytes never change: no clock, no library, no machine in it."""
    curve = b"para\0\0\0\0\0\3\0\0" + _fixed(*CURVE)
    tags: dict[bytes, bytes] = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*WHITE),
        b"chad": b"sf32\0\0\0\0" + _fixed(*ADAPTATION),
        **{name: b"XYZ \0\0\0\0" + _fixed(*values) for name, values in PRIMARIES.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
    table = struct.pack(">I", len(tags))
    for name, data in tags.items():
        table += name + struct.pack(">II", places[data], len(data))
    date = struct.pack(">6H", 2020, 1, 1, 0, 0, 0)
    head = struct.pack(">I4xI4s4s4s", start + len(body), 0x04200000, b"mntr", b"RGB ", b"XYZ ") + date + b"acsp"
    head += b"\0" * 28 + _fixed(*WHITE)
    return head.ljust(128, b"\0") + table + body
