"""Repositories to try things in."""

from checkouts import checkout, empty, nobody

__all__ = ["checkout", "empty", "nobody"]
