"""Tests of what the result pages say."""
