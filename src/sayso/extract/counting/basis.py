"""Whether a figure adds to a toll, is the toll so far, is a number at one moment, or is a place in an order."""

import re

from sayso.extract.counting.lines import Line
from sayso.extract.counting.phrases import Phrase
from sayso.language.numbers import QuantityFound
from sayso.model.claim import Basis, Status

_CUMULATIVE = re.compile(
    r"\b(?:in total|in all|altogether|all told|toll|tolls|has reached|have reached|has risen|rose to|"
    r"total of|overall|now known|cumulative|confirmed dead|stood at)\b",
    re.IGNORECASE,
)
_UP_TO_NOW = re.compile(r"\b(?:since|so far|to date|this year|until now|up to now)\b", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:\w+est|first|last|only|most \w+)\b[^.;,]{0,30}$", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|shall|(?:is|are|were|was) (?:due |set )?to|to be)\b", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|currently|at present|are (?:being )?held|is holding|are holding|are missing|"
    r"(?:was|were) missing|are living|are in|holds|believed to be held|presumed)\b",
    re.IGNORECASE,
)
NEW = re.compile(r"\b(?:new|more(?! than)|another|additional|further|fresh)\b", re.IGNORECASE)
_PERFECT = re.compile(
    r"\b(?:has|have)\b[^.;]{0,40}$|^[^.;,]{0,12}\b(?:has|have) (?:now |since |already )?(?:been|died|drowned|perished)\b",
    re.IGNORECASE,
)
_TOLLED = frozenset({"killed", "wounded"})  # "has killed 60,000" is a toll; "has freed three" is one event
_STOCK_FATES = frozenset({"held", "missing", "displaced"})
_REACH = 60  # code points on either side of a figure that tell what kind of number it is


def find_basis(doc: Line, quantity: QuantityFound, phrase: Phrase, status: Status) -> Basis:
    """Give the basis of a count out of the words around it and what happened to the counted."""
    if quantity.kind == "ordinal":
        return "ordinal"
    text = doc.text
    end = doc[phrase.last - 1].idx + len(doc[phrase.last - 1]) if phrase.last > phrase.first else quantity.end
    around = text[max(0, quantity.start - _REACH) : end + _REACH]
    if status in ("held", "missing") and re.match(r"\s+(?:is|are|were|was)?\s*(?:still|remain)", text[end:]):
        return "stock"  # "twelve more are still in the hills"
    if NEW.search(text[quantity.start : end]) or re.search(
        r"\banother\s+$", text[max(0, quantity.start - 9) : quantity.start]
    ):
        return "incremental"
    if status in ("missing", "held") and not re.search(r"\b(?:since|in total|in all)\b", around, re.IGNORECASE):
        return "stock"
    if _CUMULATIVE.search(around) or _runs_until_now(
        text[max(0, quantity.start - _REACH) : quantity.start], text[end : end + _REACH]
    ):
        return "cumulative"
    if status in _TOLLED and (
        _PERFECT.search(text[max(0, quantity.start - _REACH) : quantity.start]) or _PERFECT.match(text[end:])
    ):
        return "cumulative"
    if re.search(r"\b(?:presumed|feared|believed) (?:dead|held|alive)\b", text[end : end + 24]):
        return "stock"
    if status in _STOCK_FATES or (_STOCK.search(around) and status in ("other", "held")):
        return "stock"
    return "incremental"


def _runs_until_now(before: str, after: str) -> bool:
    """Whether the clause of a figure says that it runs from some time until now; what is still to come does not.

    >>> _runs_until_now("has freed ", " men since May"), _runs_until_now("guards held since May will be freed and ", " men will go")
    (True, False)
    """
    own = re.split(r"[;:]|\b(?:and|but|while|as)\b(?=\s*$)|\band (?=\d)", before)[-1]
    rest = re.split(r"[;:]|,? \b(?:and|but|while)\b", after)[0]
    since = _UP_TO_NOW.search(rest)
    if since and _RECORD.search(rest[: since.start()]):
        return False  # "in the largest swap since January"
    if since:
        return not _TO_COME.search(rest)
    return _UP_TO_NOW.search(own) is not None and not _TO_COME.search(own + rest)
