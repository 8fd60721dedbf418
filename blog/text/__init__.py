"""The text room: Markdown and Japanese; no database, no request."""
