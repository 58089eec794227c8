"""The list on paper: writing it, and ticking it in afterwards."""
