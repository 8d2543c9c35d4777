"""What speaks for one, and what for two, when a pair is put before a person: sentences instead of a model's numbers."""

from collections.abc import Iterable

# Each measure of the pair decision: how it reads when high, and whether that speaks for one event or for two. What says the
# same again in another form ("wording (root)") is left out: it is on the same page.
READS: dict[str, tuple[str, str, float]] = {
    "wording": ("their wording is alike ({percent})", "for", 0.1),
    "same days": ("both are dated to the same days", "for", 0.5),
    "days apart": ("their dates lie apart", "against", 0.01),
    "no days": ("one of them gives no date", "against", 0.5),
    "names": ("they share names ({percent} by weight)", "for", 0.1),
    "figures": ("they share figures ({percent} by weight)", "for", 0.1),
    "places": ("both name the same place", "for", 0.5),
    "same family": ("both are of one kind of event", "for", 0.5),
    "published together": ("they were published within two days", "for", 0.5),
    "calendar": ("the weekday or day they name is the same", "for", 0.01),
    "calendar apart": ("the weekday or day they name differs", "against", 0.01),
    "years apart": ("they name different years", "against", 0.01),
    "figures apart": ("the numbers freed have nothing in common", "against", 0.5),
    "names apart": ("each names several people, none of them in both", "against", 0.5),
    "bodies": ("they name the same bodies ({percent} by weight)", "for", 0.1),
    "many figures apart": ("each gives several figures, none of them in both", "against", 0.5),
}
SIGNED = {
    "ordinals": ("they name the same round", "they name different rounds"),
    "days said": ("they name the same days", "they name different days"),
}


def explain_features(features: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Turn "name: value" lines into what speaks for one and what against; a line that is not a measure speaks for one.

    >>> explain_features(["wording: 0.62", "wording (root): 0.79", "same days: 0.00", "years apart: 1.00", "ordinals: -1.00"])
    (('their wording is alike (62%)',), ('they name different years', 'they name different rounds'))
    >>> explain_features(["same surname: Brandt"])
    (('same surname: Brandt',), ())
    """
    sides: dict[str, list[str]] = {"for": [], "against": []}
    for line in features:
        name, _, told = line.rpartition(": ")
        try:
            weight = float(told)
        except ValueError:
            sides["for"].append(line)
            continue
        if name in SIGNED and weight:
            sides["for" if weight > 0 else "against"].append(SIGNED[name][weight < 0])
        elif name in READS and weight >= READS[name][2]:
            words, side, _ = READS[name]
            sides[side].append(words.format(percent=f"{weight:.0%}"))
    return tuple(sides["for"]), tuple(sides["against"])
