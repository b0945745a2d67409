"""The application: the pages and the API behind the gate, and every error as a page that says what to do."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from ringback import __version__
from ringback.core.errors import RingbackError
from ringback.web import failures
from ringback.web.gate import MOST_SENT, Gate
from ringback.web.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp


class Assets(StaticFiles):
    """Our own files; one that is asked for by its mark never changes, so it may be kept."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file, with how long it may be kept."""
        answer = super().file_response(*args, **kwargs)
        scope = args[2] if len(args) > 2 else kwargs["scope"]
        if b"v=" in scope["query_string"]:
            answer.headers["cache-control"] = "private, max-age=31536000, immutable"
        return answer


class Guarded(FastAPI):
    """An application with the gate around all of it, and around what answers for an error."""

    def build_middleware_stack(self) -> ASGIApp:
        """What every request goes through, the gate first."""
        return Gate(super().build_middleware_stack(), self.state.site.door)


def application(site: Site) -> FastAPI:
    """The whole site. Its store is opened when the server starts and let go when it ends."""

    @asynccontextmanager
    async def lifetime(_app: FastAPI) -> AsyncIterator[None]:
        yield
        site.close()

    made = Guarded(
        title="Ringback",
        version=__version__,
        summary="What to do after a phone interview that went badly.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        form_limits={"max_part_size": MOST_SENT},
        lifespan=lifetime,
    )
    made.state.site = site
    made.state.ending = lambda: False
    made.mount("/static", Assets(packages=[("ringback.web", "static")]), name="static")
    for router in _routers():
        made.include_router(router)
    made.add_exception_handler(RingbackError, failures.refused)
    made.add_exception_handler(HTTPException, failures.not_there)
    made.add_exception_handler(RequestValidationError, failures.misread)
    made.add_exception_handler(Exception, failures.broken)
    return made


def _routers() -> list[Any]:
    from ringback.web import (
        another,
        api,
        bin_page,
        call,
        case,
        cases,
        chances,
        facts,
        more,
        not_so,
        plan,
        recall,
        recordings,
        rehearse,
        settings_page,
        start,
        why,
        words,
    )

    of_a_case = (case, call, chances, not_so, words, another, facts, plan, rehearse, more)
    pages = (start, recordings, recall, *of_a_case, cases, bin_page, why, settings_page)
    return [*(module.router for module in pages), *api.routers()]
