"""The API against its own document: no 500, no undocumented answer, whatever is asked."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from sayso.web import make_desk

CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
PATHS = 25


@pytest.fixture(scope="module")
def document(demo_ledger):
    app = make_desk(demo_ledger)
    told = TestClient(app, base_url="http://127.0.0.1").get("/api/openapi.json").json()
    made = schemathesis.openapi.from_dict(told)
    made.app = app
    made.location = "/api/openapi.json"
    made.config.update(base_url="http://127.0.0.1")
    return made


def test_every_answer_is_documented_and_none_is_500(document):
    operations = [found.ok() for found in document.get_all_operations()]
    assert len(operations) >= PATHS - 1

    for operation in operations:

        @settings(
            max_examples=8, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @schemathesis_cases(operation)
        def ask(case):
            case.call_and_validate(headers={"Host": "127.0.0.1"}, checks=CHECKS)

        ask()


def schemathesis_cases(operation):
    """Give each made case of an operation to a test."""
    from hypothesis import given

    return given(case=operation.as_strategy())
