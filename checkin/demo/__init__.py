"""The main job, end to end, on a sample evening: for people who look at the program, and for tests."""
