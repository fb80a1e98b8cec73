"""What comes in and goes out as files: the shipped record now; other formats beside it."""
