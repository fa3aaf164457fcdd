"""Tests of the pages: what people see and what a press does."""
