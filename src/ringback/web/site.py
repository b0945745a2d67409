"""What a running server has at hand: the door, the store, the flags it was started with; and rendering."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Form, Header, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from ringback.core.errors import RingbackError
from ringback.web.door import Door, alike
from ringback.web.kept_once import KeptOnce
from ringback.web.kept_pages import KeptPages
from ringback.web.typeset import templates
from ringback.wiring import World

if TYPE_CHECKING:
    from ringback.app.listener import Listening
    from ringback.settings import Settings
    from ringback.store.database import Store
    from ringback.store.watch import Watch


@dataclass(frozen=True)
class Site:
    """One running server."""

    door: Door
    flags: Mapping[str, str | None]
    now_given: str | None = None
    kept_once: KeptOnce = field(default_factory=KeptOnce, repr=False, compare=False)

    @property
    def world(self) -> World:
        """The machine and its user as they are at this moment."""
        return World(self.flags, self.now_given)

    @cached_property
    def store(self) -> Store:
        """The store, open for as long as the server runs; its connections are shared out by thread."""
        from ringback.app.cases import open_store

        world = self.world
        return open_store(world.home, world.clock)

    @cached_property
    def watch(self) -> Watch:
        """Sees every change to the store."""
        from ringback.store.watch import Watch

        return Watch(self.store)

    @cached_property
    def kept_pages(self) -> KeptPages:
        """Pages that needn't be made anew."""
        return KeptPages(self.watch.state)

    @cached_property
    def listening(self) -> Listening:
        """What listens to recordings, in the background."""
        from ringback.app.listener import Listening

        return Listening(self.store, self.world.catalogue)

    @property
    def is_listening(self) -> bool:
        """Whether a recording is being listened to."""
        return "listening" in self.__dict__ and not self.listening.wait(0)

    def resume(self) -> None:
        """Go on with the recordings that were being listened to; the unanswered go."""
        from ringback.app import listening

        listening.drop_unanswered(self.store, self.world.clock)
        if listening.next_open(self.store):
            self.listening.wake()

    def close(self) -> None:
        """Let go of the store."""
        for part in ("listening", "watch", "store"):
            if part in self.__dict__:
                getattr(self, part).close()

    @property
    def evening(self) -> datetime:
        """The evening that the invented case is set in."""
        from ringback.app import sample

        return self.world.of_the_sample(sample.NOW, sample.ZONE).now

    @property
    def sample(self) -> Mapping[str, Any]:
        """The report of the invented case under the settings in force, worked out once."""
        return _sample_under(self.world.chosen, self.world.locale, self.evening)

    @property
    def now(self) -> datetime:
        """The time, in the user's zone."""
        return self.world.now


@lru_cache(maxsize=4)
def _sample_under(_chosen: Settings, _locale: str, evening: datetime) -> Mapping[str, Any]:
    from ringback.app import sample
    from ringback.app.worked_out import of_materials

    world = World({"zone": sample.ZONE, "locale": _locale}, evening.isoformat())
    return of_materials(sample.materials(), world.circumstances(), world.catalogue()).record


class WrongForm(RingbackError):
    """A form without the word that its page was given: it came from elsewhere, or its page is too old."""

    code = "wrong_form"


def site_of(request: Request) -> Site:
    """The server that answers a request."""
    site: Site = request.app.state.site
    return site


def checked(
    request: Request,
    form_word: Annotated[str, Form()] = "",
    x_form_word: Annotated[str, Header()] = "",
) -> None:
    """Refuse a form that doesn't bring back the word its page was given. Raises WrongForm."""
    wanted: str | None = getattr(request.state, "form_word", None)
    if wanted is None or not alike(form_word or x_form_word, wanted):
        raise WrongForm(
            "This page was given out too long ago to send anything.",
            "Go back, load the page again, and send it once more; copy what you typed first.",
        )


Here = Annotated[Site, Depends(site_of)]


def page(request: Request, name: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page from its template, with what every page needs."""
    site = site_of(request)
    text = (
        templates()
        .get_template(name)
        .render(
            form_word=getattr(request.state, "form_word", ""),
            path=request.url.path,
            theme=request.cookies.get(f"{site.door.cookie}_theme", ""),
            hide_numbers=_hides_numbers(site),
            catalogue=site.world.catalogue,
            **shown,
        )
    )
    return HTMLResponse(text, status)


def kept_page(request: Request, make: Callable[[], HTMLResponse]) -> HTMLResponse:
    """The page as `make` makes it; or as it was made before, where nothing has changed since.

    The catalogue is read once in the life of a server, a folder of the user's own too.
    """
    site = site_of(request)
    world = site.world
    url, cookie = request.url, request.headers.get("cookie")
    key = (url.path, url.query, cookie, world.chosen, f"{world.now:%Y-%m-%d %H:%M %Z}")
    return HTMLResponse(site.kept_pages.page(key, lambda: bytes(make().body)))


def _hides_numbers(site: Site) -> bool:
    """As set; yes where the settings can't be read, so that a page can say so."""
    try:
        return site.world.chosen.hide_numbers
    except RingbackError:
        return True


def in_danger(request: Request, here: Site, words: str) -> HTMLResponse | None:
    """Whom to ring, where words speak of self-harm, of which nothing may be kept; None for all others."""
    from ringback.app.help_first import helplines

    world = here.world
    lines = helplines(words, world.circumstances(), world.catalogue())
    return page(request, "distress.html", record={"helplines": lines}) if lines else None


def go(place: str) -> RedirectResponse:
    """On to another page, as after every form that changed something."""
    return RedirectResponse(place, status_code=303)


def plain(text: str) -> str:
    """Text as it was before a form sent it: a browser ends every line of a form with CR LF."""
    return text.replace("\r\n", "\n")
