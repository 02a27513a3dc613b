"""Machine code where there is numba, the same functions as plain Python where there is none.

``NUMBA_DISABLE_JIT=1`` asks for the plain ones; both give the same plan, which tests compare.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Kernel = TypeVar("Kernel", bound="Callable[..., Any]")

if importlib.util.find_spec("numba"):
    import numba

    # Its types know only the documented switches.
    njit: Any = numba.njit

    def compiled(function: Kernel) -> Kernel:
        """Compile a kernel once for this machine; it then runs beside other threads."""
        kernel: Any = njit(cache=True, nogil=True)(function)
        return kernel  # type: ignore[no-any-return]

    def compiled_inline(function: Kernel) -> Kernel:
        """Compile a kernel likewise and into its callers, for one that makes no arrays but passes many on.

        Without this every call counts who holds each array and copies what describes it: that took three quarters
        of the time of a roster's search.
        """
        kernel: Any = njit(cache=True, nogil=True, forceinline=True, _nrt=False)(function)
        return kernel  # type: ignore[no-any-return]

else:

    def compiled(function: Kernel) -> Kernel:
        """Leave a kernel as it is: there is nothing to compile it with."""
        return function

    compiled_inline = compiled
