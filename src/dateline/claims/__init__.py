"""Make claims of a reading: who says that what happened, with the words that carry it."""

from dateline.claims.actors import load_actors
from dateline.claims.assemble import ClaimOptions, make_claims

__all__ = ["ClaimOptions", "load_actors", "make_claims"]
