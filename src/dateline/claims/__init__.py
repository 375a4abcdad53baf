"""Make claims of a reading: who says that what happened, with the words that carry it."""

from dateline.claims.assemble import make_claims

__all__ = ["make_claims"]
