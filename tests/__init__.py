"""Tests of Checkin: real parts, hand-written fakes at the edges."""
