"""Parts that only likeness tells: not across rival speakers, not inside a toll that another has replaced."""

import pytest

from sayso.extract.counts import find_counts
from sayso.extract.sums import find_sums
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text
from sayso.model import Attribution, Speaker, span_of


def wholes(text, *said):
    (page,) = parse_reports([report_of_text(text)])
    attributions = []
    for n, (content, speaker) in enumerate(said, 1):
        span = span_of(text, text.index(content), text.index(content) + len(content))
        attributions.append(
            Attribution(
                f"a{n}", "indirect", True, 0.9, "said", None, (span,), None, None, Speaker(speaker, "person"), ()
            )
        )
    found = find_sums(page, find_counts(page, attributions).counts, (), attributions)
    value = {c.id: c.value.best for c in found.counts}
    return {c.value.best: value.get(c.whole) for c in found.counts}


SHELLING = "Shelling wounded 100 people in Orva, the Board said. Shells wounded five people in the city, the army said."
BOARD, ARMY = "Shelling wounded 100 people in Orva", "Shells wounded five people in the city"


@pytest.mark.parametrize(("second", "whole"), [("Army", None), ("Board", 100)])
def test_what_another_speaker_tells_of_the_wounded_is_no_part(second, whole):
    assert wholes(SHELLING, (BOARD, "Board"), (ARMY, second))[5] == whole


def test_a_superseded_toll_holds_nobody_told_later():
    text = "Shelling killed 38 people, up from an earlier toll of 29. The group killed 12 soldiers in the north."
    assert wholes(text)[12] != 29
