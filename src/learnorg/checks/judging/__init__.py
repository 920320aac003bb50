"""Judging a change: what merging it would do to a register, who made it, and the verdict."""
