"""The door of calendar programs that synchronize: CalDAV (RFC 4791), read-only, open to everybody. One file a verb."""
