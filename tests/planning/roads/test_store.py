"""A network in a file comes back as it was; other files are refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.planning.roads.little import village
from yixian.faults import BadInput
from yixian.planning.roads.network import DTYPES
from yixian.planning.roads.store import load, packed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The village in a file."""
    path = tmp_path / "village.npz"
    path.write_bytes(packed(village().network()))
    return path


def test_it_works(file: Path) -> None:
    network = load(str(file))

    for name, array in village().network().arrays().items():
        np.testing.assert_array_equal(getattr(network, name), array)
        assert getattr(network, name).dtype.str == DTYPES[name]
    assert network.names == ("东巷", "大街")


def test_arrays_are_mapped_not_read(file: Path) -> None:
    network = load(str(file))

    assert isinstance(network.shape_lon, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        network.metres[0] = 0


def test_the_same_roads_give_the_same_bytes() -> None:
    assert packed(village().network()) == packed(village().network())


def test_numpy_reads_it_too(file: Path) -> None:
    with np.load(file) as arrays:
        np.testing.assert_array_equal(arrays["metres"], village().network().metres)


def test_a_folder_a_missing_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.npz").write_bytes(b"")
    for name in (".", "missing.npz", "empty.npz"):
        with pytest.raises(BadInput) as bad:
            load(str(tmp_path / name))
        assert bad.value.faults[0].field == "file"


@pytest.mark.parametrize("keep", [10, 200, 3000, -30])
def test_a_file_cut_short_is_refused(file: Path, keep: int) -> None:
    file.write_bytes(file.read_bytes()[:keep])

    with pytest.raises(BadInput):
        load(str(file))


def rewritten(file: Path, change: dict[str, bytes | None]) -> None:
    """Write the file again with some members changed or left out."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (members | change).items():
            if data is not None:
                archive.writestr(name, data)


def npy(array: np.ndarray) -> bytes:
    """Return an array as the bytes of a .npy file."""
    part = io.BytesIO()
    np.save(part, array)
    return part.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        {"about.json": json.dumps({"format": "yixian-roads/9"}).encode()},
        {"about.json": b"{"},
        {"about.json": None},
        {"metres.npy": None},
        {"metres.npy": b"no array"},
        {"metres.npy": npy(np.zeros(2))},
        {"metres.npy": npy(np.zeros(7, dtype=np.float32))},
        {"metres.npy": npy(np.full(7, np.nan))},
        {"metres.npy": npy(np.full(7, -1.0))},
        {"u.npy": npy(np.full(7, 99, dtype=np.int32))},
        {"shape.npy": npy(np.arange(8, dtype=np.int32)[::-1])},
        {"lon.npy": npy(np.full(6, 999.0))},
        {"road_class.npy": npy(np.full(7, 200, dtype=np.uint8))},
        {"name.npy": npy(np.full(7, 5, dtype=np.int32))},
        {"banned.npy": npy(np.full((1, 3), 77, dtype=np.int32))},
    ],
)
def test_a_damaged_file_is_refused(file: Path, change: dict[str, bytes | None]) -> None:
    rewritten(file, change)

    with pytest.raises(BadInput):
        load(str(file))


def test_a_packed_archive_is_refused(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)

    with pytest.raises(BadInput, match="unpacked"):
        load(str(file))
