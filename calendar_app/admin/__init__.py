"""The editors' door: Django's admin, one module a noun. `pages` brings them all; the site is there before them."""
