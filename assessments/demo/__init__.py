"""The demo network: about 60 plainly fictional organisations over three periods, the same every time."""

from assessments.demo.network import build, is_built

__all__ = ["build", "is_built"]
