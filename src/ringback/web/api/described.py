"""The description of the API: OpenAPI for programs, and a plain page for people made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ringback.web.api.common import PREFIX
from ringback.web.failures import Answer
from ringback.web.site import page

router = APIRouter()

TITLE = "Ringback API"
VERSION = "1"
ABOUT = """\
What the pages and the commands do, for programs on this machine. Send the word of the address that
`ringback serve` printed as `Authorization: Bearer WORD`. Every error is
`{"error": {"code", "message", "remedy", "place"?}}`. Where words speak of self-harm, nothing is kept, and
the answer says whom to ring in `helplines`.
"""
_METHODS = ("get", "post", "put", "patch", "delete")


class Operation(NamedTuple):
    """One operation as a person reads of it."""

    method: str
    path: str
    does: str
    gives: str
    noun: str


@router.get(f"{PREFIX}/openapi.json", include_in_schema=False)
def openapi() -> Response:
    """The description of the API."""
    return Answer(description())


@router.get(PREFIX, include_in_schema=False)
def listing(request: Request) -> Response:
    """Every operation, for people."""
    return page(request, "api.html", nouns=by_noun(operations(description())))


@cache
def description() -> Mapping[str, Any]:
    """The OpenAPI description, worked out once."""
    from fastapi.openapi.utils import get_openapi

    from ringback.web.api import nouns

    routes = [route for router in nouns() for route in router.routes]
    made = get_openapi(title=TITLE, version=VERSION, description=ABOUT, routes=routes)
    schemes = {"word": {"type": "http", "scheme": "bearer", "description": "The word of the link."}}
    made["components"]["securitySchemes"] = schemes
    made["security"] = [{"word": []}]
    return made


def operations(described: Mapping[str, Any]) -> Iterator[Operation]:
    """The operations of a description, in its order."""
    for path, methods in described["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield _operation(method, path, methods[method])


def _operation(method: str, path: str, one: Mapping[str, Any]) -> Operation:
    does = " ".join(str(one["description"]).split())
    gives = ", ".join(status for status in one["responses"] if status.startswith("2"))
    return Operation(method.upper(), path, does, gives, one["tags"][0])


def by_noun(every: Iterator[Operation]) -> Mapping[str, list[Operation]]:
    """The operations under what they are about."""
    found: dict[str, list[Operation]] = {}
    for one in every:
        found.setdefault(one.noun, []).append(one)
    return found
