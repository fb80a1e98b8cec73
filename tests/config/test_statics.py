"""Static files are named by their content, and compressed where readers fetch them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from config.statics import BULKY, Storage


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    storage = Storage(location=str(tmp_path), base_url="/static/")
    for name in ("css/page.css", *(f"{folder}big.css" for folder in BULKY)):
        storage.save(name, ContentFile(b"a { color: red } " * 100))
    return storage


def test_readers_files_are_compressed_and_the_bulky_ones_left(storage: Storage, tmp_path: Path) -> None:
    paths = {name: (storage, name) for name in ("css/page.css", "admin/big.css")}
    for _, _, processed in storage.post_process(paths):
        assert processed is True or processed is False
    hashed = storage.stored_name("css/page.css")
    assert {path.name for path in (tmp_path / "css").iterdir()} == {
        name + ending for name in ("page.css", Path(hashed).name) for ending in ("", ".gz", ".br")
    }
    assert len(list((tmp_path / "admin").iterdir())) == 2
