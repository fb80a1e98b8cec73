"""Mails, from asking for them to their arrival at a real mail server."""
