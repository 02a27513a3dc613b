"""``./yx accept R2 R5``: run requirements and print the figures behind "seen by"; ``--page`` prints the page itself."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.accept.scenario import SCENARIOS, page, perform


def main(words: list[str]) -> int:
    """Run the named requirements, all without a name; status 1 when one fails."""
    wants_page = "--page" in words
    words = [word for word in words if word != "--page"]
    unknown = [word for word in words if word.upper() not in SCENARIOS]
    if unknown:
        print(f"no scenario for {', '.join(unknown)}; there are {', '.join(SCENARIOS)}", file=sys.stderr)
        return 2
    failed = 0
    for name in [word.upper() for word in words] or list(SCENARIOS):
        with tempfile.TemporaryDirectory(prefix="yixian-accept-") as folder:
            try:
                figures = perform(name, Path(folder))
            except AssertionError as error:
                failed += 1
                print(f"{name} FAILED: {error}")
                continue
        print(f"{name} passed: " + "; ".join(f"{what} {value}" for what, value in figures.items()))
    if wants_page:
        with tempfile.TemporaryDirectory(prefix="yixian-accept-") as folder:
            print(page(Path(folder)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
