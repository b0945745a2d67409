"""Ringback: what to do after a phone interview that went badly."""

__version__ = "0.1.0"
