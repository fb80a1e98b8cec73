"""The public web in a real browser."""
