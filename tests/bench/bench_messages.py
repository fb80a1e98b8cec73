"""Messages as files: our transport beside Kombu's own."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from kombu import Connection

from config import mailbox

from .side_by_side import Way, ratio


def passing(connection: Connection) -> Way:
    """Puts a message into a queue of its own and takes it out."""
    channel: Any = connection.channel()

    def once() -> object:
        queue = uuid.uuid4().hex
        channel._put(queue, {"body": "x" * 400})
        return channel._get(queue)

    return once


def main() -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        ours = Connection(f"{mailbox.SCHEME}://localhost", transport_options={"folder": f"{folder}/ours"})
        for name in ("theirs", "control"):
            (Path(folder) / name).mkdir()
        places = dict.fromkeys(("data_folder_in", "data_folder_out"), f"{folder}/theirs")
        theirs = Connection(
            "filesystem://localhost", transport_options={**places, "control_folder": f"{folder}/control"}
        )
        ratio("a message there and back", ("files", passing(ours)), ("kombu's filesystem", passing(theirs)), times=50)


if __name__ == "__main__":
    main()
