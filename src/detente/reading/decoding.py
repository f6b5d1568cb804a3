"""From bytes to text, whatever the encoding, and from odd characters to warnings."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from detente.errors import UnreadableDocument

SAMPLE = 20_000  # bytes or characters that are looked at to judge the whole
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
_META_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^<>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ODD = (
    (re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"), "turn the direction of reading"),
    (re.compile(r"[\u200b-\u200d\u2060\ufeff]"), "have no width"),
    (re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]"), "control a terminal"),
)
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


class Decoded(NamedTuple):
    """A text and what had to be guessed or mended to get it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, where: str, charset: str | None = None) -> Decoded:
    """Decode the bytes of a text or a page; UTF-8 where they fit it, else what they declare or look like.

    Raises `UnreadableDocument` for binary data.

    >>> decode("Naïve".encode("cp1252"), "a.txt")
    Decoded(text='Naïve', warnings=('not UTF-8: read as windows-1252',))
    """
    if charset == "utf-8":
        return Decoded(data.decode("utf-8", "surrogatepass"))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with(data, encoding, ()) if encoding != "utf-8" else _with(data[3:], encoding, ())
    if b"\0" in data[:SAMPLE]:
        return _with(data, _wide_encoding(data, where), ())
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _legacy(data)


def check_is_text(text: str, where: str) -> None:
    """Raise `UnreadableDocument` where control characters show that the bytes were no text."""
    sample = text[:SAMPLE]
    junk = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if junk > 0.02 * len(sample) + 3:
        raise _binary(where)


def stored(text: str) -> Decoded:
    """Return the text as it is kept: as it is, save that what no database holds becomes U+FFFD, one for one.

    Characters that a reader does not see are kept and warned of.

    >>> stored("a\\u202eb")
    Decoded(text='a\\u202eb', warnings=('1 character turn the direction of reading (U+202E, first at 1)',))
    """
    warnings = [_counted(text, first, doing) for pattern, doing in _ODD if (first := pattern.search(text))]
    kept, mended = _UNSTORABLE.subn("\ufffd", text)
    if mended:
        warnings.append(f"{mended} characters that cannot be stored (zero bytes, half pairs) were replaced by U+FFFD")
    return Decoded(kept, tuple(warnings))


def _counted(text: str, first: re.Match[str], doing: str) -> str:
    number = len(first.re.findall(text))
    noun = "character" if number == 1 else "characters"
    return f"{number} {noun} {doing} (U+{ord(first.group()):04X}, first at {first.start()})"


def _with(data: bytes, encoding: str, warnings: tuple[str, ...]) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad:
        warnings = (*warnings, f"{bad} bytes do not fit {encoding} and were replaced")
    return Decoded(text, warnings)


def _wide_encoding(data: bytes, where: str) -> str:
    """Return which UTF-16 has zero bytes so; raise where they are those of binary data."""
    even, odd = data[0:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    half = max(1, min(len(data), SAMPLE) // 2)
    if odd > 0.6 * half > 6 * even:
        return "utf-16-le"
    if even > 0.6 * half > 6 * odd:
        return "utf-16-be"
    if even + odd <= 3:  # a stray zero byte in a text
        return "utf-8"
    raise _binary(where)


def _legacy(data: bytes) -> Decoded:
    """Decode what is not valid UTF-8: nearly UTF-8, as declared, mostly ASCII and so Western, or as it looks."""
    high = sum(byte >= 0x80 for byte in data[:SAMPLE])
    nearly = data.decode("utf-8", "replace")
    if nearly[:SAMPLE].count("\ufffd") * 10 <= high:
        return _with(data, "utf-8", ())
    encoding = _declared(data) or (_WESTERN if high < 0.3 * min(len(data), SAMPLE) else _guessed(data))
    name = "windows-1252" if encoding == _WESTERN else encoding
    return _with(data, encoding, (f"not UTF-8: read as {name}",))


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:2048])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
        data[:SAMPLE].decode(name, "replace")  # a codec that is no character set, such as hex or idna, raises
    except (LookupError, ValueError):
        return None
    if name == "utf-8":
        return None
    return _WESTERN if name in ("iso8859-1", "ascii") else name  # as browsers do


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best and best.encoding != "ascii" else _WESTERN


def _binary(where: str) -> UnreadableDocument:
    return UnreadableDocument(where, "binary data, not text", "give HTML, plain text, PDF or JSON Lines")
