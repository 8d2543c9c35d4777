"""Where names stand: runs of capitalised words, repaired where the recogniser of the small model is weak.

The recogniser's labels are evidence, not verdict: a run of words is cut by rule, so that a name is found in a
sentence that was not parsed, in a list and in a headline, and its edges are always the edges of words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.language.lexicon import lexicon_table, word_set
from sayso.language.parsing import ParsedReport, Sentence

WORD = re.compile(r"\b[A-Z]\.(?= ?[A-Z])|[@#]?[^\W_]+(?:[-‑'’.&_][^\W_]+)*")
SHORTEST_WRAPPED = 45  # code points: agency copy wraps at 60 to 80, a line with one name is shorter
_RULED = re.compile(
    r"(?<=\w\w)[-‑](?:run|led|held|backed|controlled|linked|affiliated|based|owned|funded|brokered|mediated|born|occupied|friendly|style|era)$"
)
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_OPENING = frozenset('"“‘«([•–—:-*')


@dataclass(slots=True)  # not frozen: one is made for every word of a report, and freezing doubles the cost
class Word:
    """One word of a sentence; offsets in `report.text`, `text` without a possessive ending, case as restored."""

    start: int
    end: int
    text: str
    possessive: bool
    initial: bool  # begins a sentence or a quotation, where a capital letter proves nothing
    pos: str = ""
    label: str = ""
    dep: str = ""
    head: str = ""  # lemma of the word that it hangs on


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that could be one name, with what stands around it."""

    words: tuple[Word, ...]
    before: tuple[Word, ...]  # up to four words before it in the sentence
    after: tuple[Word, ...]  # up to four words after it
    lead: str  # the printed characters between the word before and the name
    tail: str  # up to 160 characters after the name
    sentence: int

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last character, a possessive ending left out."""
        return self.words[-1].end


def find_chunks(page: ParsedReport) -> list[Chunk]:
    """Give every run of words of a report that could be one name, in order."""
    named_in = [s for s in page.sentences if page.passages[s.passage].segment.kind not in ("credit", "dateline")]
    lines = []
    for sentence in named_in:
        text = sentence.doc.text  # costly: asked for once
        words = split_words(sentence, text)
        lines.append((sentence, words, _is_title_case(words, text)))
    capitals = _seen_capitals((words, shouted) for _, words, shouted in lines)
    lower = {w.text for _, words, _ in lines for w in words if w.text[:1].islower()}
    chunks: list[Chunk] = []
    for sentence, words, shouted in lines:
        named = [_looks_named(w, shouted, capitals, lower) for w in words]
        for i, j in _runs(page.report.text, words, named):
            chunks.append(_chunk(page.report.text, sentence, words, i, j))
    return chunks


def _chunk(text: str, sentence: Sentence, words: Sequence[Word], i: int, j: int) -> Chunk:
    lead = text[words[i - 1].end : words[i].start] if i else text[sentence.start : words[i].start]
    tail = text[words[j - 1].end : min(sentence.end, words[j - 1].end + 160)]
    return Chunk(
        tuple(words[i:j]), tuple(words[max(0, i - 4) : i]), tuple(words[j : j + 4]), lead, tail, sentence.index
    )


def split_words(sentence: Sentence, text: str | None = None) -> list[Word]:
    """Give the words of a sentence; capitalised ones with what the parser says of them, where it was parsed."""
    doc, base, out = sentence.doc, sentence.start, []
    text, previous = doc.text if text is None else text, -1
    starts: list[int] = doc.to_array("IDX").tolist() if sentence.parsed else []
    for match in WORD.finditer(text):
        start, end = match.span()
        core = match[0]
        own = len(core) > 2 and core[-2:] in ("'s", "’s")
        if own:
            core, end = core[:-2], end - 2
        ruled = _RULED.search(core) if "-" in core or "‑" in core else None  # "Orla-run": the name is before the hyphen
        if ruled:
            core, end, own = core[: ruled.start()], start + ruled.start(), True
        plural = core[-1:] in "sz" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] in (" ", "")
        gap = text[previous:start] if previous >= 0 else ""
        initial = previous < 0 or (
            gap != " " and (not _OPENING.isdisjoint(gap) or gap.rstrip().endswith((".", "!", "?")))
        )
        word = ("", "", "", "")
        if starts and (core == "and" or not core.islower()):
            token = doc[bisect_right(starts, start) - 1]
            word = (token.pos_, token.ent_type_, token.dep_, token.head.lemma_)
        out.append(Word(base + start, base + end, core, own or plural, initial, *word))
        previous = match.end()
    return out


def _seen_capitals(lines: Iterable[tuple[Sequence[Word], bool]]) -> frozenset[str]:
    """Words that stand capitalised inside a running sentence: they are names at its beginning as well."""
    seen: set[str] = set()
    for words, shouted in lines:
        if not shouted:
            seen.update(w.text for w in words if not w.initial and w.text[:1].isupper())
    return frozenset(seen)


def _is_title_case(words: Sequence[Word], text: str) -> bool:
    """A headline, where every word begins with a capital; a list of names ends with a full stop."""
    if text.rstrip('"”’»)').endswith((".", "!", "?", ",", ":", ";")):
        return False
    long = [w for w in words if len(w.text) > 3 and not w.text[0].isdigit()]
    return 3 <= len(long) <= 20 and sum(w.text[0].isupper() for w in long) > 0.75 * len(long)


def _looks_named(word: Word, shouted: bool, capitals: frozenset[str], lower: set[str]) -> bool:
    text = word.text
    if re.match(r"[a-z]{1,3}[-‑][A-Z]", text):
        return True
    if word.initial and not text.isupper() and _opens_clause(text.casefold()):
        return False
    if text[:4].casefold() in ("pro-", "non-") or text[:5].casefold() == "anti-":
        return False
    if (
        not text[:1].isupper()
        or text.casefold() in word_set("words that are no names")
        or text.endswith("n't")
        or text.endswith("n’t")
    ):
        return False
    if not word.initial and not shouted:
        return True
    if text in capitals or (text.isupper() and len(text) > 1):
        return True
    if (
        word.initial
        and not shouted
        and text[:1].isupper()
        and word.pos in ("ADJ", "PROPN")
        and word.label in ("ORG", "NORP")
    ):
        return True
    if shouted:
        return False
    if word.label in _NAMED and word.pos in ("PROPN", ""):
        return True
    return word.pos in ("PROPN", "") and text.casefold() not in lower


def _opens_clause(low: str) -> bool:
    """ "Quoting Ferry Board officials, ...": a participle of saying at the front of a sentence is no part of the name after it."""
    stem, acts = low.removesuffix("ing"), lexicon_table("acts")
    return stem != low and (stem in acts or stem + "e" in acts)


def _runs(text: str, words: Sequence[Word], named: Sequence[bool]) -> Iterator[tuple[int, int]]:
    i = 0
    while i < len(words):
        if not named[i]:
            i += 1
            continue
        j = i + 1
        while j < len(words):
            step = _step(text, words, named, i, j)
            if not step:
                break
            j += step
        yield i, j
        i = j


def _step(text: str, words: Sequence[Word], named: Sequence[bool], i: int, j: int) -> int:
    """How many further words belong to the run words[i:j]; 0 where it ends."""
    last, bodies = words[j - 1], lexicon_table("body_words")
    gap = text[last.end : words[j].start]
    if last.possessive:
        return int(named[j] and gap.rstrip(" \u00a0") in ("'s", "’s", "'", "’") and _keeps_owner(words, named, i, j))
    dotted = gap.strip() == "." and (len(last.text) == 1 or last.text.casefold() in word_set("dotted titles"))
    if gap.strip(" \u00a0") and not dotted and gap.strip() != "&":
        return 0
    if "\n" in gap and last.end - text.rfind("\n", 0, last.end) < SHORTEST_WRAPPED:
        return 0  # a list with a name on each line; a long line was only wrapped
    if named[j]:
        return int(not _breaks(words[j - 1], words[j]) and not _closes_office(words, named, i, j))
    low = words[j].text.casefold()
    if low in word_set("name particles") and j + 1 < len(words) and named[j + 1]:
        return 2
    if (last.text in ("Unit", "Camp") or last.text.casefold() in word_set("words before a channel's number")) and (
        words[j].text.isdigit() or (words[j].text.istitle() and low in word_set("numbers in names"))
    ):
        return 1
    if _closes_outlet(words[j]):
        return 1
    head = any(w.text.casefold() in bodies or w.text.casefold() in word_set("heads before of") for w in words[i:j])
    fighters = j - i == 1 and last.text.casefold() in word_set("fighters of a group")  # they are of it, not it
    if low in ("of", "for") and head and not fighters:
        skip = 2 if j + 1 < len(words) and words[j + 1].text == "the" else 1
        if (
            j + skip < len(words)
            and named[j + skip]
            and not _begins_body(words, named, j + skip)
            and text[words[j].end : words[j + 1].start] == " "
        ):
            return skip + 1
    if (
        low == "on"
        and last.text.casefold() in word_set("bodies set on something")
        and all(named[j + 1 : j + 3] or [False])
    ):
        return 2 * int(len(named[j + 1 : j + 3]) == 2 and words[j + 1].label not in ("GPE", "LOC"))
    if low == "and" and j + 1 < len(words) and named[j + 1]:
        return 2 * int(_joins_by_and(words, named, i, j))
    return 0


def _closes_outlet(word: Word) -> bool:
    """ "Kelm Today", "Selvia One": words in small letters elsewhere, which a capital inside the sentence makes part of a name."""
    low = word.text.casefold()
    if word.initial or not word.text.istitle() or low not in word_set("words that are no names"):
        return False
    return lexicon_table("body_words").get(low) == "outlet" or low in word_set("numbers in names")


def _begins_body(words: Sequence[Word], named: Sequence[bool], k: int) -> bool:
    """ "the Families' Committee of the Dravan Movement" is two names: the second is a group or ministry of its own."""
    end = k
    while end < len(words) and named[end] and words[end].start - words[max(k, end - 1)].end <= 1:
        end += 1
    last = words[end - 1].text.casefold()
    return end - k > 1 and (
        lexicon_table("body_words").get(last) == "group" or last in word_set("bodies that own bodies")
    )


def _breaks(left: Word, right: Word) -> bool:
    """Two names side by side without a comma: "in Sarn Vostra said"."""
    return left.label == "GPE" and right.label == "PERSON" and left.text.casefold() not in lexicon_table("roles")


def _closes_office(words: Sequence[Word], named: Sequence[bool], i: int, j: int) -> bool:
    """ "Minister of Interior | Ada Quill", "head of the Ferry Board of Osk | Ada Quill": two words are left for the person."""
    at = i - 1 - (i > 1 and words[i - 1].text.casefold() == "the")
    if (
        at < 1
        or words[at].text.casefold() not in ("of", "for")
        or words[at - 1].text.casefold() not in lexicon_table("roles")
    ):
        return False
    fields, bodies = word_set("fields of an office"), lexicon_table("body_words")
    last = words[j - 1].text.casefold()
    begun = last in fields or last in bodies or last == "rights" or (j - i > 2 and words[j - 2].text.casefold() == "of")
    rest = [w.text.casefold() for w in words[j : j + 2]]
    ended = j + 2 >= len(words) or not named[j + 2] or words[j + 2].start - words[j + 1].end > 1
    return (
        begun
        and len(rest) == 2
        and all(named[j : j + 2])
        and ended
        and not any(r in fields or r in bodies for r in rest)
    )


def _keeps_owner(words: Sequence[Word], named: Sequence[bool], i: int, j: int) -> bool:
    """A possessive inside one name: "Prisoners’ Club", "Prime Minister's Office", not "Selvia's Prison Service"."""
    owner = words[j - 1].text.casefold()
    run = [w.text.casefold() for k, w in enumerate(words[j : j + 4], j) if named[k]]
    body = any(w in lexicon_table("body_words") or w == "affairs" for w in run)
    common = (
        owner in lexicon_table("roles")
        or owner.removesuffix("s") in lexicon_table("roles")
        or owner in word_set("owners in names")
    )
    return body and common


def _joins_by_and(words: Sequence[Word], named: Sequence[bool], i: int, j: int) -> bool:
    bodies = lexicon_table("body_words")
    following = words[j + 1]
    if following.label in ("GPE", "PERSON") or following.text.isupper():
        return False
    spanned = words[j].label == "ORG" and words[j - 1].label == "ORG" and following.label == "ORG"
    run = list(words[i:j])
    if any(w.text.casefold() in ("of", "for") for w in run) and any(
        w.text.casefold() in bodies for w in run[:1] + run[1:3]
    ):
        return following.label in ("", "ORG") or spanned
    k = j + 1
    while k < len(words) and named[k] and words[k].start - words[k - 1].end <= 2:
        k += 1
    closes = words[k - 1].text.casefold() in bodies and k - j > 2
    plain = (
        len(run) <= 2
        and " ".join(w.text for w in run) not in lexicon_table("outlets")
        and run[-1].text.casefold() not in bodies
        and run[-1].label not in ("GPE", "PERSON", "NORP")
    )
    return plain and (closes or (spanned and any(w.text.casefold() in bodies for w in words[j + 1 : k])))
