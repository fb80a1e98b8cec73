"""The door of the desk itself: signing in, the second step, new passwords, and each person's own way in."""
