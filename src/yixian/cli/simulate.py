"""A simulated day: phones and an officer drive a running training, and an oracle says whether it was right."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import cyclopts

from yixian.cli.options import Count, Json
from yixian.cli.progress import shown
from yixian.faults import BadInput, CheckFailed, Fault
from yixian.simulate.day.console import Console
from yixian.simulate.day.doors import Unreachable, checked_base
from yixian.simulate.day.play import Outcome, Wish, play
from yixian.words import Lang, default_lang, say

if TYPE_CHECKING:
    from yixian.simulate.day.oracle.log import Wrong

PACKAGE = "yixian.simulate.day"
MOST_SHOWN = 100

app = cyclopts.App(name="simulate", help="Drive a running training through its own doors.")


@app.command
def day(
    url: str,
    *,
    user: str,
    password: str | None = None,
    phones: Count = 200,
    seed: int = 1,
    speed: Annotated[float | None, cyclopts.Parameter(validator=cyclopts.validators.Number(gt=0))] = None,
    json_: Json = False,
    lang: Lang | None = None,
) -> int:
    """Let phones live the next day of a training, and compare what its pages say with what must be true.

    Status 0: the oracle is satisfied; 3: it is not, every difference is named; 2: there is no such training.

    Example: ``yixian simulate day http://localhost:8000 --user zhaoyunqing --password ... --phones 20``

    Parameters
    ----------
    url
        Address of a server that was started with ``YX_TRAINING=1``.
    user
        An account of headquarters.
    password
        Its password; without one it is read from standard input.
    phones
        How many phones are enrolled.
    seed
        The same seed gives the same day.
    speed
        At how many times the speed of a clock the day passes; as fast as possible without it.
    lang
        Language of the differences.
    """
    secret = sys.stdin.readline().rstrip("\n") if password is None else password
    try:
        with shown() as report:
            outcome = play(Console(checked_base(url), user, secret), Wish(phones, seed, speed), report)
    except Unreachable as error:
        raise BadInput([Fault("URL", "server", "one that answers to the end of the day", str(error))]) from error
    print(summary(outcome), file=sys.stderr)
    sentences = [sentence(at, wrong, lang or default_lang()) for at, wrong in outcome.wrong]
    if json_:
        print("\n".join(sentences[:MOST_SHOWN]), end="\n" * bool(sentences), file=sys.stderr)
        print(json.dumps(document(outcome), ensure_ascii=False), file=sys.stderr)
        return 3 if sentences else 0
    if sentences:
        raise CheckFailed(
            [*sentences[:MOST_SHOWN], *[f"... {len(sentences) - MOST_SHOWN}"] * (len(sentences) > MOST_SHOWN)]
        )
    return 0


def summary(outcome: Outcome) -> str:
    """Return what the day was in one line."""
    counts, n_wrong = outcome.counts, len(outcome.wrong)
    return (
        f"{outcome.day}: {outcome.n_phones} phones at {outcome.n_gates} posts, {outcome.n_shifts} shifts, "
        f"{outcome.n_events} events ({outcome.n_doubtful} doubtful) in {counts.uploads} uploads, "
        f"{counts.lost_requests} requests and {counts.lost_answers} answers lost, {counts.repeats} sent again; "
        f"compared {outcome.n_checks} times: {outcome.n_compared} rows and lines, {n_wrong} differences; "
        f"{outcome.seconds:.0f} s"
    )


def sentence(at: str, wrong: Wrong, lang: Lang) -> str:
    """Return a difference in words."""
    return f"{at} {say(PACKAGE, wrong.code, dict(wrong.params), lang)}"


def document(outcome: Outcome) -> dict[str, object]:
    """Return the outcome as one JSON object."""
    told = {name: value for name, value in asdict(outcome).items() if name != "wrong"}
    differences = [{"at": at, "code": wrong.code, **dict(wrong.params)} for at, wrong in outcome.wrong]
    return {**told, "day": outcome.day.isoformat(), "seconds": round(outcome.seconds, 1), "differences": differences}
