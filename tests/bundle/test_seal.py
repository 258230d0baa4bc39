"""Signatures, age files and the words that open an event package."""

import io
from base64 import b64encode
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_scalarmult_base

from hubdesk.bundle import bech32, passphrase, seal
from hubdesk.errors import Refused, Usage
from hubdesk.model import limits
from tests.bundle.logs import AICHA, contents, evening, opened, written

IDENTITY = seal.identity_of(bytes([1]) * 32)
RECIPIENT = seal.recipient_of(IDENTITY)
LINE = b"-> X25519 " + b64encode(bytes(32)).rstrip(b"=") + b"\n" + b64encode(bytes(32)).rstrip(b"=") + b"\n"
MAC = b"--- " + b64encode(bytes(32)).rstrip(b"=") + b"\n"


# ---- bech32 ---------------------------------------------------------------------------------------------------------


def test_the_examples_of_bip_173() -> None:
    assert bech32.encode("a", b"") == "a12uel5l"
    everything = int("".join(f"{n:05b}" for n in range(32)), 2).to_bytes(20, "big")
    assert bech32.encode("abcdef", everything) == "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"
    long = "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio"
    assert bech32.encode(long, b"") == long + "1tt5tgs"


@given(st.binary(min_size=32, max_size=32))
def test_an_identity_is_the_one_that_age_reads(secret: bytes) -> None:
    identity = seal.identity_of(secret)
    assert str(pyrage.x25519.Identity.from_str(identity)) == identity
    assert seal.recipient_of(identity) == bech32.encode("age", crypto_scalarmult_base(secret))
    assert seal.is_recipient(seal.recipient_of(identity))


@pytest.mark.parametrize("text", ["", "age1", "age1zzz", RECIPIENT.upper(), RECIPIENT[:-1], IDENTITY, RECIPIENT + " "])
def test_what_is_no_recipient(text: str) -> None:
    assert not seal.is_recipient(text)


@pytest.mark.parametrize("text", ["", "x", IDENTITY[:-1], RECIPIENT])
def test_what_is_no_identity(text: str) -> None:
    with pytest.raises(seal.IdentityError):
        seal.recipient_of(text)


# ---- signatures -----------------------------------------------------------------------------------------------------


def test_a_signature_fits_one_message_and_one_key() -> None:
    signature = AICHA.sign(b"a")
    assert seal.verify(AICHA.key, b"a", signature)
    assert not seal.verify(AICHA.key, b"b", signature)
    assert not seal.verify("00" * 32, b"a", signature)


@pytest.mark.parametrize("key", ["", "00", "zz" * 32, "01" + "00" * 31, "00" * 32, "ec" + "ff" * 30 + "7f"])
@pytest.mark.parametrize("signature", [b"", bytes(64), b"\1" + bytes(63), bytes(63), bytes(65)])
def test_bad_keys_and_bad_signatures_are_false_never_an_exception(key: str, signature: bytes) -> None:
    assert not seal.verify(key, b"anything", signature)


def test_a_signature_has_one_form() -> None:
    signature = bytearray(AICHA.sign(b"a"))
    order = 2**252 + 27742317777372353535851937790883648493
    larger = int.from_bytes(signature[32:], "little") + order
    assert not seal.verify(AICHA.key, b"a", bytes(signature[:32]) + larger.to_bytes(32, "little"))


# ---- age files ------------------------------------------------------------------------------------------------------


def test_a_sealed_file_that_was_changed_or_cut_is_refused(tmp_path: Path) -> None:
    from hubdesk.bundle.writing import Sealing

    file = written(tmp_path, contents(evening()), Sealing(recipients=[RECIPIENT])).path
    good = file.read_bytes()
    step = max(1, len(good) // 150)
    for at in range(0, len(good), step):
        for bad in (good[:at], good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]):
            file.write_bytes(bad)
            with pytest.raises(Refused), opened(file, identities=[IDENTITY]):
                pass
    file.write_bytes(good + b"x")
    with pytest.raises(Refused), opened(file, identities=[IDENTITY]):
        pass


