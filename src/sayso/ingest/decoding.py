"""Bytes to text: a byte-order mark, then UTF-8, then what the page declares, then a named guess; binary is refused."""

import codecs
import re
from dataclasses import dataclass

from sayso.model.report import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"MZ",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
DECLARED_WITHIN = 4096  # bytes: browsers look in the first 1024 (HTML standard, 13.2.3.2); saved pages carry comments
SAMPLE = 262_144  # bytes shown to the guesser, and searched for control characters
FEW_BROKEN = (
    0.001  # share of bytes: a text with fewer broken ones is UTF-8 that was cut or pasted, not another encoding
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its encoding; `text` is null where the bytes are not text, and `problems` say why."""

    text: str | None
    encoding: str | None
    problems: tuple[Problem, ...] = ()


def decode_bytes(content: bytes, declared: str | None = None, page: bool = False) -> Decoded:
    """Turn bytes into text, dropping a byte-order mark and touching nothing else.

    `declared` is what came with the bytes (an HTTP header); `page` looks for an HTML or XML declaration as well.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_marked(content[len(mark) :], encoding)
    if refusal := _binary_kind(content):
        return Decoded(None, None, (Problem("not text", refusal),))
    if b"\0" in content[:SAMPLE]:
        return _decode_guessed(content)  # the shape of UTF-16, which ASCII with zeros between passes as UTF-8
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    named = declared or (_declared_in(content) if page else None)
    if named and (decoded := _decode_named(content, named)):
        return decoded
    return _decode_cut(content) or _decode_guessed(content)


def _decode_marked(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as err:
        why = f"the byte-order mark says {encoding}, but byte {err.start} is not; broken characters are shown as \ufffd"
        return Decoded(content.decode(encoding, "replace"), encoding, (Problem("broken characters", why),))


def _binary_kind(content: bytes) -> str | None:
    if any(content.startswith(magic) for magic in _MAGIC) and _CONTROLS.search(content, 0, SAMPLE):
        return "the bytes are those of a document, picture, archive or program"
    sample = content[:SAMPLE]
    if b"\0" in sample and _utf16_shape(sample) is None:
        return "the bytes hold zeros, which no text does"
    controls = len(_CONTROLS.findall(sample))
    if b"\0" not in sample and controls > 0.02 * len(sample):
        return f"{controls} of the first {len(sample)} bytes are control characters"
    return None


def _utf16_shape(sample: bytes) -> str | None:
    even, odd, half = sample[0::2].count(0), sample[1::2].count(0), max(1, len(sample) // 2)
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _declared_in(content: bytes) -> str | None:
    found = _DECLARED.search(content, 0, DECLARED_WITHIN)
    return found.group(1).decode("ascii") if found else None


def _decode_named(content: bytes, name: str) -> Decoded | None:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    # browsers read both names as Windows-1252 (WHATWG Encoding standard, 4.2)
    codec = "cp1252" if codec in ("iso8859-1", "ascii") else codec
    try:
        return Decoded(content.decode(codec), codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_cut(content: bytes) -> Decoded | None:
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken > max(1, FEW_BROKEN * len(content)) or broken >= len(content) - len(text) + broken:
        return None  # no longer sequence is sound: nothing speaks for UTF-8
    why = f"{broken} places are not UTF-8 and are shown as \ufffd"
    return Decoded(text, "utf-8", (Problem("broken characters", why),))


def _decode_guessed(content: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    encoding = _utf16_shape(content[:SAMPLE])
    if encoding is None:
        best = from_bytes(content[:SAMPLE], cp_exclusion=["utf_7"]).best()
        encoding = best.encoding if best else None
    if encoding is None:
        return Decoded(None, None, (Problem("wrong encoding", "no encoding makes these bytes into text"),))
    text = content.decode(encoding, "replace")
    why = f"nothing names the encoding; read as {encoding}, by the look of its bytes"
    return Decoded(text, encoding, (Problem("encoding guessed", why),))
