"""Coverage-guided fuzzing; no part of the program, and not run by CI."""
