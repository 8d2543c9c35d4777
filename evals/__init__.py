"""Measures: each module runs as `python -m evals.NAME --data PATH [--json]` and prints one JSON object of figures."""
