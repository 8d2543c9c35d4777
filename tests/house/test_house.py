"""The house keeps its own rules: imports, sizes, names, light start."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "sayso").rglob("*.py"))
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "process", "data"}
MODULE_LINES, FUNCTION_LINES, PARAMETERS, METHODS = 600, 60, 6, 15


@cache
def trees():
    return [(path, ast.parse(path.read_text("utf8"))) for path in SOURCES]


def test_imports_point_down():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_modules_are_short():
    lengths = {str(p.relative_to(ROOT)): len(p.read_text("utf8").splitlines()) for p in SOURCES}
    assert {p: n for p, n in lengths.items() if n > MODULE_LINES} == {}


def test_functions_are_short_and_take_few_parameters():
    long, wide = [], []
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                where = f"{path.relative_to(ROOT)}:{node.name}"
                if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES:
                    long.append(where)
                names = [a.arg for a in node.args.posonlyargs + node.args.args + node.args.kwonlyargs]
                command = "cli" in path.parts and not node.name.startswith("_")  # a verb's options are its parameters
                if len([n for n in names if n not in ("self", "cls")]) > PARAMETERS and not command:
                    wide.append(where)
    assert (long, wide) == ([], [])


def test_classes_have_few_methods():
    big = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and sum(isinstance(x, ast.FunctionDef) for x in node.body) > METHODS
    ]
    assert big == []


def test_no_banned_names():
    bad = [str(p.relative_to(ROOT)) for p in SOURCES if BANNED & set(p.stem.strip("_").split("_"))]
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.casefold().strip("_") in BANNED:
                bad.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert bad == []


def test_nouns_are_frozen_and_slotted():
    for path, tree in trees():
        if path.parent.name == "model":
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    assert "frozen=True, slots=True" in ast.unparse(node.decorator_list[0]), f"{path.name}:{node.name}"


def test_public_functions_have_docstrings():
    bare = []
    for path, tree in trees():
        if ast.get_docstring(tree) is None:
            bare.append(str(path.relative_to(ROOT)))
        for node in tree.body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if named and ast.get_docstring(node) is None:
                bare.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert bare == []


def test_language_functions_carry_an_example():
    bare = []
    for path, tree in trees():
        if path.parent.name == "language":
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    shown = ">>>" in (ast.get_docstring(node) or "")
                    if not shown and node.name not in ("load_parser", "parse_reports"):  # these need the model
                        bare.append(f"{path.name}:{node.name}")
    assert bare == []


def test_import_is_light():
    code = "import sys, sayso; print([m for m in ('spacy', 'onnxruntime', 'sqlalchemy', 'trafilatura') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_shared_is_copied_into_the_project():
    import json
    import os

    shared = Path(os.environ.get("SAYSO_SHARED", ROOT / ".." / "shared")) / "reports"
    if not shared.exists():
        if os.environ.get("SAYSO_CI"):
            pytest.fail("no shared reports in CI")
        pytest.skip("shared reports are absent: copies cannot be looked for")
    phrases = set()
    for file in ("gold_dev.jsonl", "unlabelled.jsonl", "invented.jsonl"):
        for line in filter(None, (shared / file).read_text("utf8").split("\n")):
            words = json.loads(line)["text"].split()
            phrases |= {" ".join(words[i : i + 9]) for i in range(len(words) - 8)}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    copied = []
    for name in tracked:
        if (
            name.endswith((".py", ".md", ".txt", ".html", ".jsonl", ".json", ".toml", ".tsv"))
            and (ROOT / name).exists()
        ):
            words = (ROOT / name).read_text("utf8", errors="replace").split()
            copied += [
                (name, phrase) for i in range(len(words) - 8) if (phrase := " ".join(words[i : i + 9])) in phrases
            ]
    assert copied == []
