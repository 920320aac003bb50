"""A continual-improvement register and a knowledge base that a team keeps in git."""

__version__ = "0.1.0"
