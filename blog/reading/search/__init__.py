"""The door to search: results narrowed down step by step, and suggestions."""
