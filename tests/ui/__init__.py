"""Tests of the window: real widgets, real SQLite, a camera made of arrays."""
