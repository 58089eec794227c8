"""Tests of reading attendee lists."""
