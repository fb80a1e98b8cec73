"""Long runs that break things on purpose; `python3 dev.py prove` runs them."""
