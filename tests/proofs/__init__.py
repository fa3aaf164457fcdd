"""Proofs: claims tried at length, each a module with one function."""
