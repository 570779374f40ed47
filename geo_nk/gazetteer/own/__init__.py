"""A person's own places: given as rows, kept in an index file, put beside the listed ones."""
