"""Who says what, through whom: the attributions of one report, built from what the reader found in each paragraph.

Arrives: a parsed report, what the trained reader found in each passage, the entities. Leaves: attributions in order of
the text, each with its speaker, chain, act and kind, and the entities with each role given to the one who says it.
Refuses: to judge whether anybody is right, and to name a speaker whom the report does not name.
"""

from sayso.extract.attributions.build import AttributionsFound, find_attributions

__all__ = ["AttributionsFound", "find_attributions"]
