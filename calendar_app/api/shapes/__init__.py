"""How each public noun reads as JSON: a declared shape for the schema, and beside it the function that fills it."""
