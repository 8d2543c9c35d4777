"""The trained reader of attributions: paragraphs go in; cue, source and content leave as exact spans with a score.

Arrives: plain paragraphs. Leaves: `Found`, inner attributions pointing to their outer ones.
Refuses: to say who "he" is, which kind of act a cue tells, or what lies between two paragraphs.
"""

from sayso.extract.reader.reading import Found, Reader, load_reader

__all__ = ["Found", "Reader", "load_reader"]
