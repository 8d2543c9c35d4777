"""One hand-made reading about an invented exchange, shared by the tests of this room."""

from sayso.model import (
    Attribution,
    Claims,
    Count,
    DateRange,
    Deal,
    Entity,
    EventClaim,
    Hop,
    Participant,
    Place,
    Post,
    Problem,
    Quantity,
    Reading,
    Report,
    RoleSaid,
    Segment,
    Speaker,
    Sum,
    Term,
    span_of,
)

TEXT = """Four held since spring are set free at Karvel bridge

PORT SELLEN, May 4 (Reuters) - The Tarn Front released four captives at Karvel bridge on Saturday, among them Mira Oslen, 34, and her brother Davit Oslen, the interior ministry said.

“We thank the mediators of Lund for 'their patience', and so does everyone,” ministry spokesperson Ilya Brandt told reporters, the Sellen News Agency reported.

In exchange, the government freed at least 120 prisoners, including 80 serving life terms and 35 held without charge, according to a list by the Prisoners' Union. Dozens were taken to hospital.

M. Oslen told Radio Sellen that they had been beaten. “عادت ميرا أوسلن إلى البيت”, قالت أمها. #FreeMiraOslen

Mira Oslen is home!... — Lund Envoy (@lundenvoy) May 4, 2031

(SNA, agencies)"""


