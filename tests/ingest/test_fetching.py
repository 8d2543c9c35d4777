"""Fetching is fenced: public addresses only, every redirect checked, a size and a time; trouble comes back as a problem."""

import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.ingest import ReadOptions, fence, read_reports, read_snapshot

WORDS = "The six guards are home, the army said on Saturday, and they will sleep until Sunday."
PAGE = f"<html><head><title>Six guards are home</title></head><body><article><h1>Six guards are home</h1><p>{WORDS}</p><p>{WORDS} That was all it said.</p></article></body></html>"


class Site(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["Host"]))
        turn = getattr(self, self.path.partition("?")[0].strip("/").split("/")[0].split(".")[0], None)
        if turn is None:
            self.give(404, "text/plain", b"nothing here")
        else:
            turn()

    def give(self, status, media, body, **headers):
        self.send_response(status)
        self.send_header("Content-Type", media)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page(self):
        self.give(200, "text/html; charset=utf-8", PAGE.encode())

    def koi(self):
        self.give(200, "text/plain; charset=koi8-r", "Шесть пограничников дома".encode("koi8-r"))

    def lines(self):
        self.give(200, "application/x-ndjson", b'{"id": "1", "text": "Six are home."}\n')

    def bytes(self):
        self.give(200, "application/octet-stream", WORDS.encode())

    def film(self):
        self.give(200, "video/mp4", b"...")

    def hop(self):
        left = int(self.path.rpartition("/")[2])
        self.give(302, "text/plain", b"", Location=f"/hop/{left - 1}" if left else "/page")

    def loop(self):
        self.give(302, "text/plain", b"", Location="/pool")

    def pool(self):
        self.give(302, "text/plain", b"", Location="/loop")

    def inward(self):
        self.give(302, "text/plain", b"", Location="http://10.0.0.8/secret")

    def scheme(self):
        self.give(302, "text/plain", b"", Location="file:///etc/passwd")

    def big(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(50):
                self.wfile.write(b"x" * 1_000_000)
        except OSError:
            pass

    def announced(self):
        self.give(200, "text/html", b"x", **{"Content-Length": "50000000"})

    def drip(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def read(url, **options):
    (intake,) = read_reports([url], ReadOptions(**({"allow_private": True, "timeout": 10.0} | options)))
    return intake


def what(url, **options):
    intake = read(url, **options)
    assert intake.report is None
    assert intake.origin == url
    return intake.problems[0].what


def test_a_page_is_fetched_and_known_by_its_address(site):
    intake = read(f"{site}/page?utm_source=x")
    assert intake.report.title == "Six guards are home"
    assert intake.report.identity == f"{site}/page"
    assert intake.snapshot.content == PAGE.encode()
    assert (intake.snapshot.media_type, intake.snapshot.origin) == (
        "text/html; charset=utf-8",
        f"{site}/page?utm_source=x",
    )
    (again,) = read_snapshot(intake.snapshot)
    assert again.report == intake.report


def test_the_media_type_says_the_format_and_the_header_the_encoding(site):
    assert read(f"{site}/koi").report.text == "Шесть пограничников дома"
    assert read(f"{site}/lines").report.id == "1"
    assert read(f"{site}/bytes.txt").report.text == WORDS
    assert what(f"{site}/bytes") == "unknown format"
    assert what(f"{site}/film") == "unknown format"


def test_redirects_are_followed_to_the_fifth(site):
    assert read(f"{site}/hop/4").report.url == f"{site}/page"
    assert what(f"{site}/hop/7") == "too many redirects"
    assert what(f"{site}/loop") == "redirect loop"


def test_what_is_down_or_missing_is_a_problem(site):
    assert what(f"{site}/missing") == "no answer"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert what(f"http://127.0.0.1:{port}/") == "address down"


def test_a_large_answer_is_cut_off(site):
    began = time.monotonic()
    assert what(f"{site}/big", max_bytes=2_000_000) == "too large"
    assert what(f"{site}/announced", max_bytes=2_000_000) == "too large"
    assert time.monotonic() - began < 8


def test_an_answer_that_drips_is_given_up_in_time(site):
    began = time.monotonic()
    assert what(f"{site}/drip", timeout=0.5) == "too slow"
    assert time.monotonic() - began < 3


def test_private_addresses_are_refused_unless_allowed(site):
    Site.asked.clear()
    assert what(f"{site}/page", allow_private=False) == "private address"
    assert what(site.replace("127.0.0.1", "localhost") + "/page", allow_private=False) == "private address"
    assert what("http://[::1]/", allow_private=False) == "private address"
    assert what("http://169.254.169.254/latest/meta-data/", allow_private=False) == "private address"
    assert Site.asked == []


def test_a_redirect_into_a_private_network_is_refused(site, monkeypatch):
    here = ipaddress.ip_address("127.0.0.1")
    public = fence.is_public
    monkeypatch.setattr(fence, "is_public", lambda address: address == here or public(address))
    assert what(f"{site}/inward", allow_private=False) == "private address"
    assert what(f"{site}/scheme", allow_private=False) == "bad address"


def test_the_connection_goes_to_the_address_that_was_checked(site, monkeypatch):
    """A name that answers with a public address first and a private one later never gets a second look-up."""
    port = int(site.rpartition(":")[2])
    asked = []

    def answer(host, *args, **kwargs):
        asked.append(host)
        inner = "127.0.0.1" if len(asked) == 1 or host == "127.0.0.1" else "127.0.0.66"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (inner, port))]

    monkeypatch.setattr(fence.socket, "getaddrinfo", answer)
    Site.asked.clear()
    assert read(f"http://herald.example:{port}/page").report is not None
    assert asked.count("herald.example") == 1
    assert Site.asked == [("/page", f"herald.example:{port}")]


@pytest.mark.parametrize(
    "url",
    ["ftp://herald.example/a", "file:///etc/passwd", "http://", "http://user:secret@herald.example/", "http://[::bad/"],
)
def test_addresses_that_cannot_be_meant(url):
    assert what(url) == "bad address"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False),
        ("172.16.9.9", False), ("169.254.1.1", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),  # noqa: S104
        ("255.255.255.255", False), ("240.0.0.1", False), ("::1", False), ("fe80::1", False), ("fc00::1", False), ("ff02::1", False),
        ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True), ("2002:0a00:0001::", False), ("64:ff9b::7f00:1", False), ("::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address, public):
    assert fence.is_public(ipaddress.ip_address(address)) is public
