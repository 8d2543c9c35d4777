"""Figures of a parsed report become counts, and counts become parts and wholes.

Arrives: a `ParsedReport` with its attributions and events. Leaves: counts with unit, status and speaker; sums that hold or do not.
Refuses: to choose between rival figures, and to give a figure a unit that its words do not.
"""