def test_sealing_needs_somebody_and_not_everybody() -> None:
    many = [seal.recipient_of(seal.identity_of(n.to_bytes(32, "big"))) for n in range(1, 65)]
    for recipients in ([], many):
        with pytest.raises(Usage):
            seal.encrypt(io.BytesIO(b"x"), io.BytesIO(), recipients)
    out = io.BytesIO()
    seal.encrypt(io.BytesIO(b"x"), out, [*many[:63], many[0]])
    seal.check_header(out)
    back = io.BytesIO()
    seal.decrypt(out, back, [seal.identity_of((63).to_bytes(32, "big"))])
    assert back.getvalue() == b"x"
    assert limits.SEAL_RECIPIENTS == 64


def test_an_empty_list_of_identities_is_not_an_error_of_age() -> None:
    out = io.BytesIO()
    seal.encrypt(io.BytesIO(b"x"), out, [RECIPIENT])
    with pytest.raises(Refused, match="sealed"):
        seal.decrypt(out, io.BytesIO(), [])


class Failing(io.BytesIO):
    """A stream that works a few times."""

    def __init__(self, content: bytes, times: int) -> None:
        super().__init__(content)
        self.times = times

    def _once(self) -> None:
        self.times -= 1
        if self.times < 0:
            raise OSError(28, "No space left")

    def write(self, data: object, /) -> int:
        self._once()
        return super().write(data)  # type: ignore[arg-type]

    def read(self, size: int | None = -1, /) -> bytes:
        self._once()
        return super().read(size)


@pytest.mark.parametrize("size", [0, 10, 65_536, 70_000, 200_000])
def test_no_failure_of_a_stream_is_lost(size: int) -> None:
    whole = io.BytesIO()
    seal.encrypt(io.BytesIO(bytes(size)), whole, [RECIPIENT])
    for times in range(12):
        for write in (True, False):
            source, out = Failing(bytes(size), 99 if write else times), Failing(b"", times if write else 99)
            try:
                seal.encrypt(source, out, [RECIPIENT])
            except OSError as error:
                assert error.errno == 28
            else:
                assert len(out.getvalue()) >= size + 16
                back = io.BytesIO()
                seal.decrypt(io.BytesIO(out.getvalue()), back, [IDENTITY])
                assert back.getvalue() == bytes(size)
            closed, plain = Failing(whole.getvalue(), 99 if write else times), Failing(b"", times if write else 99)
            try:
                seal.decrypt(closed, plain, [IDENTITY])
            except OSError as error:
                assert error.errno == 28
            else:
                assert plain.getvalue() == bytes(size)


# ---- words ----------------------------------------------------------------------------------------------------------


def test_words_make_the_same_key_however_they_are_typed() -> None:
    salt = bytes(range(16))
    key = passphrase.identity("amber river candle quiet harbor", salt)
    assert key == passphrase.identity("  Amber-River\tCANDLE, quiet harbor ", salt)
    assert key != passphrase.identity("amber river candle quiet harbor", bytes(16))
    assert key == "AGE-SECRET-KEY-1" + key[16:]


def test_the_line_of_an_event_package_has_one_form() -> None:
    line = passphrase.line(bytes(range(16)))
    assert len(line) == passphrase.LINE_BYTES == 48
    assert passphrase.salt_of(line) == bytes(range(16))
    for bad in (line[:-1], line + b"x", line.upper(), line.replace(b"0", b"g"), b" " + line[:-1]):
        assert passphrase.salt_of(bad) is None


@pytest.mark.parametrize("words", ["", "a b c d e", "letmein", "password 123", "五个字太短"])
def test_short_words_are_refused(words: str) -> None:
    with pytest.raises(Usage):
        passphrase.check_strength(words)


@pytest.mark.parametrize("words", ["amber river candle quiet harbor", "大树 小河 新月 老街 红山"])
def test_five_words_are_enough(words: str) -> None:
    passphrase.check_strength(words)


@pytest.mark.parametrize(
    ("language", "own"),
    [
        *(("de", "de"), ("de-AT", "de"), ("zh-Hant-TW", "zh"), ("tlh", "en"), ("en", "en"), ("", "en"), ("d", "en")),
        *(("../words/de", "en"), ("de\n", "en"), ("x" * 17, "en")),
    ],
)
def test_words_are_of_the_language_where_it_has_its_own_and_english_elsewhere(language: str, own: str) -> None:
    file = Path(__file__).parents[2] / "resources" / "words" / f"{own}.txt"
    assert passphrase.word_list(language) == tuple(file.read_text("utf-8").split())
