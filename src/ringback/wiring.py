"""The one place that picks parts: data folder, clock, zone, settings, catalogue, store."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ringback import settings
from ringback.core.days import FIRST_YEAR, LAST_YEAR, in_zone
from ringback.core.errors import RingbackError

if TYPE_CHECKING:
    from ringback.app.circumstances import Circumstances
    from ringback.core.catalogue import Catalogue
    from ringback.language_model import Endpoint
    from ringback.store.database import Store

LAST_RESORT = "UTC"


class BadTime(RingbackError):
    """A time that can't be read."""

    code = "bad_time"


@dataclass(frozen=True)
class World:
    """The machine and its user, as far as the flags of one run leave them.

    `flags` are keyed as the settings are; None: not given.
    """

    flags: Mapping[str, str | None]
    now_given: str | None = None

    @cached_property
    def home(self) -> Path:
        """The data folder."""
        return settings.home(os.environ)

    @cached_property
    def chosen(self) -> settings.Settings:
        """The settings in force. Raises BadSetting."""
        return settings.load(self.home, os.environ, self.flags)

    @cached_property
    def zone(self) -> str:
        """The name of the user's time zone: as set, else the machine's."""
        return self.chosen.zone or machine_zone()

    @cached_property
    def locale(self) -> str:
        """The user's locale: as set, else the environment's."""
        return self.chosen.locale or machine_locale(os.environ)

    @cached_property
    def now(self) -> datetime:
        """The time to count from, in the user's zone. Raises BadTime."""
        return _time_given(self.now_given, ZoneInfo(self.zone)) if self.now_given else self.clock

    @cached_property
    def clock(self) -> datetime:
        """The machine's own time, in the user's zone: it alone says when something is erased for good."""
        return datetime.now(ZoneInfo(self.zone))

    def catalogue(self) -> Catalogue:
        """The catalogue, with the user's own folder over it. Raises CatalogueBroken."""
        from ringback.catalogue import load

        return load(self.chosen.catalogue_folder)

    def circumstances(self) -> Circumstances:
        """When and for whom a text is worked out."""
        from ringback.app.circumstances import Circumstances

        chosen = self.chosen
        return Circumstances(
            now=self.now,
            zone=self.zone,
            locale=self.locale,
            me=chosen.me,
            country=chosen.country,
            tone=chosen.tone,
            greeting=chosen.greeting,
        )

    def token(self) -> str:
        """A token that no other page or command has."""
        return secrets.token_hex(8)

    def language_model(self, url: str, name: str) -> Endpoint:
        """The language model that the user names; its key, if it wants one, is RINGBACK_MODEL_KEY."""
        from ringback.language_model import Endpoint

        return Endpoint(url, name, os.environ.get("RINGBACK_MODEL_KEY"))

    def circumstances_of_a_case(self) -> Circumstances:
        """The same, with what the employer library keeps; nothing is opened where it keeps none."""
        from ringback.app.library import library_at

        library = library_at(self.home, self.clock, self.catalogue())
        around = self.circumstances()
        return replace(around, library=library.known) if library else around

    def catalogue_of_a_case(self) -> Catalogue:
        """The catalogue with what outcomes taught, where that is kept; nothing is opened where it isn't."""
        from ringback.app.learnt import with_learnt

        return with_learnt(self.home, self.clock, self.catalogue())

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store of the data folder, open. Raises what the store raises."""
        from ringback.app.cases import open_store

        store = open_store(self.home, self.clock)
        try:
            yield store
        finally:
            store.close()

    def of_the_sample(self, now: str, zone: str) -> World:
        """The same world at the time and place that the sample is set in, but where a flag says otherwise."""
        flags = {
            **self.flags,
            "zone": self.flags.get("zone") or zone,
            "locale": self.flags.get("locale") or "en-GB",
        }
        return replace(self, flags=flags, now_given=self.now_given or now)


def _time_given(words: str, zone: tzinfo) -> datetime:
    try:
        return in_zone(datetime.fromisoformat(words), zone)
    except (ValueError, OverflowError):
        years = f"from {FIRST_YEAR} to {LAST_YEAR}"
        remedy = f"Give an ISO date and time {years}, such as 2026-03-12T20:50."
        raise BadTime(f'"{words}" is no time.', remedy, "--now") from None


def machine_zone() -> str:
    """The zone that the machine is set to, by name; UTC where it has none."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
        return ZoneInfo(name).key if name else LAST_RESORT
    except (ZoneInfoNotFoundError, OSError, ValueError, LookupError):
        return LAST_RESORT


def machine_locale(environment: Mapping[str, str]) -> str:
    """en-US where the environment says so, else en-GB."""
    said = next((v for k in ("LC_ALL", "LC_TIME", "LANG") if (v := environment.get(k))), "")
    return "en-US" if said.startswith("en_US") else "en-GB"
