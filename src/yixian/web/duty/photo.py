"""Photos as evidence: what can be read as a picture is kept as a picture, and nothing else of the file."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

MEDIA_TYPE = "image/jpeg"
# A chart on a wall can still be read at this size.
LONGEST_SIDE = 1600
MOST_PIXELS = 60_000_000


def bare(content: bytes) -> bytes:
    """Return the picture alone, upright, as JPEG: where and with which phone it was taken is nobody's business.

    Empty if the content cannot be read as a picture, or has more pixels than any phone's.
    """
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                return b""
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = BytesIO()
    upright.save(kept, "JPEG", quality=85, optimize=True)
    return kept.getvalue()
