"""The window: Qt, and the choice of words, colours and sounds. It reaches the core through its services."""
