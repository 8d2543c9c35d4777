"""Who is one person: names in two scripts of one report, given names cut short, officers of a body."""

from tests.reconcile.build import entity, event, reading, report

from sayso.reconcile import settle_claims

DAY = "2031-03-14"


def told(name, text, *people):
    happened = event(text, "e1", "freed", day=DAY, day_words="on Friday", place="Verin bridge")
    entities = [entity(text, f"n{i}", words, roles=roles) for i, (words, *roles) in enumerate(people)]
    return reading(report(name, text, name, DAY), events=[happened], entities=entities)


def names(*readings):
    return sorted(p.names for p in settle_claims(readings).people)


def test_a_name_in_two_scripts_of_one_report_is_one_person_in_another_report_too():
    both = "Иван Долин writes: nine were freed at the Verin bridge on Friday, Ivan Dolin says."
    latin = "Nine were freed at the Verin bridge on Friday, said Ivan Dolin."
    assert names(told("R1", both, ("Иван Долин",), ("Ivan Dolin",)), told("R2", latin, ("Ivan Dolin",))) == [
        ("Ivan Dolin", "Иван Долин")
    ]


def test_a_given_name_cut_short_is_one_person_where_the_descriptions_agree():
    short = "Nine were freed at the Verin bridge on Friday, army spokesman Sule Dantik said."
    long = "Nine were freed at the Verin bridge on Friday, said Suleiman Dantik, {}."
    one = told("R1", short, ("Sule Dantik", "army spokesman"))
    same = told("R2", long.format("the army's spokesman"), ("Suleiman Dantik", "the army's spokesman"))
    other = told("R2", long.format("a baker"), ("Suleiman Dantik", "a baker"))
    assert names(one, same) == [("Sule Dantik", "Suleiman Dantik")]
    assert len(names(one, other)) == 2
