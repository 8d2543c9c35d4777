"""Train the chain that gives upper-case copy its capitals (src/sayso/language/weights/casing.bin).

    python -m training.train_casing ../shared/data/polnear/train.jsonl --out src/sayso/language/weights/casing.bin
    python -m training.train_casing --measure ../shared/data/polnear/dev.jsonl

Learns from texts in ordinary case: each sentence is put in small letters, and what had a capital is to be found again. Headlines
(mostly capitals) are left out; the first word of a sentence takes the case that the report gives it elsewhere. What is measured is
the case of words inside sentences. Seeded: the same texts give the same file.
"""

import argparse
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from pathlib import Path

from sayso.language.case_model import SIZE, ReportWords, Word, describe, find_capitals
from sayso.language.casing import kind_of_word, restore_case, split_words
from sayso.language.parsing import cut_sentences

EPOCHS = 6
LEAN = 100  # towards a capital for words that no dictionary knows: abroad they are names, and a name lost costs more than a word raised
FEWEST = 5
TITLES = 0.5  # sentences with more capitals are headlines


def read_texts(paths):
    for path in paths:
        for line in Path(path).read_text("utf8").splitlines():
            row = json.loads(line)
            yield row.get("text") or row["report"]["text"]


def read_sentences(text):
    """Give the sentences of a text as (words, capitals); a first word's capital is None where it says nothing."""
    found = []
    for line in text.split("\n"):
        for start, end in cut_sentences(line):
            words, capitals = split_words(line[start:end]), []
            for n, (match, gap) in enumerate(words):
                opens = n == 0 or bool(re.search(r"[.?!:\"“]", gap))
                capitals.append(None if opens else match[:1].isupper())
            if len(words) >= FEWEST and sum(map(bool, capitals)) <= TITLES * len(words):
                found.append(([Word(w.lower(), g) for w, g in words], capitals))
    return settle_first(found)


def settle_first(sentences):
    seen = defaultdict(Counter)
    for words, capitals in sentences:
        for word, capital in zip(words, capitals, strict=True):
            if capital is not None:
                seen[word.text][capital] += 1
    out = []
    for words, capitals in sentences:
        known = [
            seen[w.text].most_common(1)[0][0] if c is None and seen[w.text] else c
            for w, c in zip(words, capitals, strict=True)
        ]
        out.append(
            (words, [kind_of_word(w.text) == "unknown" if c is None else c for w, c in zip(words, known, strict=True)])
        )
    return out


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("texts", nargs="*")
    ask.add_argument("--out", type=Path)
    ask.add_argument("--measure", nargs="*", default=[])
    ask.add_argument("--seed", type=int, default=4)
    given = ask.parse_args()
    for path in given.measure:
        measure(path)
    if not given.out:
        return
    dice = random.Random(given.seed)
    examples = []
    for text in read_texts(given.texts):
        sentences = read_sentences(text)
        report = ReportWords.of((w for w, _ in sentences), kind_of_word)
        examples += [(describe(w, report, kind_of_word), c) for w, c in sentences]
    print(len(examples), "sentences")
    given.out.parent.mkdir(exist_ok=True)
    given.out.write_bytes(pack(learn(examples, dice)))


def measure(path):
    """Print how many of the capitals inside sentences come back, and how many of those given are right."""
    tally = Counter()
    for text in read_texts([path]):
        lines = [line[s:e] for line in text.split("\n") for s, e in cut_sentences(line)]
        lines = [line for line in lines if len(line.upper()) == len(line) and not is_headline(line)]
        for line, restored in zip(lines, restore_case([line.upper() for line in lines]), strict=True):
            for match in list(re.finditer(r"(?<=[\w,;’')] )[^\W\d_]+", line)):
                tally[line[match.start()].isupper(), restored[match.start()].isupper()] += 1
    right = tally[True, True]
    found, gold = right + tally[False, True], right + tally[True, False]
    print(
        path,
        f"p {100 * right / found:.1f} r {100 * right / gold:.1f} f1 {200 * right / (found + gold):.1f} capitals {gold}",
    )


def is_headline(line):
    words = re.findall(r"[^\W\d_]+", line)
    return len(words) < FEWEST or sum(w[0].isupper() for w in words) > TITLES * len(words)


def learn(examples, dice):
    weights, total, touched, clock = [0.0] * SIZE, [0.0] * SIZE, [0] * SIZE, 0

    def change(place, by):
        total[place] += weights[place] * (clock - touched[place])
        touched[place] = clock
        weights[place] += by

    for epoch in range(EPOCHS):
        dice.shuffle(examples)
        wrong = count = 0
        for traits, gold in examples:
            clock += 1
            said = find_capitals(traits, weights)
            count += len(gold)
            if said == gold:
                continue
            for n, (places, want, have) in enumerate(zip(traits, gold, said, strict=True)):
                if want != have:
                    wrong += 1
                    for place in places:
                        change(place, 1.0 if want else -1.0)
                if n and (want, gold[n - 1]) != (have, said[n - 1]):
                    change(SIZE - 4 + 2 * gold[n - 1] + want, 1.0)
                    change(SIZE - 4 + 2 * said[n - 1] + have, -1.0)
        print(epoch, f"{100 * wrong / count:.2f} % wrong while learning")
    for place in range(SIZE):
        change(place, 0.0)
    return [t / clock for t in total]


def pack(weights):
    top = (
        sorted(map(abs, weights))[-SIZE // 1000] or 1.0
    )  # a few large weights are cut so that the small ones keep their steps
    whole = [round(w * 127 / top) for w in weights]
    for often in range(1, 5):  # every word of no dictionary has one of these traits
        whole[zlib.crc32(f"often {often} unknown".encode()) % (SIZE - 4)] += LEAN
    return zlib.compress(bytes(max(-127, min(127, w)) & 255 for w in whole), 9)


if __name__ == "__main__":
    main()
