"""The desk without a browser: every page, who may do what, what leaves for readers, forms, the API."""

import json
import re
import socket
from urllib.parse import quote_plus

import pytest
from jinja2 import PackageLoader
from starlette.testclient import TestClient

from sayso.errors import UsageError
from sayso.publish.rendering import open_templates
from sayso.web import make_desk, serve_desk
from sayso.web.accounts import ATTEMPTS, open_accounts
from sayso.web.app import list_routes

PASSWORD = "a long enough password"
PAGES = [
    "/",
    "/coverage",
    "/people",
    "/sources",
    "/changes",
    "/changes.atom",
    "/search?q=guards",
    "/review",
    "/add",
    "/paste",
]


def client(ledger, alone=True):
    base = "http://127.0.0.1" if alone else "http://desk.example"
    return TestClient(make_desk(ledger, alone=alone), base_url=base, follow_redirects=False)


def logged_in(ledger, role):
    open_accounts(ledger).add(role, role, PASSWORD)
    browser = client(ledger, alone=False)
    answer = browser.post("/login", data={"name": role, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return browser


def token_of(browser, path="/"):
    return re.search(r'name="csrf" value="([^"]+)"', browser.get(path).text)[1]


def first(pattern, text):
    return re.search(pattern, text)[1]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_with_its_guards(demo_ledger, page):
    answer = client(demo_ledger).get(page)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert re.search(r"<style|\sstyle=|\son[a-z]+=", answer.text) is None
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_from_the_front_page_down_to_the_characters(demo_ledger):
    desk = client(demo_ledger)
    event = desk.get("/events/" + first(r"/events/([0-9a-f]{64})", desk.get("/?type=exchange").text))
    assert "Who says so" in event.text
    value = desk.get("/values/" + first(r"/values/([0-9a-f]{64})", event.text))
    assert "<mark>" in value.text
    assert "text SHA-256" in value.text
    report = desk.get("/reports/" + first(r"/reports/([^\"#?]+)", value.text))
    assert 'sandbox=""' in report.text
    snapshot = desk.get(first(r'src="(/snapshots/[0-9a-f]{64})"', report.text))
    assert snapshot.headers["content-security-policy"].startswith("sandbox")


def test_a_page_can_be_set_back_to_a_moment_and_says_so(demo_ledger):
    page = client(demo_ledger).get("/?at=2020-01-01")
    assert "As known at 2020-01-01" in page.text
    assert "<h1>0 events" in page.text


def test_a_page_can_be_set_back_by_the_clock_of_publication_and_says_so(demo_ledger):
    desk = client(demo_ledger)
    days = sorted(r["published"][:10] for r in desk.get("/api/reports?limit=200").json()["rows"] if r["published"])
    first, total = days[0], len(days)
    early = desk.get(f"/api/reports?by={first}").json()["total"]
    assert 0 < early < total
    page = desk.get(f"/?by={first}").text
    assert f"As published by {first}" in page
    assert f"Rests on {early} report" in page
    assert f"by={first}" in first_link(page, "/events/")
    assert desk.get("/?by=1999-01-01").text.count("Nothing that is dated was published by then") == 1
    both = desk.get(f"/coverage?at=2020-01-01&by={first}").text
    assert f"As known at 2020-01-01, as published by {first}" in both
    assert desk.get("/?by=yesterday").status_code == 400
    record = desk.get(f"/api/record?by={first}").json()
    assert (record["as_known_at"], record["as_published_by"]) == (None, first)


def first_link(page, begins):
    return re.search(f'href="({begins}[^"]+)"', page)[1]


def test_every_page_says_which_moment_it_is_set_back_to(demo_ledger):
    desk = client(demo_ledger)
    shown = desk.get("/?at=2100-01-01").text
    event = first_link(shown, "/events/")
    found = {event, first_link(desk.get(event.replace("&amp;", "&")).text, "/values/")}
    for listed, begins in (("/coverage", "/reports/"), ("/people", "/people/"), ("/sources", "/sources/")):
        found.add(first_link(desk.get(f"{listed}?at=2100-01-01").text.split("<main", 1)[1], begins))
    for path in (
        "/",
        "/timeline",
        "/changes",
        "/held",
        "/lists",
        "/people",
        "/sources",
        "/coverage",
        "/search?q=guards",
        "/review",
        "/history",
    ):
        found.add(path + ("&" if "?" in path else "?") + "at=2100-01-01")
    for path in found:
        assert "at=2100-01-01" in path, "links keep the moment"
        answer = desk.get(path.replace("&amp;", "&"))
        assert answer.status_code == 200, path
        assert "As known at 2100-01-01" in answer.text, path
        assert "Back to now" in answer.text


def test_a_page_that_writes_is_of_now_and_says_so_where_the_rest_is_set_back(demo_ledger):
    page = client(demo_ledger).get("/review?at=2020-01-01").text
    assert "As known at 2020-01-01" in page
    assert "But this page is of now" in page
    assert 'class="item"' in page


def test_one_review_is_settled_and_undone(own_ledger):
    desk = client(own_ledger)
    item = first(r'name="item" value="([0-9a-f]{64})"', desk.get("/review").text)
    kept = desk.post("/review", data={"csrf": token_of(desk, "/review"), "item": item, "decision": "accept"})
    assert kept.status_code == 303
    lately = desk.get(kept.headers["location"]).text
    assert f'name="item" value="{item}"' not in lately
    transaction = first(r'name="transaction" value="([0-9a-f]{64})"', lately)
    undone = desk.post(
        "/undo", data={"csrf": token_of(desk, "/review"), "transaction": transaction, "reason": "too soon"}
    )
    assert undone.status_code == 303
    assert f'name="item" value="{item}"' in desk.get("/review").text


def test_what_something_rests_on_is_not_undone_and_the_refusal_names_it(own_ledger):
    desk = client(own_ledger)
    page = desk.get("/review").text
    item = re.search(r'name="item" value="([0-9a-f]{64})"', page)[1]
    form = {"csrf": token_of(desk, "/review"), "item": item, "after": "", "decision": "accept", "reason": ""}
    review = desk.post("/review", data=form).headers["location"].partition("done=")[2]
    reads = re.findall(r'name="transaction" value="([0-9a-f]{64})"', desk.get("/history").text)[1:]
    answers = [
        desk.post("/undo", data={"csrf": form["csrf"], "transaction": tx, "reason": "a slip", "back": "/history"})
        for tx in reads
    ]
    refused = [a for a in answers if a.status_code == 409]
    assert len(refused) == 1
    assert review[:12] in refused[0].text
    assert desk.get("/history").text.count('<span class="chip">undone</span>') == len(reads) - 1


def test_one_sentence_in_several_reports_is_decided_once_and_undone_once(own_ledger):
    desk = client(own_ledger)
    page = desk.get("/review").text
    form = next(part for part in page.split('<form class="judge"') if 'name="also"' in part)
    item, *also = re.findall(r'name="(?:item|also)" value="([0-9a-f]{64})"', form)
    sent = {
        "csrf": token_of(desk, "/review"),
        "item": item,
        "also": also,
        "after": "",
        "decision": "accept",
        "reason": "",
    }
    lately = desk.post("/review", data=sent, follow_redirects=True).text
    assert f"of {1 + len(also)} claims of the same words" in lately
    assert not any(claim in lately for claim in (item, *also))
    undo = next(part for part in lately.split("<form") if 'action="/undo"' in part)
    told = re.findall(r'name="transaction" value="([0-9a-f]{64})"', undo)
    assert len(told) == 1 + len(also)
    again = desk.post(
        "/undo", data={"csrf": sent["csrf"], "transaction": told, "reason": "a slip"}, follow_redirects=True
    )
    assert all(claim in again.text for claim in (item, *also))


def test_a_file_that_is_no_text_is_refused_in_words(own_ledger):
    desk = client(own_ledger)
    form = {"csrf": token_of(desk, "/paste")}
    answer = desk.post("/paste", data=form, files={"file": ("x.pdf", b"%PDF-1.7 \0\0", "application/pdf")})
    assert answer.status_code == 400
    assert "neither a text nor a saved page" in answer.text


def test_an_editor_clears_a_field_and_the_persons_page_says_so(own_ledger):
    desk = client(own_ledger)
    person = desk.get("/api/people?limit=1").json()["rows"][0]
    page = f"/people/{person['id']}"
    form = {
        "csrf": token_of(desk, page),
        "name": person["name"],
        "field": "name",
        "reason": "gave her leave",
        "back": page,
    }
    after = desk.post("/clear", data=form, follow_redirects=True)
    assert after.url.path == page
    assert "gave her leave" in after.text


def test_history_names_what_each_act_was_about_and_leads_there(own_ledger):
    desk = client(own_ledger)
    item = first(r'name="item" value="([0-9a-f]{64})"', desk.get("/review").text)
    token = token_of(desk, "/review")
    kept = desk.post("/review", data={"csrf": token, "item": item, "decision": "accept", "after": ""})
    told = desk.get("/history").text
    assert re.search(rf'<b>review</b> accepted <a href="/values/{item}">', told)
    report = desk.get("/api/reports?limit=1").json()["rows"][0]
    assert re.search(rf'<b>read</b>\s+<a href="/reports/{report["id"]}">', told)
    done = kept.headers["location"].partition("done=")[2]
    transaction = first(f'name="transaction" value="({done}[0-9a-f]+)"', told)
    desk.post("/undo", data={"csrf": token, "transaction": transaction, "reason": "a slip"})
    assert re.search(rf'<b>undo</b> <span class="hash">{transaction[:12]}</span>', desk.get("/history").text)


def test_what_changed_leads_to_the_figures_and_keeps_contradictions_apart(demo_ledger):
    page = client(demo_ledger).get("/changes?since=2020-01-01").text
    grave = re.findall(r'<span class="chip warn">new disagreement</span> (<a href="/values/[0-9a-f]{64}">)?', page)
    assert grave
    assert all(grave)
    slight = re.search(r"that contradicts? nothing.*?</details>", page, re.S)
    assert slight is None or "chip warn" not in slight[0]


def test_a_sentence_that_begins_with_a_quotation_gets_no_second_mark():
    quoted = open_templates(PackageLoader("sayso.publish", "templates")).get_template("parts.html.j2").module.quoted
    assert quoted("“We were ", "31", " in a room,” he said.").startswith('<q class="bare">“We were <mark>31</mark>')
    assert quoted("They were ", "31", ".").startswith("<q>They")
    assert quoted("", "31 captives", " left.").startswith("<q><mark>")


def test_a_rejection_wants_a_reason(own_ledger):
    desk = client(own_ledger)
    item = first(r'name="item" value="([0-9a-f]{64})"', desk.get("/review").text)
    refused = desk.post("/review", data={"csrf": token_of(desk, "/review"), "item": item, "decision": "reject"})
    assert refused.status_code == 400
    assert "reason" in refused.text


def test_the_second_of_two_people_sees_the_first_ones_decision_and_is_asked(own_ledger):
    one, two = client(own_ledger), client(own_ledger)
    item = first(r'name="item" value="([0-9a-f]{64})"', one.get("/review").text)
    token = token_of(two, "/review")
    form = {"csrf": token, "item": item, "after": "", "reason": "checked"}
    assert one.post("/review", data={**form, "decision": "accept"}).status_code == 303
    asked = two.post("/review", data={**form, "decision": "reject"})
    assert asked.status_code == 409
    assert "Keep mine as well" in asked.text
    assert "has decided this since you looked: accepted" in asked.text
    assert two.post("/review", data={**form, "decision": "reject", "sure": "1"}).status_code == 303


def test_a_claim_by_hand_comes_on_record(own_ledger):
    desk = client(own_ledger)
    told = {"words": "Nine more were let go at dawn.", "speaker": "Ila Brandt", "medium": "call", "said": "2025-10-20"}
    kept = desk.post("/add", data={"csrf": token_of(desk, "/add"), **told})
    assert kept.status_code == 303
    assert "Ila Brandt" in desk.get(kept.headers["location"]).text


def test_a_paste_is_shown_before_anything_is_kept(own_ledger):
    desk = client(own_ledger)
    before = desk.get("/api/reports").json()["total"]
    text = "“We saw nine of them leave on Monday,” Ila Brandt told Radio Tarn.\n\nThe Tarn Front freed nine captives on Monday."
    form = {"csrf": token_of(desk, "/paste"), "text": text, "outlet": "Radio Tarn", "published": "2025-10-21"}
    shown = desk.post("/paste", data=form)
    assert "What it would add or change" in shown.text
    assert "Ila Brandt" in shown.text
    assert desk.get("/api/reports").json()["total"] == before
    assert desk.post("/paste", data={**form, "keep": "1"}).status_code == 303
    assert desk.get("/api/reports").json()["total"] == before + 1


def test_an_address_inside_a_private_network_is_not_fetched_for_a_paste(own_ledger):
    desk = client(own_ledger)
    form = {"csrf": token_of(desk, "/paste"), "url": "http://127.0.0.1:9/inside"}
    assert "private" in desk.post("/paste", data=form).text


def test_every_form_refuses_without_the_sessions_token(own_ledger):
    desk = client(own_ledger)
    forms = [
        r.path
        for r in list_routes()
        if "POST" in (getattr(r, "methods", None) or ()) and r.path not in ("/login", "/api/review")
    ]
    assert len(forms) >= 5
    assert {path: desk.post(path, data={"reason": "x"}).status_code for path in forms} == dict.fromkeys(forms, 403)
    assert desk.post("/api/review", json={"item": "0" * 64, "decision": "accept"}).status_code == 403


def test_another_sites_form_or_name_is_refused(own_ledger):
    desk = client(own_ledger)
    form = {"csrf": token_of(desk, "/add"), "words": "x", "medium": "call"}
    assert desk.post("/add", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 421


ROLE_TABLE = [  # action, the least role that may do it
    ("GET", "/", "reader"), ("GET", "/api/events", "reader"), ("GET", "/search?q=guards", "reader"),
    ("GET", "/changes.atom", "reader"), ("GET", "/review", "reviewer"), ("GET", "/add", "reviewer"),
    ("GET", "/paste", "reviewer"), ("GET", "/api/review", "reviewer"), ("POST", "/review", "reviewer"),
    ("POST", "/undo", "reviewer"), ("POST", "/add", "reviewer"), ("POST", "/paste", "reviewer"), ("POST", "/clear", "editor"),
    ("GET", "/timeline", "reader"), ("GET", "/held", "reader"), ("GET", "/lists", "reader"), ("GET", "/sample", "reviewer"), ("GET", "/history", "reviewer"),
    ("GET", "/api/history", "reviewer"), ("GET", "/api/sample?seed=x&size=3&drawn=2040-01-01", "reviewer"),
    ("GET", "/api/reports/0/revisions", "reviewer"), ("GET", "/api/disputes", "reader"), ("GET", "/api/held/figures", "reader"),
    ("GET", "/accounts", "admin"), ("POST", "/accounts", "admin"), ("GET", "/webhooks", "admin"), ("POST", "/webhooks", "admin"),
]  # fmt: skip


@pytest.mark.parametrize("role", ["reader", "reviewer", "editor", "admin"])
def test_who_may_do_what(own_ledger, role):
    order = ["reader", "reviewer", "editor", "admin"]
    browser = logged_in(own_ledger, role)
    token = token_of(browser)
    for method, path, least in ROLE_TABLE:
        answer = browser.request(method, path, data={"csrf": token} if method == "POST" else None)
        assert (answer.status_code != 403) == (order.index(role) >= order.index(least)), (
            method,
            path,
            answer.status_code,
        )


def test_nobody_comes_in_without_an_account(demo_ledger):
    desk = client(demo_ledger, alone=False)
    assert desk.get("/").headers["location"].startswith("/login")
    assert desk.get("/api/events").status_code == 401
    assert desk.get("/login").status_code == 200
    assert "text/css" in desk.get("/style.css").headers["content-type"]


def test_attempts_are_limited_and_sessions_end_with_the_account(own_ledger):
    accounts = open_accounts(own_ledger)
    accounts.add("mira", "editor", PASSWORD)
    desk = client(own_ledger, alone=False)
    assert desk.post("/login", data={"name": "mira", "password": PASSWORD}).status_code == 303
    assert desk.get("/").status_code == 200
    accounts.disable("mira")
    assert desk.get("/").status_code == 303
    accounts.add("mira", "editor", PASSWORD)
    other = client(own_ledger, alone=False)
    for _ in range(ATTEMPTS):
        assert other.post("/login", data={"name": "mira", "password": "wrong wrong wrong"}).status_code == 401
    assert other.post("/login", data={"name": "mira", "password": PASSWORD}).status_code == 401


def test_a_token_does_what_its_scope_allows(own_ledger):
    accounts = open_accounts(own_ledger)
    accounts.add("bot", "editor", PASSWORD)
    desk = client(own_ledger, alone=False)
    head = {"authorization": f"Bearer {accounts.make_token('bot', 'reader', 'feed')}"}
    assert desk.get("/api/events", headers=head).status_code == 200
    assert desk.get("/api/review", headers=head).status_code == 403
    accounts.revoke_tokens("bot")
    assert desk.get("/api/events", headers=head).status_code == 401


def test_readers_see_what_the_disclosure_policy_lets_others_see(own_ledger):
    desk, reader = client(own_ledger), logged_in(own_ledger, "reader")
    at_desk, for_others = desk.get("/api/record").json(), reader.get("/api/record").json()
    held = {m["name"] for e in at_desk["events"] for m in e["parties"] if m["role"] == "held"}
    people = {p["name"] for p in at_desk["people"] if p["kind"] == "person"} & held
    assert people, "the demo names people who were held"
    copies = [json.dumps(for_others, ensure_ascii=False)]
    event = max(for_others["events"], key=lambda e: len(e["reports"]))["id"]
    pages = (
        "/",
        "/people",
        "/coverage",
        "/changes.atom",
        "/changes?since=2020-01-01",
        "/sources",
        "/held",
        "/lists",
        "/timeline",
    )
    for path in (
        *pages,
        f"/events/{event}",
        f"/api/events/{event}/telling",
        "/api/disputes",
        "/api/held/figures",
        "/api/held",
        "/api/lists",
        "/api/people",
        "/api/sources",
        "/api/search?q=guards",
    ):
        answer = reader.get(path)
        assert answer.status_code == 200, path
        copies.append(answer.text)
    for name in people:
        copies.append(
            reader.get("/search", params={"q": name})
            .text.replace(f"“<bdi>{name}</bdi>”", "")
            .replace(f'value="{name}"', "")
            .replace(f"Find: {name}", "")
            .replace(f"?q={quote_plus(name)}", "")
        )
    leaked = {name for name in people for copy in copies if name in copy}
    assert leaked == set()
    real = {r["id"] for r in desk.get("/api/reports").json()["rows"]}
    assert not real & {r["id"] for r in reader.get("/api/reports").json()["rows"]}


def test_the_api_pages_rows_and_knows_what_has_not_changed(demo_ledger):
    desk = client(demo_ledger)
    page = desk.get("/api/events?limit=2&offset=1").json()
    assert len(page["rows"]) == 2
    assert page["total"] >= 3
    tag = desk.get("/api/events").headers["etag"]
    assert desk.get("/api/events", headers={"if-none-match": tag}).status_code == 304
    assert desk.get("/api/events?limit=0").status_code == 400
    assert desk.get("/api/values/00000000").status_code == 404
    assert set(desk.get("/api/openapi.json").json()["paths"]) >= {"/api/events", "/api/values/{id}"}


def test_the_api_answers_with_what_the_pages_show(own_ledger):
    desk = client(own_ledger)
    dispute = desk.get("/api/disputes").json()["rows"][0]
    assert len({side["words"] for side in dispute["sides"]}) == len(dispute["sides"]) > 1
    front = desk.get("/").text
    assert all(f"/values/{side['value']}" in front for side in dispute["sides"])
    telling = desk.get(f"/api/events/{dispute['event']}/telling").json()
    assert telling["ways"]
    assert telling["one_text"][0]["reports"]
    assert telling["over_time"][0]["figures"]
    assert telling["reports"]
    name = desk.get("/api/sources").json()["rows"][0]["name"]
    source = desk.get(f"/api/sources/{quote_plus(name)}".replace("+", "%20")).json()
    assert source["says"] or source["passes_on"]
    assert desk.get("/api/sources/nobody at all").status_code == 404
    event = desk.get("/api/events?agreement=accounts+differ&limit=1").json()
    assert event["total"] < desk.get("/api/events").json()["total"]
    assert desk.get("/api/events?from=2100-01-01").json()["total"] == 0
    act = desk.get("/api/history?limit=1").json()["rows"][0]
    assert (act["kind"], act["about"][0]["kind"]) == ("read", "report")
    assert desk.get(f"/api/reports/{act['about'][0]['ids'][0]}/revisions").json()["renditions"] == 1
    sample = desk.get("/api/sample?seed=x&size=3&drawn=2040-01-01").json()
    assert (len(sample["rows"]), sample["left"], sample["estimates"]) == (3, 3, [])
    assert desk.get("/api/sample").status_code == 400


def test_a_public_address_without_accounts_is_refused(own_ledger):
    with pytest.raises(UsageError, match="sayso account add"):
        serve_desk(own_ledger, "0.0.0.0")  # noqa: S104


def test_a_port_that_is_taken_is_named_before_anybody_is_told_of_the_desk(own_ledger):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1:{port} cannot be listened on"):
            serve_desk(own_ledger, port=port, announce=lambda address, alone: pytest.fail("told too early"))


XSS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{9973*7}}",
    "</style><script>alert(1)</script>",
]


@pytest.mark.parametrize("evil", XSS)
def test_words_from_outside_are_only_words(own_ledger, evil):
    desk = client(own_ledger)
    form = {
        "words": f"Nine captives were freed at dawn, {evil} said.",
        "speaker": evil,
        "medium": evil,
        "said": "2025-10-20",
        "note": evil,
    }
    report = desk.post("/add", data={"csrf": token_of(desk, "/add"), **form}).headers["location"]
    for page in (
        "/",
        report,
        "/people",
        "/sources",
        "/coverage",
        "/review",
        "/changes?since=2020-01-01",
        f"/search?q={evil}",
    ):
        text = desk.get(page).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert 'href="javascript:' not in text
        assert "69811" not in text
