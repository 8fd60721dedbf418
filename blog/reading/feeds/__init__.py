"""The newest posts of a list for feed readers, in full, in three formats."""
