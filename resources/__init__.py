"""Data that ships with the program: fonts, icons, sounds, translations, the sample evening. No code."""
