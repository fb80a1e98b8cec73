"""What we remember: who signs in, the editors' desk, the public record, what readers asked for, and files that wait."""

from .accounts import *  # noqa: F403 - as below
from .desk import *  # noqa: F403 - the registry needs every model; the rooms import from their side by name
from .imports import *  # noqa: F403 - as above
from .public import *  # noqa: F403 - as above
from .readers import *  # noqa: F403 - as above
