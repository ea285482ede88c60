"""What Schemathesis does beyond its own: real ids and mostly right bodies beside invented ones, and the checks of the API's promises."""

import json
import os
import re
import zlib

import requests
import schemathesis

WORLD = json.loads(os.environ["EXAPLAN_WORLD"])
COUNT = os.environ["EXAPLAN_COUNT"]
STACK_TRACE = re.compile(r"\bat [\w$.]+\([\w$]+\.java:\d+\)|\.java:\d+\)|\b[a-z]+\.[\w.]+(Exception|Error)\b")
MUST_NAME_FIELDS = {400, 409, 412, 413, 415, 422, 428}


def chance(*parts):
    """A number below 1 that depends on what was generated only, so that a case can be repeated."""
    return zlib.crc32(repr(parts).encode("utf-8", "backslashreplace")) % 10_000 / 10_000


def known(values, *parts):
    return values[zlib.crc32(repr(parts).encode("utf-8", "backslashreplace")) % len(values)]


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Half of the paths lead to what there is."""
    if not path_parameters:
        return path_parameters
    path = context.operation.path
    for prefix, ids in WORLD["ids"].items():
        if path.startswith(prefix + "/{") and ids and chance("path", path, path_parameters) < 0.5:
            name = re.search(r"{(\w+)}", path).group(1)
            return {**path_parameters, name: known(ids, path_parameters)}
    return path_parameters


@schemathesis.hook
def map_body(context, body):
    """Two thirds of the objects are right but for a field or two."""
    right = WORLD["bodies"].get(f"{context.operation.method.upper()} {context.operation.path}")
    if right is None or not isinstance(body, dict):
        return body
    drawn = chance("body", body)
    if drawn < 0.35:
        return body
    if drawn < 0.45:
        return right
    return {**right, **{field: value for field, value in body.items() if chance(field, body) < 2 / (len(body) + 1)}}


def header(case, name, value):
    case.headers = {**(case.headers or {}), name: value}


@schemathesis.hook
def before_call(context, case, kwargs):
    """The token of the test must not be ended by what it tests: that is done to others."""
    path, parameters = case.operation.path, case.path_parameters or {}
    if path == "/api/v1/session/rotation":
        header(case, "Authorization", "Bearer " + another_token()["secret"])
    elif path.startswith("/api/v1/access-tokens/") and str(parameters.get("id")) == str(WORLD["ownToken"]):
        case.path_parameters = {**parameters, "id": another_token()["id"]}


def another_token():
    made = requests.post(
        WORLD["address"] + "/api/v1/access-tokens",
        json={"name": "throwaway", "role": "ADMIN"},
        headers={"Authorization": "Bearer " + WORLD["token"]},
        timeout=30,
    )
    made.raise_for_status()
    return made.json()


@schemathesis.hook
def after_call(context, case, response):
    with open(COUNT, "a", encoding="utf-8") as count:
        count.write(f"{response.status_code} {case.operation.method.upper()} {case.operation.path}\n")


@schemathesis.check
def no_stack_trace(context, response, case):
    found = STACK_TRACE.search(response.text or "")
    assert not found, f"The answer shows its insides: {found.group(0)}"


@schemathesis.check
def problems_name_their_fields(context, response, case):
    if response.status_code < 400:
        return
    kind = (response.headers.get("content-type") or [""])[0]
    assert kind.startswith("application/problem+json"), f"{response.status_code} came as ({kind}), not as problem details"
    problem = response.json()
    assert problem.get("type", "").startswith("urn:exaplan:problem:"), f"The type is {problem.get('type')}"
    assert problem.get("status") == response.status_code, f"The problem says status {problem.get('status')}"
    assert problem.get("title") and problem.get("detail"), "Title or detail is missing"
    if response.status_code in MUST_NAME_FIELDS:
        errors = problem.get("errors") or []
        assert errors, f"{problem['type']} names no field: {problem['detail']}"
        for error in errors:
            assert error.get("field") and error.get("message"), f"An error names no field: {error}"
