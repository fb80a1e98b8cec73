"""PUT, DELETE and every other writing method: refused before anything is looked up, so that nothing is told by it."""

from typing import NoReturn

from django.http import HttpRequest

from .errors import Refusal
from .names import dav
from .writing import href, tag

#: RFC 3744 section 3 and appendix B: the privilege that each method would need, and whether on the parent.
NEEDED = {
    "PUT": ("write-content", False),
    "DELETE": ("unbind", True),
    "MKCALENDAR": ("bind", True),
    "MKCOL": ("bind", True),
    "POST": ("bind", False),
    "PROPPATCH": ("write-properties", False),
    "COPY": ("bind", True),
    "MOVE": ("unbind", True),
    "LOCK": ("write-content", False),
    "UNLOCK": ("unlock", False),
    "ACL": ("write-acl", False),
    "PATCH": ("write-content", False),
}


def refuse(request: HttpRequest) -> NoReturn:
    """Raises Refusal: 403 with DAV:need-privileges (RFC 3744 section 7.1.1)."""
    privilege, on_parent = NEEDED[request.method or ""]
    path = request.get_full_path().partition("?")[0]
    where = path.rstrip("/").rpartition("/")[0] + "/" if on_parent else path
    needed = f"{href(where)}<D:privilege>{tag(dav(privilege))}</D:privilege>"
    raise Refusal(
        403, "This calendar is to be read.", f"<D:need-privileges><D:resource>{needed}</D:resource></D:need-privileges>"
    )
