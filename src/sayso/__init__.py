"""On whose say-so? Reports go in, claims come out, claims settle into a record.

>>> import sayso
>>> callable(sayso.read)
True
"""

from sayso.errors import SaysoError
from sayso.flow import read
from sayso.model import (
    Attribution,
    Claims,
    Count,
    Event,
    EventClaim,
    Problem,
    Reading,
    Record,
    Report,
    Span,
    Sum,
    Value,
)

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "Claims",
    "Count",
    "Event",
    "EventClaim",
    "Problem",
    "Reading",
    "Record",
    "Report",
    "SaysoError",
    "Span",
    "Sum",
    "Value",
    "read",
]
