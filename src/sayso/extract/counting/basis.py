"""Whether a figure adds to a toll, is the toll so far, is a number at one moment, or is a place in an order."""

import re

from sayso.extract.counting.lines import Line
from sayso.extract.counting.phrases import Phrase
from sayso.language.numbers import QuantityFound
from sayso.model.claim import Basis, Status

_CUMULATIVE = re.compile(
    r"\b(?:since|so far|in total|in all|altogether|all told|to date|toll|tolls|has reached|have reached|has risen|rose to|"
    r"total of|overall|now known|cumulative|this year|until now|up to now|confirmed dead|stood at)\b",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|currently|at present|are (?:being )?held|is holding|are holding|are missing|"
    r"(?:was|were) missing|are living|are in|holds|believed to be held|presumed)\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:new|more(?! than)|another|additional|further|fresh)\b", re.IGNORECASE)
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
    if _NEW.search(text[quantity.start : end]) or re.search(
        r"\banother\s+$", text[max(0, quantity.start - 9) : quantity.start]
    ):
        return "incremental"
    if status in ("missing", "held") and not re.search(r"\b(?:since|in total|in all)\b", around, re.IGNORECASE):
        return "stock"
    if _CUMULATIVE.search(around):
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
