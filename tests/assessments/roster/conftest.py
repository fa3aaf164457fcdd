"""The installation of the access tests, for the roster's."""

from tests.assessments.access.conftest import installation

__all__ = ["installation"]
