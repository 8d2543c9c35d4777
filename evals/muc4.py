"""MUC-4: kidnappings, whom and by whom, who regained freedom, and how sure it is said to be, on upper-case wire copy.

One message is right or wrong as a whole for `kidnapping` and `regained_freedom`; names and organizations are counted over
all messages, false alarms in messages without a kidnapping included. Strings match by head word (data/README.md).
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evals.running import reports_of, run, shared
from sayso.extract import find_claims
from sayso.language.casing import restore_case
from sayso.language.datelines import find_dateline
from sayso.model import Claims, EventClaim

# MUC-4 calls it kidnapping where no law stands behind it; arrests by police and courts are none.
LAW = re.compile(
    r"police|authorit|court|judge|prosecutor|agents? of|das\b|interpol|customs|treasury guard|coast guard|officers? of the law",
    re.I,
)
ARREST = re.compile(r"arrest|detain|detention|imprison|jail|apprehend|incarcerat|intern|captur", re.I)
JAIL = re.compile(r"prison|jail|penitentiar|custody|detention|police", re.I)
SURE = re.compile(r"kidnap|abduct|hostage|captive", re.I)
HOSTAGES = re.compile(r"kidnap|abduct|hostage|captive|ransom", re.I)
TRIED = re.compile(r"attempt|tried|trying|intend", re.I)
CLAIMED = re.compile(
    r"claim\w*\s+(?:credit|responsib)|admit|took\s+credit|acknowledg|responsibility\s+(?:for|was\s+claimed)", re.I
)
SUSPECTED = re.compile(
    r"suspect|accus|alleg|apparent|presum|believe|blam|attribut|possib|suppos|charg|link|reportedly|could\s+(?:be|have)|may\s+have",
    re.I,
)
MONTHS_OLD = 3  # the key's two months, and one for dates that are only known to the month
FREED = ("release", "rescue", "escape")
TOLD = ("asserted", "alleged")
SMALL = frozenset("the of a an and de la los las el del y his her their for in".split())
CONFIDENCE = {
    "REPORTED AS FACT": "fact",
    "CLAIMED OR ADMITTED": "claimed",
    "SUSPECTED OR ACCUSED": "suspected",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "suspected",
    "POSSIBLE": "suspected",
}


def read_messages(path: Path) -> list[dict[str, Any]]:
    """Give the messages of the set."""
    return [json.loads(line) for line in path.read_text("utf8").splitlines() if line.strip()]


def words(name: str) -> list[str]:
    """The words of a name that decide whether two are alike."""
    return [w for w in re.findall(r"[\w']+", name.casefold()) if w not in SMALL]


def alike(a: str, b: str) -> bool:
    """Two strings match where the head word (the last) of either stands in the other."""
    x, y = words(a), words(b)
    return bool(x and y) and (x[-1] in y or y[-1] in x)


def fills(template: dict[str, Any], slot: str) -> list[tuple[list[str], bool]]:
    """The fills of a slot as (alternatives, optional)."""
    out = []
    for raw in template.get(slot, ()):
        if raw.strip() in ("*", "-", ""):
            continue
        names = re.findall(r'"([^"]+)"', raw) or [raw]
        out.append((names, raw.strip().startswith(("?", "("))))
    return out


def is_kidnapping(template: dict[str, Any]) -> bool:
    """A kidnapping that took place or was tried, and that the key does not leave open."""
    kinds, stages = template["INCIDENT: TYPE"], template["INCIDENT: STAGE OF EXECUTION"]
    return kinds == ["KIDNAPPING"] and stages[0] in ("ACCOMPLISHED", "ATTEMPTED") and not is_optional(template)


def is_optional(template: dict[str, Any]) -> bool:
    """The key marks a whole template as optional by its number."""
    return any("OPTIONAL" in t or t.strip().startswith("?") for t in template["MESSAGE: TEMPLATE"])


def kidnappings(text: str, claims: Claims) -> list[EventClaim]:
    """The captures of a reading that MUC-4 calls kidnappings: somebody in particular, of late, with no law behind it."""
    day = getattr(find_dateline(restore(text[:400])), "day", None)
    told = [e for e in claims.events if e.type == "capture" and is_told(e, text) and not is_old(e, day)]
    return [e for e in told if not is_lawful(e) and is_particular(e, text)]


def is_told(event: EventClaim, text: str) -> bool:
    """Told as having happened or as tried: MUC-4 counts attempts."""
    before = text[max(0, event.trigger.start - 60) : event.trigger.end]
    return event.modality in TOLD or (event.modality == "planned" and bool(TRIED.search(before)))


def is_old(event: EventClaim, day: date | None) -> bool:
    """The key leaves out what happened more than two months before the message."""
    latest = event.date.latest if event.date and event.date.span else None
    return bool(day and latest and (day - date.fromisoformat(latest)).days > MONTHS_OLD * 31)


def is_lawful(event: EventClaim) -> bool:
    """Arrests, and custody in prisons, are the law's; so is what police and courts do."""
    agents = " ".join(p.span.text for p in event.participants if p.role == "agent")
    jail = any(p.role == "place_of_custody" and JAIL.search(p.span.text) for p in event.participants)
    return bool(LAW.search(agents) or ARREST.search(event.trigger.text) or jail)


