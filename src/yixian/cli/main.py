"""The command ``yixian``: one area per room, each in a file of its own."""

from __future__ import annotations

import sys

import cyclopts

import yixian
from yixian.faults import BadInput, CheckFailed, NothingLawful

MOST_FAULTS = 100

app = cyclopts.App(
    name="yixian",
    version=yixian.__version__,
    help="Run a county's front line: rules, workbooks, plans with proof, and the server.",
)
# Named by string, so that an area's libraries load only when the area is called.
app.command("yixian.cli.rules:app", name="rules")
app.command("yixian.cli.sheets:app", name="sheets")
app.command("yixian.cli.duty:app", name="duty")
app.command("yixian.cli.rounds:app", name="rounds")
app.command("yixian.cli.supplies:app", name="supplies")
app.command("yixian.cli.roads:app", name="roads")
app.command("yixian.cli.rescue:app", name="rescue")
app.command("yixian.cli.sample:app", name="sample")
app.command("yixian.cli.simulate:app", name="simulate")
for verb in ("serve", "worker", "migrate"):
    app.command(f"yixian.cli.serve:{verb}", name=verb)
app.command("yixian.cli.close_out:close_out", name="close-out")
for verb in ("backup", "restore", "doctor"):
    app.command(f"yixian.cli.operate:{verb}", name=verb)
app.command("yixian.cli.serve:user", name="user")
app.command("yixian.cli.serve:audit", name="audit")


def run() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(call(sys.argv[1:]))


def call(words: list[str]) -> int:
    """Run one command and return the exit status of the contract: 0 done, 1 unlawful, 2 bad input, 3 refused."""
    try:
        result = app(words, exit_on_error=False, print_error=True, result_action="return_value")
    except cyclopts.CycloptsError:
        return 2
    except BadInput as bad:
        for fault in bad.faults[:MOST_FAULTS]:
            print(fault, file=sys.stderr)
        if len(bad.faults) > MOST_FAULTS:
            print(f"... and {len(bad.faults) - MOST_FAULTS} more", file=sys.stderr)
        return 2
    except NothingLawful as clash:
        print(clash, file=sys.stderr)
        return 1
    except CheckFailed as refused:
        print(refused, file=sys.stderr)
        return 3
    except BrokenPipeError:
        return 0
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    run()
