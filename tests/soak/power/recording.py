"""A virtual file system for SQLite that works as the machine's own and writes down what reaches the disk, and when."""

from __future__ import annotations

import ctypes
import ctypes.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OK = 0
READ_WRITE = 0x2
NAME = b"recording"
POINTER = ctypes.c_void_p


@dataclass(frozen=True)
class Write:
    """Bytes were handed to the machine, which may keep them in memory."""

    file: str
    offset: int
    content: bytes


@dataclass(frozen=True)
class Truncate:
    """A file was cut to a size, in memory at first."""

    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    """Everything handed over for a file so far is on the disk."""

    file: str


@dataclass(frozen=True)
class Answered:
    """Somebody was told that it is stored."""

    uuids: frozenset[str]


Step = Write | Truncate | Sync | Answered


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``; what is not recorded is passed through by its address."""

    _fields_ = [
        ("version", ctypes.c_int),
        *((name, POINTER) for name in ("close", "read", "write", "truncate", "sync")),
        *((f"other_{i}", POINTER) for i in range(13)),
    ]


class _File(ctypes.Structure):
    """``sqlite3_file``: whatever follows belongs to the file system below."""

    _fields_ = [("methods", ctypes.POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``."""

    _fields_ = [
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", POINTER),
        ("name", ctypes.c_char_p),
        ("data", POINTER),
        ("open", POINTER),
        *((f"other_{i}", POINTER) for i in range(16)),
    ]


_FILE = ctypes.POINTER(_File)
# The name is handed on by its address: SQLite goes on reading it there as long as the file is open.
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, POINTER, POINTER, _FILE, ctypes.c_int, POINTER)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, POINTER, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.c_int)


class Recorder:
    """The file system and what it has written down in ``steps``."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._library = _library()
        self._names: dict[int, str] = {}
        self._patched: dict[int, _Methods] = {}
        self._below = ctypes.cast(self._library.sqlite3_vfs_find(None), ctypes.POINTER(_Vfs)).contents
        self._open_below = _OPEN(self._below.open)
        # SQLite keeps the addresses, so Python must keep the things.
        self._calls = (_OPEN(self._open), _WRITE(self._write), _TRUNCATE(self._truncate), _SYNC(self._sync))
        self._vfs = _Vfs()
        ctypes.pointer(self._vfs)[0] = self._below
        self._vfs.name, self._vfs.next = NAME, None
        self._vfs.open = ctypes.cast(self._calls[0], POINTER)
        assert self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 0) == OK

    @contextmanager
    def opened(self, path: Path) -> Iterator[Database]:
        """Open a database through the recording file system."""
        handle = POINTER()
        status = self._library.sqlite3_open_v2(str(path).encode(), ctypes.byref(handle), READ_WRITE, NAME)
        try:
            assert status == OK, status
            yield Database(self._library, handle)
        finally:
            self._library.sqlite3_close(handle)
            self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))

    def _open(self, vfs: int, name: int | None, file: ctypes._Pointer[_File], flags: int, out: int) -> int:
        status = int(self._open_below(vfs, name, file, flags, out))
        if status == OK and name is not None and file.contents.methods:
            self._names[_address(file)] = Path(ctypes.string_at(name).decode()).name
            file.contents.methods = ctypes.pointer(self._recorded(file.contents.methods))
        return status

    def _recorded(self, below: ctypes._Pointer[_Methods]) -> _Methods:
        """Return the methods of a file with those replaced that change it."""
        key = ctypes.addressof(below.contents)
        if key not in self._patched:
            mine = _Methods()
            ctypes.memmove(ctypes.byref(mine), below, ctypes.sizeof(_Methods))
            self._under = (_WRITE(mine.write), _TRUNCATE(mine.truncate), _SYNC(mine.sync))
            mine.write, mine.truncate, mine.sync = (ctypes.cast(call, POINTER) for call in self._calls[1:])
            self._patched[key] = mine
        return self._patched[key]

    def _write(self, file: ctypes._Pointer[_File], content: int, size: int, offset: int) -> int:
        self.steps.append(Write(self._names[_address(file)], offset, ctypes.string_at(content, size)))
        return int(self._under[0](file, content, size, offset))

    def _truncate(self, file: ctypes._Pointer[_File], size: int) -> int:
        self.steps.append(Truncate(self._names[_address(file)], size))
        return int(self._under[1](file, size))

    def _sync(self, file: ctypes._Pointer[_File], flags: int) -> int:
        status = int(self._under[2](file, flags))
        # Only now: what a failing disk did not take is not on it.
        self.steps.append(Sync(self._names[_address(file)]))
        return status


class Database:
    """A database opened through the recorder; it runs statements and returns nothing."""

    def __init__(self, library: ctypes.CDLL, handle: ctypes.c_void_p) -> None:
        self._library, self._handle = library, handle

    def run(self, statement: str) -> None:
        """Run a statement; what it would return is dropped."""
        status = self._library.sqlite3_exec(self._handle, statement.encode(), None, None, None)
        if status != OK:
            reason = ctypes.string_at(self._library.sqlite3_errmsg(self._handle)).decode()
            raise sqlite3.DatabaseError(f"{reason}: {statement[:200]}")


def _address(file: ctypes._Pointer[_File]) -> int:
    return ctypes.addressof(file.contents)


def _library() -> ctypes.CDLL:
    """Return the SQLite that Python itself uses, else the machine's."""
    module = getattr(__import__("_sqlite3"), "__file__", None)
    for place in (module, ctypes.util.find_library("sqlite3"), None):
        library = ctypes.CDLL(place)
        if hasattr(library, "sqlite3_vfs_find"):
            library.sqlite3_vfs_find.restype = POINTER
            library.sqlite3_errmsg.restype = POINTER
            library.sqlite3_errmsg.argtypes = library.sqlite3_close.argtypes = [POINTER]
            library.sqlite3_exec.argtypes = [POINTER, ctypes.c_char_p, POINTER, POINTER, POINTER]
            return library
    raise AssertionError("this Python lets nobody reach its SQLite: install libsqlite3-0")
