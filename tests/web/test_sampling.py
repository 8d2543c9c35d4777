"""A random sample: the same for everybody who has its address, blind until done, ending in an interval and an agreement."""

import re

from starlette.testclient import TestClient

from sayso.web import make_desk
from sayso.web.accounts import open_accounts

PASSWORD = "a long enough password"
SAMPLE = "/sample?size=4&seed=fixed&drawn=2040-01-01&blind=1"


def come_in(ledger, name):
    open_accounts(ledger).add(name, "reviewer", PASSWORD)
    browser = TestClient(make_desk(ledger, alone=False), base_url="http://desk.example", follow_redirects=False)
    browser.post("/login", data={"name": name, "password": PASSWORD})
    return browser


def items(page):
    return re.findall(r'name="item" value="([0-9a-f]{64})"', page)


def judge(browser, item, decision):
    token = re.search(r'name="csrf" value="([^"]+)"', browser.get(SAMPLE).text)[1]
    form = {"csrf": token, "item": item, "decision": decision, "reason": "looked", "blind": "1", "back": SAMPLE}
    answer = browser.post("/review", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, SAMPLE)


def test_two_people_judge_blind_and_are_then_compared(own_ledger):
    one, two = come_in(own_ledger, "ila"), come_in(own_ledger, "oren")
    drawn = items(one.get(SAMPLE).text)
    assert len(drawn) == len(set(drawn)) == 4
    assert items(two.get(SAMPLE).text) == drawn
    for n, item in enumerate(drawn):
        judge(one, item, "reject" if n == 0 else "accept")
    done = one.get(SAMPLE).text
    assert "All 4 judged" in done
    assert "25.0 %" in done
    assert "4.6 to 69.9 %" in done  # Wilson's interval of one in four
    before = two.get(SAMPLE).text
    assert "ila" not in before, "blind means that the other's judgements do not show"
    for item in drawn:
        judge(two, item, "accept")
    after = two.get(SAMPLE).text
    assert "ila" in after
    assert "Krippendorff" in after
    assert "<strong>0.00</strong>" in after


def test_a_sample_is_drawn_under_an_address_of_its_own(own_ledger):
    browser = come_in(own_ledger, "ila")
    told = [browser.get("/sample?size=3").headers["location"] for _ in range(2)]
    assert told[0] != told[1]
    assert re.fullmatch(r"/sample\?size=3&seed=[0-9a-f]{8}&drawn=\S+Z", told[0])
    assert browser.get("/sample?size=0&seed=x").status_code == 400
