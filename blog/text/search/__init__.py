"""What a search compares: one form of texts and queries, whatever the database."""
