"""Ways in: codes of apps, passkeys, recovery codes, how often one may try, and what becomes of sessions."""