def sp(words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return span_of(TEXT, at, at + len(words))


def seg(kind, words, post=None):
    s = sp(words)
    return Segment(kind, s.start, s.end, post)


paras = TEXT.split("\n\n")
report = Report(
    "demo-1",
    "ab" * 32,
    "The Sellen Post",
    "Mira Oslen and three others freed",
    ("Jana Prit",),
    "2031-05-04",
    "https://sellenpost.invalid/2031/05/mira-oslen-freed",
    "en",
    ("SNA",),
    TEXT,
    (
        seg("title", paras[0]),
        seg("paragraph", paras[1]),
        seg("dateline", "PORT SELLEN, May 4 (Reuters) -"),
        seg("paragraph", paras[2]),
        seg("paragraph", paras[3]),
        seg("paragraph", paras[4]),
        seg(
            "post",
            "Mira Oslen is home!...",
            Post("X", "Lund Envoy", "@lundenvoy", "2031-05-04", "javascript:alert(1)", True),
        ),
        seg("credit", paras[6]),
    ),
    "/home/desk/mira-oslen.txt",
    "plain 1",
)
claims = Claims(
    attributions=(
        Attribution(
            "a1",
            "indirect",
            True,
            0.93,
            "said",
            None,
            (
                sp(
                    "The Tarn Front released four captives at Karvel bridge on Saturday, among them Mira Oslen, 34, and her brother Davit Oslen"
                ),
            ),
            (sp("the interior ministry"),),
            (sp("said"),),
            Speaker("Interior ministry", "organization", None, None, "n3", None),
            (Hop("Interior ministry", "organization", "said"), Hop("The Sellen Post", "outlet", "published")),
        ),
        Attribution(
            "a2",
            "direct",
            True,
            0.97,
            "told",
            None,
            (sp("We thank the mediators of Lund for 'their patience', and so does everyone,"),),
            (sp("ministry spokesperson Ilya Brandt"),),
            (sp("told reporters"),),
            Speaker(
                "Ilya Brandt",
                "person",
                "ministry spokesperson",
                "interior ministry",
                "n4",
                "the nearest speaker carried on",
            ),
            (
                Hop("Ilya Brandt", "person", "told"),
                Hop("Sellen News Agency", "agency", "reported", sp("Sellen News Agency")),
                Hop("The Sellen Post", "outlet", "published"),
            ),
        ),
        Attribution(
            "a3",
            "mixed",
            True,
            0.61,
            "said",
            None,
            (sp("their patience"),),
            None,
            None,
            None,
            (Hop("The Sellen Post", "outlet", "published"),),
            "a2",
        ),
        Attribution(
            "a4",
            "indirect",
            True,
            0.88,
            "listed",
            None,
            (sp("at least 120 prisoners, including 80 serving life terms and 35 held without charge"),),
            (sp("a list by the Prisoners' Union"),),
            (sp("according to"),),
            Speaker("list of the Prisoners' Union", "document", None, "Prisoners' Union", None, None),
            (Hop("list", "document", "listed"), Hop("The Sellen Post", "outlet", "published")),
        ),
        Attribution(
            "a5",
            "indirect",
            True,
            0.8,
            "said",
            None,
            (sp("they had been beaten"),),
            (sp("M. Oslen"),),
            (sp("told Radio Sellen that"),),
            Speaker("Mira Oslen", "person", None, None, "n1", None),
            (
                Hop("Mira Oslen", "person", "told"),
                Hop("Radio Sellen", "outlet", "reported"),
                Hop("The Sellen Post", "outlet", "published"),
            ),
        ),
    ),
    events=(
        EventClaim(
            "e1",
            "release",
            "asserted",
            sp("released"),
            (),
            (
                Participant("agent", sp("The Tarn Front"), "Tarn Front", "n5"),
                Participant("held", sp("four captives"), "four captives"),
                Participant("held", sp("Mira Oslen"), "Mira Oslen", "n1"),
                Participant("held", sp("Davit Oslen"), "Davit Oslen", "n2"),
                Participant("mediator", sp("Lund"), "Lund", "n6"),
            ),
            DateRange(
                sp("on Saturday"),
                "on Saturday",
                "2031-05-03",
                "2031-05-03",
                "published",
                "the Saturday before publication",
            ),
            Place(sp("Karvel bridge"), "Karvel bridge", "point", None),
            ("c1",),
            "e2",
            "a1",
        ),
        EventClaim(
            "e2",
            "release",
            "asserted",
            sp("freed"),
            (),
            (
                Participant("agent", sp("the government"), "Government", "n7"),
                Participant("held", sp("prisoners"), "prisoners"),
            ),
            None,
            None,
            ("c2", "c3", "c4"),
            "e1",
            "a4",
        ),
        EventClaim(
            "e3",
            "mistreatment",
            "alleged",
            sp("beaten"),
            (),
            (Participant("victim", sp("M. Oslen"), "Mira Oslen", "n1"),),
            None,
            None,
            (),
            None,
            "a5",
        ),
    ),
    deals=(
        Deal(
            "d1",
            sp("In exchange"),
            ("Tarn Front", "Government"),
            ("Lund",),
            ("e1", "e2"),
            (Term(sp("four captives"), "Tarn Front", "Government", "captives", "c1", "3 May", None, "in return"),),
        ),
    ),
    counts=(
        Count(
            "c1",
            sp("four"),
            Quantity(4, 4, 4),
            "exact",
            "person",
            "captives",
            "released",
            "incremental",
            None,
            False,
            "e1",
            "a1",
        ),
        Count(
            "c2",
            sp("at least 120"),
            Quantity(120, 120, None),
            "at_least",
            "person",
            "prisoners",
            "released",
            "incremental",
            None,
            False,
            "e2",
            "a4",
        ),
        Count(
            "c3",
            sp("80"),
            Quantity(80, 80, 80),
            "exact",
            "person",
            "serving life terms",
            "released",
            "incremental",
            "c2",
            False,
            "e2",
            "a4",
        ),
        Count(
            "c4",
            sp("35"),
            Quantity(35, 35, 35),
            "exact",
            "person",
            "held without charge",
            "released",
            "incremental",
            "c2",
            True,
            "e2",
            "a4",
        ),
        Count(
            "c5",
            sp("Dozens"),
            Quantity(None, 24, None),
            "vague",
            "person",
            "prisoners",
            "hospitalised",
            "incremental",
            "c2",
            True,
            None,
            None,
        ),
    ),
    sums=(Sum("sum", "c2", ("c3", "c4"), False, True), Sum("subset", "c2", ("c5",), True, False)),
    entities=(
        Entity(
            "n1",
            "person",
            "Mira Oslen",
            ("Mira Oslen", "M. Oslen", "ميرا أوسلن"),
            (),
            None,
            (sp("Mira Oslen"), sp("M. Oslen")),
        ),
        Entity("n2", "person", "Davit Oslen", ("Davit Oslen",), (RoleSaid("her brother"),), None, (sp("Davit Oslen"),)),
        Entity("n3", "organization", "Interior ministry", ("interior ministry",)),
        Entity(
            "n4",
            "person",
            "Ilya Brandt",
            ("Ilya Brandt",),
            (RoleSaid("ministry spokesperson", "a2"),),
            None,
            (sp("Ilya Brandt"),),
        ),
        Entity("n5", "group", "Tarn Front", ("The Tarn Front",)),
        Entity("n6", "place", "Lund", ("Lund",)),
        Entity("n7", "organization", "Government", ("the government",)),
    ),
    problems=(Problem("place not in gazetteer", "Karvel bridge has no entry", sp("Karvel bridge")),),
    reader="sayso 0.1.0",
)
reading = Reading(report, claims, "2031-05-05T08:00:00+00:00")
