"""`sayso people`: persons and bodies under every spelling met."""

from collections.abc import Iterable
from typing import Annotated

import typer

from sayso.cli.options import AsJson, AsKnownAt, AsPublishedBy, LedgerPath
from sayso.cli.running import make_console, open_existing, policy_name, print_json
from sayso.cli.sayings import say_many, say_report, say_some, say_words, short_id
from sayso.cli.telling import tell


def people(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only those with a name like this, or with this id.")
    ] = None,
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_published_by: AsPublishedBy = None,
    as_json: AsJson = False,
) -> None:
    """List people and bodies: all names, every source's own description, where each is mentioned."""
    from sayso.flow.settling import settle_ledger
    from sayso.model import to_plain

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(None), as_published_by)
    record, reports = settled.record, {key: r.report for key, r in settled.readings.items()}
    wanted = (name or "").casefold()
    found = [
        p
        for p in record.people
        if not wanted or p.id.startswith(wanted) or any(wanted in n.casefold() for n in p.names)
    ]
    if as_json:
        print_json(to_plain(tuple(found)))
        return
    console = make_console()
    for person in sorted(found, key=lambda p: (-len({m.report for m in p.mentions}), p.name.casefold())):
        told = say_many(len({m.report for m in person.mentions}), "report")
        tell(console, (person.name, "bold"), f"  {person.kind}  in {told}", (f"   {short_id(person.id)}", "dim"))
        spelt = {n.replace("’", "'"): n for n in (*person.names, person.name)}  # one name in two typefaces is one
        others = [n for n in spelt.values() if n != person.name]
        if others:
            tell(console, "also: " + "; ".join(others), indent=2)
        for words, users in _fold_descriptions(person.descriptions).items():
            named = say_some([say_report(reports.get(r), r) for r in users])
            tell(console, (say_words(words), "italic"), (f"  in {named}", "dim"), indent=2)
    if not found:
        tell(console, "nobody on record" + (f" has a name like {name!r}" if name else ""))


def _fold_descriptions(descriptions: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each description once, however it is capitalised, with the reports that use it."""
    folded: dict[str, list[str]] = {}
    words_of: dict[str, str] = {}
    for words, report in descriptions:
        told = folded.setdefault(words_of.setdefault(words.casefold().replace("’", "'"), words), [])
        if report not in told:
            told.append(report)
    return folded
