"""The Turnout page."""
