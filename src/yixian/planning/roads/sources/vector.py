"""GeoPackage and Shapefile: a county's own road table with shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio
import shapely

from yixian.faults import BadInput, Fault
from yixian.planning.roads.sources.rows import Rows, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUFFIXES: Final = (".gpkg", ".shp", ".geojson")
DEGREES: Final = frozenset(("", "EPSG:4326", "OGC:CRS84", "EPSG:4490", "EPSG:4979"))
"""Reference systems in degrees: WGS-84, and CGCS2000, which differs from it by centimetres."""

MOST_CUT: Final = 0.3
"""Headings cut after ten bytes lose up to a fifth of their bytes; Chinese in GB 18030 read as UTF-8 nearly all."""


def read_rows(path: str) -> Rows:
    """Return the roads of a file as they stand there.

    Raises
    ------
    BadInput
        If the file cannot be read, is in another reference system, or holds other things than lines.
    """
    about, shapes, columns = _read(path)
    system = str(about.get("crs") or "")
    if system not in DEGREES:
        raise BadInput([Fault(path, "crs", "degrees in WGS-84 or CGCS2000 (EPSG:4326, EPSG:4490)", system)])
    texts = _decoded([[str(name) for name in about["fields"]], *(column.tolist() for column in columns)])
    rows, faults = Rows(), []
    for k, shape in enumerate(shapes):
        place = f"{path}: row {k + 1}"
        if shape is None or shapely.is_empty(shape):
            faults.append(Fault(place, "geometry", "a line", "nothing"))
            continue
        for part in shapely.get_parts(shape):
            if shapely.get_type_id(part) != shapely.GeometryType.LINESTRING:
                faults.append(Fault(place, "geometry", "a line", str(part.geom_type)))
                continue
            rows.lines.append(shapely.get_coordinates(part))
            rows.words.append(words_of(texts[0], [column[k] for column in texts[1:]]))
            rows.places.append(f"row {k + 1}")
    if faults:
        raise BadInput(faults)
    return rows


def _read(path: str) -> tuple[dict[str, Any], NDArray[np.object_], list[NDArray[Any]]]:
    # Shapefiles say little of their encoding, and cut headings in the middle of a character: read bytes.
    encoding = "ISO-8859-1" if path.lower().endswith(".shp") else None
    try:
        about, _, shapes, columns = pyogrio.raw.read(path, encoding=encoding)
        return about, shapely.from_wkb(shapes), columns
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError) as error:
        said = (str(error) or type(error).__name__).splitlines()[0]
        raise BadInput([Fault(path, "file", "a GeoPackage or Shapefile with one layer of roads", said)]) from error
    except shapely.errors.ShapelyError as error:
        raise BadInput([Fault(path, "geometry", "shapes that can be read", str(error))]) from error


def _decoded(columns: list[list[Any]]) -> list[list[Any]]:
    """Return texts that were read as bytes in the encoding the whole file was written in, UTF-8 or GB 18030."""
    try:
        parts = [[one.encode("ISO-8859-1") if isinstance(one, str) else one for one in column] for column in columns]
    except UnicodeEncodeError:
        return columns
    joined = b"".join(one for column in parts for one in column if isinstance(one, bytes))
    encoding = "utf-8" if _is_utf8(joined) else "gb18030"
    return [[one.decode(encoding, "ignore") if isinstance(one, bytes) else one for one in column] for column in parts]


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, characters aside that were cut in the middle."""
    n_lost = len(data) - len(data.decode("utf-8", "ignore").encode())
    n_foreign = sum(byte > 127 for byte in data)
    return n_lost <= MOST_CUT * n_foreign
