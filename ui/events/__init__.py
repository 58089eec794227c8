"""The Evenings page."""
