"""Mails: who asked for which, what is due, written in the reader's language, and sent once."""
