"""What the documents say is true: verbs and settings are documented, the version is one, the changelog is on top."""

import dataclasses
import re
from pathlib import Path

import sayso
from sayso.cli.verbs import app
from sayso.settings import MEANINGS, Settings

ROOT = Path(__file__).parents[2]
DOCS = "\n".join(p.read_text("utf8") for p in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])


def test_every_verb_is_documented():
    missing = [c.name for c in app.registered_commands if f"sayso {c.name}" not in DOCS]
    assert missing == []


def test_every_setting_has_a_meaning_and_is_documented():
    names = [f.name for f in dataclasses.fields(Settings)]
    assert sorted(names) == sorted(MEANINGS)
    assert [n for n in names if f"SAYSO_{n.upper()}" not in DOCS] == []


def test_documents_name_no_verb_that_is_not_there():
    verbs = {c.name for c in app.registered_commands}
    named = set(re.findall(r"`sayso ([a-z]+)", DOCS))
    assert named - verbs == set()


def test_unreleased_stays_on_top_and_the_version_is_one():
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf8"), re.M)
    assert heads[0] == "Unreleased"
    assert re.fullmatch(r"\d+\.\d+\.\d+", sayso.__version__)


def test_public_names_are_what_they_were():
    assert sorted(sayso.__all__) == [
        "Attribution", "Claims", "Count", "Event", "EventClaim", "Problem", "Reading", "Record", "Report", "SaysoError",
        "Span", "Sum", "Value", "read",
    ]  # fmt: skip


def test_every_lexicon_entry_has_a_source():
    bare = []
    for path in sorted((ROOT / "src" / "sayso" / "language" / "lexicons").iterdir()):
        text = path.read_text("utf8")
        if "source" not in text.casefold():
            bare.append(path.name)
    assert bare == []
