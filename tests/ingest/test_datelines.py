import pytest

from sayso.ingest.datelines import read_dateline


@pytest.mark.parametrize(
    ("paragraph", "dateline", "agency", "published"),
    [
        ("FERROW, November 2. /TASS/. The minister said", "FERROW, November 2. /TASS/.", "TASS", None),
        ("CALVANE, March 14 (CPA) - The Front", "CALVANE, March 14 (CPA) -", "CPA", None),
        ("IMMER, Aug. 18 (Delayed)—The radio", "IMMER, Aug. 18 (Delayed)—", None, None),
        ("Aug. 9 (UPI) — Six guards", "Aug. 9 (UPI) —", "UPI", None),
        ("IMMER, Tesmara — Officials are", "IMMER, Tesmara —", None, None),
        ("CALVANE: Floods took", "CALVANE:", None, None),
        ("24-3-2025 (CALVANE) Three guards", "24-3-2025 (CALVANE)", None, "2025-03-24"),
        ("Port Calvane (AFP) Mar 2, 2011 - Six guards", "Port Calvane (AFP) Mar 2, 2011 -", "AFP", "2011-03-02"),
        ("(Reuters) - A man", "(Reuters) -", "Reuters", None),
        ("CALVANE/IMMER, Oct 7 (Reuters) - Four", "CALVANE/IMMER, Oct 7 (Reuters) -", "Reuters", None),
        ("CALVANE, Tesmara (Jan. 25, 2013)\nDuring", "CALVANE, Tesmara (Jan. 25, 2013)", None, "2013-01-25"),
        ("CALVANE, Tesmara (June 14) — Four", "CALVANE, Tesmara (June 14) —", None, None),
        ("Immer (Tesmara), December 9: Four", "Immer (Tesmara), December 9:", None, None),
        ("IMMER, Sept 3 (PTI) Four", "IMMER, Sept 3 (PTI)", "PTI", None),
        ("Immer (Ridge24)", "Immer (Ridge24)", "Ridge24", None),
        ("(Immer, 3 May) -- Four men", "(Immer, 3 May) --", None, None),
        ("(Immer, Tesmara, May 3, 1987) -- Four", "(Immer, Tesmara, May 3, 1987) --", None, "1987-05-03"),
        ("(3.15.1987, Immer) -- Four", "(3.15.1987, Immer) --", None, "1987-03-15"),
        ("CALVANE (3 May 1987) — Four", "CALVANE (3 May 1987) —", None, "1987-05-03"),
        ("CALVANE (Ridge Press, 3 May) — Four", "CALVANE (Ridge Press, 3 May) —", "Ridge Press", None),
        ("(AFP, 3 May) -- Four", "(AFP, 3 May) --", "AFP", None),
    ],
)
def test_datelines_of_wire_copy(paragraph, dateline, agency, published):
    read = read_dateline(paragraph)
    assert paragraph[: read.end] == dateline
    assert (read.agency, read.published) == (agency, published)


@pytest.mark.parametrize(
    "paragraph",
    [
        "UPDATE: Four people are home",
        "CORRECTION Feb. 20: the number was four",
        "The Front - which runs the valley - said",
        "ASH - the group - said",
        "Six guards - Ioan Brask, Mattis Corle - are home",
        "On Monday (March 3) the army",
        "The army (TDF) - which",
        "The Ridge Movement (RM) has published",
        "Of the 212 lost goats, the valley had 78, Immer 30",
        "It had lent out 310 tents by July 3: 204 in the valley",
    ],
)
def test_sentences_are_no_datelines(paragraph):
    assert read_dateline(paragraph) is None


def test_a_day_and_a_month_in_figures_are_read_only_in_one_order():
    assert read_dateline("3-4-2025 (CALVANE) Three guards").published is None
