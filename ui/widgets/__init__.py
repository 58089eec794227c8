"""What only paints: no service, no word of its own. Widgets know the model and the theme, nothing else."""
