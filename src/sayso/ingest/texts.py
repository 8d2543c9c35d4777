"""Plain text to a report: a file's text, or text that a caller holds already."""

from sayso.ingest.addresses import canonical_address
from sayso.ingest.arrivals import Arrival, reader_of_text, refuse, take_in
from sayso.ingest.decoding import decode_bytes
from sayso.ingest.options import ReadOptions
from sayso.ingest.segments import Layout, lay_out
from sayso.ingest.tongues import recognise_language
from sayso.language.bodies import is_any_agency
from sayso.model.report import Intake, Report


def read_text(arrival: Arrival, options: ReadOptions) -> Intake:
    """Read the bytes of a text file; line ends stay as they are, a byte-order mark is dropped."""
    decoded = decode_bytes(arrival.content, arrival.charset)
    if decoded.text is None:
        return Intake(None, None, decoded.problems, arrival.origin)
    if not decoded.text.strip():
        return refuse(
            arrival.origin, "empty file", "it holds nothing but white space" if arrival.content else "it holds no bytes"
        )
    sha256 = arrival.sha256
    laid = lay_out(decoded.text)
    url = arrival.place if arrival.fetched else options.url
    outlet = laid.outlet or options.outlet or _sole_agency(laid)
    report = build_report(decoded.text, laid, sha256, outlet, url)
    return take_in(arrival, report, decoded.problems, options)


def build_report(text: str, laid: Layout, sha256: str, outlet: str | None, url: str | None) -> Report:
    """Give the report of a text whose lines are laid out; its id is the hash of its bytes."""
    return Report(
        id=sha256,
        sha256=sha256,
        outlet=outlet,
        title=laid.title,
        byline=laid.byline,
        published=laid.published,
        url=url,
        language=recognise_language(text),
        credits=laid.credits,
        text=text,
        segments=laid.segments,
        identity=canonical_address(url) or "",
        reader=reader_of_text(),
    )


def _sole_agency(laid: Layout) -> str | None:
    """Copy under an agency's dateline, or credited to one agency alone, is that agency's where nobody else signs it."""
    sole = laid.agency or (laid.credits[0] if len(laid.credits) == 1 else None)
    return None if sole is None or is_any_agency(sole) else sole
