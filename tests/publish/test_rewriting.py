"""Offsets after names gave way to markers: every span stays exact, whatever the regions."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.withheld_words import Region, rewrite


@st.composite
def cut_texts(draw):
    text = draw(st.text(alphabet="ab ّא🙂\n", max_size=40))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    regions = tuple(Region(s, e, draw(st.sampled_from(["[x]", "[a longer marker]"])), 0) for s, e in pairs)
    return text, regions


@given(cut_texts())
def test_words_outside_regions_keep_their_letters(case) -> None:
    text, regions = case
    made = rewrite(text, regions)
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            left, right = made.move(start, end)
            assert 0 <= left <= right <= len(made.text)
            if all(r.end <= start or r.start >= end for r in regions):
                assert made.text[left:right] == text[start:end]


@given(cut_texts())
def test_a_bound_inside_a_region_moves_out_to_the_edge_of_its_marker(case) -> None:
    text, regions = case
    made = rewrite(text, regions)
    for region in regions:
        left, right = made.move(region.start, region.end)
        assert made.text[left:right] == region.marker
        if region.end - region.start > 1:
            inner = made.move(region.start + 1, region.end - 1) if region.end - region.start > 2 else (left, right)
            assert made.text[inner[0] : inner[1]] == region.marker
