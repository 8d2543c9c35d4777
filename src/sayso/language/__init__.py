"""Text goes in, small values come out: words, names, numbers, dates and places, but no events.

Arrives: strings and parsed sentences. Leaves: bounded quantities, dated ranges, places, quotations, name comparisons.
Refuses: to know what happened; that is `extract`'s and `reconcile`'s work.
"""
