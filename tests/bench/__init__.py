"""Performance figures: each a ratio of two things measured side by side in one run; `python3 dev.py bench` prints them."""
