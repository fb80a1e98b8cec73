"""The letters, one kind a module: each turns rows into a Letter in the reader's language."""
