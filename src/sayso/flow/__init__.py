"""The order of the rooms: inputs → reports → claims → ledger → record → pages.

Arrives: paths and addresses, or a ledger. Leaves: readings, a record. Refuses: to parse, judge or print by itself.
"""

from sayso.flow.library import read

__all__ = ["read"]
