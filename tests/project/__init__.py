"""Tests about the project itself: locks, contracts, texts."""
