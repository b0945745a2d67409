"""The JSON API under /api/v1: the same use-cases as the pages and the commands, one module for each noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter


def nouns() -> list[APIRouter]:
    """The routers of every noun."""
    from ringback.web.api import afterwards, cases, catalogue, denials, facts, texts, words

    every = (texts, cases, denials, facts, words, afterwards, catalogue)
    return [module.router for module in every]


def routers() -> list[APIRouter]:
    """The routers of every noun, and of the description."""
    from ringback.web.api import described

    return [*nouns(), described.router]