def is_particular(event: EventClaim, text: str) -> bool:
    """Somebody in particular was taken: named, singular, or a small figure; a word other than "kidnap" needs hostages near."""
    held = [p for p in event.participants if p.role == "held"]
    sure = SURE.search(event.trigger.text) or HOSTAGES.search(text)
    return bool(sure) and any(not is_vague(p.span.text) for p in held)


def is_vague(words_said: str) -> bool:
    """ "Many people", "businessmen", "the persons", "1,980 people": the key has no template for numbers of years."""
    low = " ".join(words_said.casefold().split())
    figures = [int(f.replace(",", "")) for f in re.findall(r"\d[\d,]*", low)]
    if any(f > MOST for f in figures):
        return True
    if figures or re.search(FEW, low):
        return False
    if re.match(r"(?:many|all|those|other|hundreds|dozens|thousands|no|unknown|people|persons|hostages)\b", low):
        return True
    if re.match(r"(?:several|some|a group|an un\w+ number)\b", low):
        return False
    last = low.split()[-1] if low else ""
    return last in PLURALS or (last.endswith("s") and not words_said[:1].isdigit() and not is_name(words_said))


def is_name(words_said: str) -> bool:
    """Whether case restored makes the last word a name."""
    line = restore_case([f"THEY SAID THAT {words_said.upper()} WAS THERE AGAIN."])[0]
    return any(f" {last.capitalize()} was" in line for last in words_said.split()[-1:])


FEW = r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\b"
MOST = 60
PLURALS = frozenset(
    "people persons men women children civilians families hostages members leaders citizens who they".split()
) - {"they", "who"}


def count_names(gold: list[tuple[list[str], bool]], said: Iterable[str], tally: Counter[str]) -> None:
    """Tally hits, gold and said: each gold fill once, each said name right where it matches any fill."""
    unique: list[str] = []
    for name in said:
        if not any(alike(name, u) for u in unique):
            unique.append(name)
    tally["said"] += len(unique)
    tally["gold"] += sum(not optional for _, optional in gold)
    hit = [any(alike(name, s) for name in names for s in unique) for names, _ in gold]
    tally["found"] += sum(h and not optional for h, (_, optional) in zip(hit, gold, strict=True))
    tally["true"] += sum(any(alike(n, s) for names, _ in gold for n in names) for s in unique)


def prf(true: int, said: int, found: int, gold: int) -> dict[str, Any]:
    """Precision, recall, F1 in percent, and how many there are."""
    p, r = (true / said if said else 0.0), (found / gold if gold else 0.0)
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(100 * f1, 1), "n": gold}


def find_names(claims: Claims, events: Iterable[EventClaim], role: str) -> Iterator[str]:
    """The names in a role: of the held those of persons, of agents those of bodies and what is spelled like one."""
    kinds = {e.id: e.kind for e in claims.entities}
    for part in (p for event in events for p in event.participants if p.role == role):
        kind = kinds.get(part.entity or "")
        words_said = part.name.split()
        spelled = bool(words_said) and words_said[-1][:1].isupper()
        named = kind == "person" if role == "held" else kind != "person" and spelled
        if named and part.name.casefold() not in PRONOUNS:
            yield " ".join(words_said)


PRONOUNS = frozenset("he she they we it i who them him her our those these this his their".split())


def restore(text: str) -> str:
    """The message with its case restored, sentence by sentence, offsets kept."""
    from sayso.language.parsing import cut_sentences

    cuts = cut_sentences(text)
    lines = restore_case([text[s:e] for s, e in cuts])
    out, at = [], 0
    for (s, e), line in zip(cuts, lines, strict=True):
        out += [text[at:s], line]
        at = e
    return "".join([*out, text[at:]])


