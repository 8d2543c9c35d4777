"""Write lexicons/common_words.txt: dictionary words that news prints in lower case, for restoring case.

Words come from the WordNet 3.0 index inside spaCy's English lemmatizer. News text that is not shipped is only asked
which of them it prints mostly with a capital (names of people and places); those are left out.

    python -m training.common_words TEXT.jsonl ... > src/sayso/language/lexicons/common_words.txt
"""

import collections
import json
import re
import sys

from sayso.language.parsing import load_parser

SUFFIXES = re.compile(
    r"(?:tion|sion|er|or|ist|ness|ment|ing|ism|ity|age|ive|ant|ent|ary|ure|ance|ence|ship|hood|man|men)$"
)
FUNCTION_WORDS = """
a about above across after against all along also although am among an and another any are around as at away
be because been before behind being below beneath beside besides between beyond both but by can cannot could
despite did do does doing done down during each either else ever every everyone everything few for former from
further had has have having he her here hers herself him himself his how however i if in inside instead into
is it its itself just least less like many may me meanwhile might mine more moreover most much must my myself
near neither never no nobody none nor not nothing now of off often on once one only onto or other others
otherwise our ours ourselves out outside over own per rather same several shall she should since so some
somebody someone something soon still such than that the their theirs them themselves then thence there
thereby therefore these they this those though through throughout thus till to together too toward towards two
three four five six seven eight nine ten eleven twelve under unless until up upon us very via was we were what
whatever when whenever where whereas whereby wherever whether which whichever while who whoever whole whom
whose why will with within without would yet you your yours yourself eighth fifth first fourth second third
ninth tenth hundred thousand million billion dozen today yesterday tomorrow tonight according
"""


def count_cases(paths):
    lower, capital = collections.Counter(), collections.Counter()
    for path in paths:
        with open(path, encoding="utf8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                if sum(c.isupper() for c in text) > 0.4 * sum(c.isalpha() for c in text):
                    continue
                for match in re.finditer(r"(?<=[a-z,;] )[A-Za-z]+\b", text):
                    word = match.group(0)
                    (lower if word.islower() else capital)[word.casefold()] += 1
    return lower, capital


def main():
    lookups = load_parser().get_pipe("lemmatizer").lookups
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    nouns = set(index["noun"])
    others = set(index["verb"]) | set(index["adj"]) | set(index["adv"])
    irregular = {word for kind in ("verb", "noun", "adj", "adv") if kind in exceptions for word in exceptions[kind]}
    lower, capital = count_cases(sys.argv[1:])
    keep = set(FUNCTION_WORDS.split())
    for word in nouns | others | irregular:
        if not re.fullmatch(r"[a-z]{2,}", word) or word in keep:
            continue
        seen = lower[word] + capital[word]
        if seen:
            wanted = lower[word] >= max(1, 0.3 * seen)
        else:
            wanted = bool(SUFFIXES.search(word)) and len(word) > 5 if word not in others else len(word) > 3
        if wanted:
            keep.add(word)
    print("# Words that English news prints in lower case. Source: WordNet 3.0 index as in spaCy's English models")
    print("# (WordNet licence), function words after Quirk et al. 1985; made by training/common_words.py.")
    print("\n".join(sorted(keep)))


if __name__ == "__main__":
    main()
