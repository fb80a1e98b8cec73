"""Template tags: thin wrappers over wording."""
