"""Names: when two of them could be one person or one body, across scripts and spellings.

Order is respected: "Ahmad Khalil Ibrahim" is not "Ahmad Ibrahim Khalil". Words are compared in the order they stand in;
only a comma, or a Slavic patronymic, allows the family name to come first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from sayso.language.lexicon import lexicon_table

SAME_PERSON = 0.74  # measured on 548 labelled pairs of persons (`evals/names.py`): best F1 between 0.72 and 0.77
SAME_WORD = 0.72  # below this two words are two names: "Joren" and "Jonas" have 0.53, "Trupanov" and "Roumanov" 0.94
_ABJAD = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufbff\ufe70-\ufeff]")
_SYLLABLES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # one sign is a syllable or a word
_WORD = re.compile(r"[^\W_]+(?:['’`ʿʾ][^\W_]+)*")
_PATRONYMIC = re.compile(r"(?:[oe]vich|[oe]vych|[oe]vna|[iy]vna|ich|ichna)$")
_WOMANS = 4  # letters of a given name from which on an "a" behind it makes a woman's name of it
_SOUNDS = (
    "sch>sh tch>ch cz>ch dzh>j dj>j zh>j kh>h gh>g ph>f th>t ck>k ou>u oo>u ee>i ei>i ey>i ay>ai iy>i yi>i ij>i "
    "tz>ts x>ks q>k w>v y>i j>i 0>o 1>i"
)
_FOLDS = tuple(tuple(pair.split(">")) for pair in _SOUNDS.split())
_CLASSES = {letter: group for group in ("kgch", "sz", "td", "bpfv", "mn", "lr") for letter in group}
_VOWELS = frozenset("aeiou")
_WEAK = frozenset("vwyh")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How well two names agree: `score` 0 to 1 and, word by word, what it rests on."""

    score: float
    features: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name: `plain` in lower-case ASCII, `folded` by sound; `consonants`: a script without vowels."""

    plain: str
    folded: str
    consonants: bool = False


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """Fold one ASCII word so that usual spellings of one sound fall together.

    >>> fold_word("Rumanov"), fold_word("Roumanov"), fold_word("Maldic") == fold_word("Maldik")
    ('rumanov', 'rumanov', True)
    """
    low = word.lower()
    for old, new in _FOLDS:
        low = low.replace(old, new)
    low = re.sub(r"c(?!h)", "k", low)
    low = re.sub(r"[^a-z]", "", low)
    return re.sub(r"(.)\1+", r"\1", low)


@lru_cache(maxsize=100_000)
def name_words(name: str) -> tuple[NameWord, ...]:
    """Split a name of any script into its words without titles; particles are joined to the word that they belong to.

    >>> [w.plain for w in name_words("Dr. Nabil al-Khoury")]
    ['nabil', 'khoury']
    >>> [w.plain for w in name_words("Abd al-Rahman")], [w.plain for w in name_words("Smith, John")]
    (['abdrahman'], ['john', 'smith'])
    """
    family, comma, given = name.partition(",")
    if comma and given.strip() and len(given.split()) <= 4:
        name = f"{given.strip()} {family}"
    words: list[NameWord] = []
    prefix = ""
    for found in _WORD.finditer(re.sub(r"\([^)]*\)", " ", name)):
        printed = found[0]
        plain = re.sub(r"[^a-z0-9]", "", anyascii(printed).lower())
        abjad = bool(_ABJAD.search(printed))
        if abjad and plain.startswith("l") and printed.startswith("ال"):
            plain = plain[1:]
        if plain in ("abd", "abdul", "abdel", "abdal", "bd", "abu", "abou", "bw", "um", "umm"):
            prefix += "abd" if plain[:3] == "abd" or plain == "bd" else "abu"
            continue
        if (plain in lexicon_table("name_particles") and (words or prefix or found.end() < len(name))) or not plain:
            continue
        if plain in lexicon_table("name_titles"):
            continue
        words.append(NameWord(prefix + plain, fold_word(prefix + plain), abjad))
        prefix = ""
    if prefix:
        words.append(NameWord(prefix, fold_word(prefix), False))
    repeated = [w for i, w in enumerate(words) if not any(w == v for v in words[:i]) or i >= 2]
    return tuple(words if len(words) == 2 and words[0] == words[1] else repeated or words)


@lru_cache(maxsize=100_000)
def _distance(a: str, b: str, consonants: bool) -> float:
    """Weighted edits: a vowel for a vowel costs little, a consonant for one of its own class half."""

    def leaving(c: str) -> float:
        if consonants:
            return 0.0 if c in _VOWELS else 0.2 if c in _WEAK else 1.0
        return 0.5 if c in _VOWELS or c == "h" else 1.0

    def changing(c: str, d: str) -> float:
        if c == d:
            return 0.0
        if c in _VOWELS and d in _VOWELS:
            return 0.1 if consonants else 0.4
        if c in _CLASSES and _CLASSES[c] == _CLASSES.get(d):
            return 0.2 if consonants else 0.5
        return 1.0 if not consonants or c not in _WEAK or d not in _WEAK else 0.2

    row = [0.0]
    for d in b:
        row.append(row[-1] + leaving(d))
    for c in a:
        diagonal, row[0] = row[0], row[0] + leaving(c)
        for j, d in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + leaving(c), row[j - 1] + leaving(d), diagonal + changing(c, d))
    return row[-1]


def compare_words(a: NameWord, b: NameWord) -> float:
    """Give how alike two words of a name are, 0 to 1; an initial agrees with its word by 0.85.

    >>> (joren,), (yoren,), (jonas,) = name_words("Joren"), name_words("Yoren"), name_words("Jonas")
    >>> compare_words(joren, yoren), compare_words(joren, jonas) < 0.6
    (1.0, True)
    """
    if a.plain == b.plain or a.folded == b.folded:
        return 1.0
    if 1 in (len(a.plain), len(b.plain)):
        return 0.85 if a.plain[:1] == b.plain[:1] else 0.0
    if _PATRONYMIC.search(a.plain) and _PATRONYMIC.search(b.plain):
        return _spelled(*(fold_word(_PATRONYMIC.sub("", w.plain)) for w in (a, b)))  # the fathers' names
    if a.consonants or b.consonants:
        left, right = _bones(a), _bones(b)
        longest = max(len(re.sub(r"[aeiou]", "", left)), len(re.sub(r"[aeiou]", "", right)), 2)
        return max(0.0, 0.97 - _distance(left, right, True) / longest)
    known = lexicon_table("nicknames")
    shorts = max(
        (_spelled(fold_word(known[x.plain]), y.folded) for x, y in ((a, b), (b, a)) if x.plain in known), default=0.0
    )
    return max(_spelled(a.folded, b.folded), 0.9 * shorts)


def _bones(word: NameWord) -> str:
    return word.plain.replace("q", "k") if word.consonants else word.folded


def _spelled(a: str, b: str) -> float:
    longest = max(len(a), len(b), 3)
    return max(0.0, 1 - _distance(a, b, False) / longest)


def compare_names(a: str, b: str) -> NameMatch:
    """Compare two names of persons, of any script, and give a score with its features; see `SAME_PERSON`.

    >>> compare_names("Sasha Trupanov", "Alexandre Roumanov").score > SAME_PERSON
    True
    >>> compare_names("Ahmad Khalil Ibrahim", "Ahmad Ibrahim Khalil").score > SAME_PERSON
    False
    >>> compare_names("Александр Руманов", "Alexander Rumanov").score > 0.9
    True
    >>> compare_names("Oleg Petrovich Dorin", "Oleg Pavlovich Dorin").score > SAME_PERSON
    False
    >>> compare_names("Samir Orhal", "Samira Orhal").score > SAME_PERSON
    False
    """
    if a != b and _SYLLABLES.search(a) and _SYLLABLES.search(b):
        return NameMatch(0.0, (("one sign apart", "another name"),))
    left, right = name_words(a), name_words(b)
    if not left or not right:
        return NameMatch(float(a.strip().casefold() == b.strip().casefold()), (("words", "none"),))
    best = _compare_ordered(left, right)
    for turned, other in ((left, right), (right, left)):
        if len(turned) == 2 and any(_PATRONYMIC.search(w.plain) for w in other[1:-1]):
            best = max(best, _compare_ordered(turned[::-1], other), key=lambda m: m.score)
    run = _run_together(left, right)
    return max(best, run, key=lambda m: m.score)


def _are_of_two_sexes(a: NameWord, b: NameWord) -> bool:
    """A given name, and the same with an "a" behind it: "Samir" and "Samira", a man and a woman."""
    short, long = sorted((a.folded, b.folded), key=len)
    return len(short) >= _WOMANS and short[-1] not in _VOWELS and long == f"{short}a"


def _run_together(left: Sequence[NameWord], right: Sequence[NameWord]) -> NameMatch:
    """Names written in one word, or cut in two: "Ramiqadir" and "Rami Qadir"."""
    a, b = ("".join(w.plain for w in words) for words in (left, right))
    if len(left) == len(right) or any(w.consonants for w in (*left, *right)) or min(len(a), len(b)) < 6:
        return NameMatch(0.0)
    alike = _spelled(re.sub(r"(.)\1+", r"\1", a), re.sub(r"(.)\1+", r"\1", b))
    return NameMatch(0.95 * alike if alike > 0.94 else 0.0, (("run together", f"{alike:.2f}"),))


def _compare_ordered(left: Sequence[NameWord], right: Sequence[NameWord]) -> NameMatch:
    pairs = _align(left, right)
    if not pairs:
        return NameMatch(0.0, (("no word in common", "yes"),))
    likeness = [compare_words(left[i], right[j]) for i, j in pairs]
    clashes, extras = _gaps(pairs, len(left), len(right))
    turned = _words_out_of_order(left, right, pairs)
    first = pairs[0] == (0, 0)
    clashes += first and _are_of_two_sexes(left[0], right[0])
    last = pairs[-1] == (len(left) - 1, len(right) - 1)
    score = 0.5 * min(likeness) + 0.5 * sum(likeness) / len(likeness)
    score -= 0.45 * (clashes + turned) + 0.03 * extras
    if not first and not clashes:
        score -= 0.12  # a given name that only one of them has
    if not last and not clashes:
        score -= 0.08
    if len(pairs) == 1 and min(len(left), len(right)) > 1:
        score -= 0.3
    if len(pairs) == 1 and min(len(left), len(right)) == 1 and max(len(left), len(right)) > 1:
        score -= 0.1  # one word of several: may be anybody of that name
    features = tuple(
        (f"{left[i].plain} / {right[j].plain}", f"{s:.2f}") for (i, j), s in zip(pairs, likeness, strict=True)
    )
    gaps = (
        ("words that clash", str(clashes)),
        ("words out of order", str(turned)),
        ("words on one side only", str(extras)),
    )
    return NameMatch(max(0.0, min(1.0, score)), features + gaps)


def _align(left: Sequence[NameWord], right: Sequence[NameWord]) -> list[tuple[int, int]]:
    """Pairs of alike words, in the order of both names, with the greatest likeness in all."""
    table: list[list[tuple[float, list[tuple[int, int]]]]] = [
        [(0.0, []) for _ in range(len(right) + 1)] for _ in range(len(left) + 1)
    ]
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            options = [table[i][j + 1], table[i + 1][j]]
            alike = compare_words(a, b)
            if alike >= _needed(a, b):
                score, before = table[i][j]
                options.append((score + alike, [*before, (i, j)]))
            table[i + 1][j + 1] = max(options, key=lambda o: o[0])
    return table[-1][-1][1]


def _needed(a: NameWord, b: NameWord) -> float:
    if 1 in (len(a.plain), len(b.plain)):
        return 0.8
    if a.consonants or b.consonants:
        return 0.5
    return SAME_WORD if min(len(a.folded), len(b.folded)) > 3 else 0.85


def _gaps(pairs: Sequence[tuple[int, int]], left: int, right: int) -> tuple[int, int]:
    """Stretches where both have words that do not agree, and words that only one of them has."""
    clashes = extras = 0
    for (i, j), (k, m) in zip([(-1, -1), *pairs], [*pairs, (left, right)], strict=True):
        a, b = k - i - 1, m - j - 1
        clashes += bool(a and b)
        extras += abs(a - b) if not (a and b) else 0
    return clashes, extras


def _words_out_of_order(left: Sequence[NameWord], right: Sequence[NameWord], pairs: Sequence[tuple[int, int]]) -> int:
    """Words that stand on both sides but not in one order: a father's and a grandfather's name turned round."""
    lone = [a for i, a in enumerate(left) if i not in {p for p, _ in pairs}]
    other = [b for j, b in enumerate(right) if j not in {q for _, q in pairs}]
    strays = sum(any(len(a.plain) > 1 and compare_words(a, b) >= _needed(a, b) for b in other) for a in lone)
    forced = [(i, j) for i, j in pairs if compare_words(left[i], right[j]) < 0.95]  # "Mahmoud" under "Ahmad"
    return strays + sum(left[i].folded == right[m].folded for i, j in forced for k, m in forced if m != j)


def name_keys(name: str) -> frozenset[str]:
    """Give the blocking keys of a name: names that could be one person share at least one.

    >>> bool(name_keys("Joren Maldik") & name_keys("Maldic"))
    True
    """
    keys = set()
    for word in name_words(name):
        bones = re.sub(r"[aeiouvwyh]", "", _bones(word))
        keys.add("".join(_CLASSES.get(c, c)[0] for c in bones)[:4] or word.folded[:3])
    return frozenset(keys)