def tell_confidence(text: str, claims: Claims, names: Sequence[str]) -> str:
    """How sure a reading is that an organization did it: claimed by itself, suspected of it, or told as fact."""
    told: list[str] = []
    for event in claims.events:
        if event.type != "capture" or not any(
            p.role == "agent" and any(alike(p.span.text, n) for n in names) for p in event.participants
        ):
            continue
        speaker = next((a.speaker for a in claims.attributions if a.id == event.attribution), None)
        around = sentence_of(text, event.trigger.start)
        own = speaker is not None and any(alike(speaker.name, n) for n in names)
        if own or CLAIMED.search(around):
            told.append("claimed")
        else:
            told.append("suspected" if event.modality == "alleged" or SUSPECTED.search(around) else "fact")
    if told:
        return Counter(told).most_common(1)[0][0]
    near = [sentence_of(text, m.start()) for n in names for m in re.finditer(re.escape(n), text)]
    if any(CLAIMED.search(s) for s in near):
        return "claimed"
    return "suspected" if any(SUSPECTED.search(s) and HOSTAGES.search(s) for s in near) else "fact"


def sentence_of(text: str, at: int) -> str:
    """The sentence around a place, by full stops."""
    start, end = text.rfind(". ", 0, at) + 1, text.find(". ", at)
    return " ".join(text[start : end if end > 0 else len(text)].split())


def measure_readings(messages: Sequence[dict[str, Any]], readings: dict[str, Claims]) -> dict[str, Any]:
    """Compare readings with the keys of their messages."""
    kidnap, freed, names, bodies = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    sure: Counter[bool] = Counter()
    for message in messages:
        text, claims = message["text"], readings.get(message["id"], Claims())
        keys = [t for t in message["templates"] if is_kidnapping(t)]
        maybe = [t for t in message["templates"] if "KIDNAPPING" in "".join(t["INCIDENT: TYPE"])]
        found = kidnappings(text, claims)
        if keys or not maybe:
            kidnap.update(gold=bool(keys), said=bool(found), hit=bool(keys and found))
        # Whoever is to be freed, or whose freedom is demanded, is held.
        around = [
            e
            for e in claims.events
            if e.type in FREED or (e.type == "capture" and is_told(e, text) and not is_lawful(e))
        ]
        around = around if found else []
        for slot, role, tally in (("HUM TGT: NAME", "held", names), ("PERP: ORGANIZATION ID", "agent", bodies)):
            kept = [e for e in around if role == "held" or e.type in ("capture", "release")]
            count_names([f for t in maybe for f in fills(t, slot)], find_names(claims, kept, role), tally)
        effects = [x for t in message["templates"] for x in t["HUM TGT: EFFECT OF INCIDENT"] if "REGAINED FREEDOM" in x]
        free = [e for e in claims.events if e.type in FREED and e.modality == "asserted"] if found else []
        freed.update(gold=bool(effects), said=bool(free), hit=bool(effects and free))
        for template in maybe:
            for raw in template["PERP: ORGANIZATION CONFIDENCE"]:
                label = CONFIDENCE.get(raw.split(":")[0].strip(" ?"))
                if label:
                    sure[tell_confidence(text, claims, re.findall(r'"([^"]+)"', raw)) == label] += 1
    whole = lambda c: prf(c["hit"], c["said"], c["hit"], c["gold"])  # noqa: E731
    return {
        "messages": len(messages),
        "kidnapping": whole(kidnap),
        "names": prf(names["true"], names["said"], names["found"], names["gold"]),
        "organizations": prf(bodies["true"], bodies["said"], bodies["found"], bodies["gold"]),
        "regained_freedom": {**whole(freed), "hit": freed["hit"], "said": freed["said"]},
        "confidence": round(100 * sure[True] / max(1, sum(sure.values())), 1),
        "confidence_n": sum(sure.values()),
    }


def measure(data: Path) -> dict[str, Any]:
    """Read the set and measure it; a message without a word for hostages can yield none, and is not read."""
    messages = read_messages(data)
    readings = {r.report.id: r.claims for r in find_claims(r for r in reports_of(data) if HOSTAGES.search(r.text))}
    return measure_readings(messages, readings)


if __name__ == "__main__":
    run(__doc__, shared() / "data" / "muc4" / "dev.jsonl", measure)
