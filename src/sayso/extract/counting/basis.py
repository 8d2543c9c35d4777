"""Whether a figure adds to a toll, is the toll so far, is a number at one moment, or is a place in an order."""

import re

from sayso.extract.counting.lines import Line
from sayso.extract.counting.phrases import Phrase
from sayso.language.numbers import QuantityFound
from sayso.model.claim import Basis, Status

_CUMULATIVE = re.compile(
    r"\b(?:since|so far|in total|in all|altogether|all told|to date|toll|tolls|has reached|have reached|has risen|rose to|"
    r"brings?|bringing|brought|total of|overall|now known|cumulative|until now|up to now|confirmed dead|stood at)\b",
    re.IGNORECASE,
)
_STOCK = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|currently|at present|are (?:being )?held|is holding|are holding|are missing|"
    r"(?:was|were) missing|are living|are in|holds|believed to be held|presumed)\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:new|more|another|additional|further|fresh)\b", re.IGNORECASE)
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
    if _CUMULATIVE.search(around):
        return "cumulative"
    if status in _STOCK_FATES or (_STOCK.search(around) and status in ("other", "held")):
        return "stock"
    return "incremental"
