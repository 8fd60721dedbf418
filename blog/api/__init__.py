"""Read-only JSON of what is public. The tables in here are the documentation too."""
