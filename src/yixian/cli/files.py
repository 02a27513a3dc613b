"""Reading and writing as every command promises: ``-`` and ``.gz`` in, whole files or nothing out."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from yixian.faults import BadInput, Fault


def read_bytes(name: str) -> bytes:
    """Return the content of a file, of standard input for ``-``, decompressed if the name ends in ``.gz``.

    Raises
    ------
    BadInput
        If the file cannot be read.
    """
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        data = Path(name).read_bytes()
        return gzip.decompress(data) if name.endswith(".gz") else data
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput([Fault(name, "file", "a readable file", _reason(error))]) from error


def read_json(name: str) -> Any:
    """Return the parsed JSON of a file.

    Raises
    ------
    BadInput
        If the file cannot be read, is not UTF-8, or is not JSON (NaN and Infinity are not).
    """
    return parse_json(name, read_bytes(name))


def read_signed(name: str) -> tuple[Any, str]:
    """Return the parsed JSON of a problem and the SHA-256 of its bytes, which a plan must name.

    Raises
    ------
    BadInput
        As ``read_json``.
    """
    data = read_bytes(name)
    return parse_json(name, data), hashlib.sha256(data).hexdigest()


def read_document(name: str) -> dict[str, Any]:
    """Return a plan's JSON object.

    Raises
    ------
    BadInput
        As ``read_json``, and if the file holds something else than an object.
    """
    document = read_json(name)
    if not isinstance(document, dict):
        raise BadInput([Fault(name, "plan", "an object", type(document).__name__)])
    return document


def parse_json(name: str, data: bytes) -> Any:
    """Return what JSON says; ``name`` is for the faults."""
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise BadInput([Fault(name, "encoding", "UTF-8", f"byte {data[error.start]:#04x}")]) from error
    except json.JSONDecodeError as error:
        raise BadInput([Fault(f"{name}:{error.lineno}", "json", "JSON", error.msg)]) from error
    except RecursionError as error:
        raise BadInput([Fault(name, "json", "JSON that is not nested so deep", "thousands of levels")]) from error
    except ValueError as error:
        raise BadInput([Fault(name, "json", "a finite number", str(error))]) from error


def keep_refused(document: object, output: str | None, stem: str) -> None:
    """Keep a plan that the checker refused beside its place, for us to look at."""
    named = stem if output in (None, "-") else str(output).removesuffix(".json")
    write_json(document, f"{named}.refused.json")


def write(text: str | bytes, output: str | None) -> None:
    """Write a result whole to a file, or to standard output for None and ``-``."""
    data = text.encode() if isinstance(text, str) else text
    if output is None or output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    if target.is_dir():
        raise BadInput([Fault(output, "output", "a file", "a folder")])
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise BadInput([Fault(output, "output", "a writable folder", _reason(error))]) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def write_json(value: object, output: str | None) -> None:
    """Write a value as JSON with one line at the end."""
    write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", output)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
