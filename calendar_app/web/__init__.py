"""Browsers and calendar programs: one module a page family. It translates, and decides nothing."""
