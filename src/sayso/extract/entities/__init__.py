"""Who is named in a report: people, bodies, groups, outlets, places, each under all its names there.

Arrives: a parsed report. Leaves: an `EntityIndex`, from which the other parts of `extract` ask who stands at a place.
Refuses: to join namesakes, and to look beyond the one report (joining reports is `reconcile`'s work).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.extract.entities.index import EntityIndex, build_index
from sayso.extract.entities.joining import join_names
from sayso.extract.entities.kinds import Name, name_of_chunk
from sayso.extract.entities.mentions import Chunk, find_chunks
from sayso.language.parsing import ParsedReport


def find_entities(page: ParsedReport) -> EntityIndex:
    """Find every named person, body and place of a report, one entity for all its names; see `EntityIndex`."""
    text = page.report.text
    chunks = find_chunks(page)
    labels = _labels(chunks)
    names: list[Name] = []
    for chunk in chunks:
        names.extend(name_of_chunk(text, chunk, labels))
    return build_index(page, join_names(text, _even_surnames(_even_lists(text, names))))


def _even_surnames(names: list[Name]) -> list[Name]:
    """A doubtful full name whose last word stands alone as a person elsewhere is that person's."""
    alone = {n.text for n in names if n.kind == "person" and " " not in n.text}
    doubtful = [n for n in names if not n.sure and n.kind in ("organization", "place") and n.text.split()[-1] in alone]
    full = {id(n) for n in doubtful if 2 <= len(n.text.split()) <= 3}
    return [replace(n, kind="person") if id(n) in full else n for n in names]


def _even_lists(text: str, names: list[Name]) -> list[Name]:
    """In a list of names a doubtful one is what its neighbours are: "Tor Belman, Ada Quill and Denys Shar"."""
    out = list(names)
    for i, name in enumerate(names):
        if name.sure or name.kind == "person" or not 2 <= len(name.text.split()) <= 3:
            continue
        around = [names[k] for k in (i - 1, i + 1) if 0 <= k < len(names)]
        for other in around:
            first, second = sorted((name, other), key=lambda n: n.start)
            if (
                text[first.end : second.start].strip() in (",", "and", ", and", ",and")
                and other.kind == "person"
                and " " in other.text
            ):
                out[i] = replace(name, kind="person")
    return out


def _labels(chunks: Sequence[Chunk]) -> dict[str, Counter[str]]:
    """What the recogniser calls each name over the whole report: the label that most of its words carry."""
    found: dict[str, Counter[str]] = {}
    for chunk in chunks:
        label, _ = Counter(w.label for w in chunk.words).most_common(1)[0]
        if label:
            found.setdefault(" ".join(w.text for w in chunk.words), Counter())[label] += 1
    return found


__all__ = ["EntityIndex", "find_entities"]
