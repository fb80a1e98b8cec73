"""The public web: what browsers get."""
