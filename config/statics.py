"""Static files by content hash, compressed where readers fetch them."""

from collections.abc import Iterable, Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

BULKY = ("admin/", "drf_spectacular_sidecar/", "rest_framework/")


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Leaves the editors' and the API documentation's files as they are: compressing them would hold up the first start."""

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pairs of a file's name and that of its compressed twin."""
        yield from super().compress_files([path for path in paths if not path.startswith(BULKY)])
