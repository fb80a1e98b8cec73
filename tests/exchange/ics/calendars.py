"""Calendar files for the tests of this room, as other programs write them."""


def event(uid: str, *lines: str, start: str = "DTSTART;VALUE=DATE:20250711", title: str = "Talks") -> str:
    """A VEVENT with the least it needs, and further lines."""
    summary = [f"SUMMARY:{title}"] if title else []
    return "\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20250702T090000Z", start, *summary, *lines, "END:VEVENT", ""]
    )


def calendar(*events: str) -> bytes:
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Somebody//EN\n{''.join(events)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()
