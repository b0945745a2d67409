"""The JSON API under /api/v1: the same use-cases as the pages and the commands, one module for each noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter


def nouns() -> list[APIRouter]:
    """The routers of every noun."""
    from ringback.web.api import afterwards, cases, catalogue, facts, texts, words

    return [module.router for module in (texts, cases, facts, words, afterwards, catalogue)]


def routers() -> list[APIRouter]:
    """The routers of every noun, and of the description."""
    from ringback.web.api import described

    return [*nouns(), described.router]
