"""What installing sayso brings is what reading needs; the versions that are told agree; what we carry is named."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

import sayso

ROOT = Path(__file__).parents[2]
READING = (
    "import sayso.demo, sayso; list(sayso.read([str(sayso.demo.demo_paths()[0]), str(sayso.demo.demo_paths()[1])]))"
)
LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def brought(name, extras=()):
    """The distributions that installing one brings. Extras count under their exact name, as the pip of Python 3.11 has it."""
    found, waiting = set(), [(name, frozenset(extras))]
    while waiting:
        one, wanted = waiting.pop()
        if (one, wanted) in found:
            continue
        found.add((one, wanted))
        for line in metadata.requires(one) or []:
            need = Requirement(line)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                offered = set(metadata.metadata(need.name).get_all("Provides-Extra") or [])
                waiting.append((plain(need.name), frozenset(need.extras & offered)))
    return {one for one, _ in found}


def test_what_reading_a_page_loads_is_what_installing_brings():
    done = subprocess.run([sys.executable, "-c", f"{READING}\n{LOADED}"], capture_output=True, text=True, check=True)
    homes = metadata.packages_distributions()
    loaded = {plain(dist) for name in done.stdout.split() for dist in homes.get(name, ()) if name in homes}
    declared = {plain(Requirement(line).name) for line in _dependencies()}
    bare = {"pip", "setuptools", "sayso"}
    assert sorted(loaded - bare - declared - set().union(*(brought(name) for name in declared))) == []


def _dependencies():
    import tomllib

    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]["dependencies"]


def test_the_citation_tells_the_version_and_licence_that_the_package_has():
    cited = dict(re.findall(r"^(version|license): (\S+)$", (ROOT / "CITATION.cff").read_text("utf8"), re.M))
    assert cited == {"version": sayso.__version__, "license": "Apache-2.0"}
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text("utf8")
