"""A list before it is loaded: what is in it, what to look at, how its columns were understood, who may be known."""
