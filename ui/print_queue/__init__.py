"""What waits for printers: who works it, what is said of it, and what can be done about it."""
