"""Cells that a spreadsheet would run: an apostrophe before them on the way out, taken off again on the way in.

OWASP, “CSV Injection”: `=`, `+`, `-`, `@`, tab and carriage return begin a formula; so do their full-width forms.
"""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """The text as a cell holds it. What looks so already gets a second apostrophe, so that nothing is lost."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def meant(cell: str) -> str:
    """The text that a cell means: `'=1` is the text `=1`, and so is `=1`, which is never run."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell
