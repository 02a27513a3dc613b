"""A network in a file: arrays side by side, unpacked, so that they are mapped into memory and not read."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.lib import format as npy

from yixian.faults import BadInput, Fault
from yixian.planning.roads.flaws import flaws
from yixian.planning.roads.network import DTYPES, Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT: Final = "yixian-roads/1"
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def packed(network: Network) -> bytes:
    """Return the bytes of a network's file; the same network gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("about.json", _EPOCH), json.dumps({"format": FORMAT}))
        for name, array in network.arrays().items():
            part = io.BytesIO()
            npy.write_array(part, np.ascontiguousarray(array, dtype=DTYPES[name]), version=(1, 0))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _EPOCH), part.getvalue())
    return buffer.getvalue()


def load(path: str) -> Network:
    """Return the network of a file, its arrays mapped into memory.

    Raises
    ------
    BadInput
        If the file is no network, is damaged, or is of another version.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read("about.json"))
            places = {info.filename: _place(archive, info) for info in archive.infolist()}
        if about.get("format") != FORMAT:
            raise BadInput([Fault(path, "format", FORMAT, repr(about.get("format")))])
        network = Network(**{name: _mapped(path, places[f"{name}.npy"], DTYPES[name]) for name in DTYPES})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, struct.error) as error:
        raise BadInput([Fault(path, "file", "a road network (yixian roads import)", str(error))]) from error
    if faults := flaws(network):
        raise BadInput([Fault(path, name, expected, "others") for name, expected in faults])
    return network


def _place(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    """Return where the content of a member begins."""
    if info.compress_type != zipfile.ZIP_STORED or archive.fp is None:
        raise ValueError("a packed member where arrays must lie unpacked")
    archive.fp.seek(info.header_offset)
    header = _LOCAL.unpack(archive.fp.read(_LOCAL.size))
    return info.header_offset + _LOCAL.size + int(header[-2]) + int(header[-1])


def _mapped(path: str, place: int, wanted: str) -> NDArray[Any]:
    with open(path, "rb") as file:
        file.seek(place)
        npy.read_magic(file)
        shape, is_turned, dtype = npy.read_array_header_1_0(file)
        if dtype.str != wanted or is_turned:
            raise ValueError(f"an array of {dtype.str} where {wanted} must be")
        if 0 in shape:
            return np.zeros(shape, dtype=dtype)
        return np.memmap(path, dtype=dtype, mode="r", offset=file.tell(), shape=shape)
