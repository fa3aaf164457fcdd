"""Signing in and out: plain HTTP routes beside the pages."""
