"""Who came: the figures of an evening, and the attendance sheet to take away."""
