"""The Badges page."""
