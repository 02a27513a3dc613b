"""``yixian supplies``: fair splits with proof, and what to unblock in production, from files."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import cyclopts

from yixian.cli import files
from yixian.cli.options import File, Flag, Json, Output, Seconds
from yixian.cli.progress import interruptible, shown
from yixian.faults import BadInput, CheckFailed, Fault
from yixian.planning.plan import Reason
from yixian.planning.stop import Stop
from yixian.planning.supplies import answers, picture, whatif
from yixian.planning.supplies.factories import dated
from yixian.planning.supplies.factories.formats import plan_document as production_document
from yixian.planning.supplies.factories.problem import Production, ProductionPlan
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock
from yixian.planning.supplies.formats import loaded_document, plan_document
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import LorryPlan
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate as share_out
from yixian.planning.supplies.solve import allocate_whole
from yixian.planning.supplies.verdict import judge, of_loaded, of_production, of_split
from yixian.words import Lang, default_lang

if TYPE_CHECKING:
    from yixian.planning.stop import Report
    from yixian.planning.supplies.problem import Allocation, Problem
    from yixian.planning.supplies.verdict import Verdict

HELP = """Share what is scarce by need, with a proof; say which block in production goes first.

INPUT `-` is standard input, a name that ends in `.gz` is decompressed. One example for each:

```
$ yixian supplies allocate alloc_example_tiny.json -o plan.json --integer
sound: 278 pieces given, 272 missing (no plan lacks fewer than 272); 5 groups, the two numbers of each are equal

$ yixian supplies check alloc_example_tiny.json plan.json
group 0: 8 demands at 4 sites; no stock can reach them in time: 0 = 0
...

$ yixian supplies explain alloc_example_tiny.json plan.json 1
day 1, 0: needs 22, gets 18.25 = 7 + 15 x 21 / 28 (75.00% of its stage). ...

$ yixian supplies compare alloc_example_tiny.json --more 0:10
278 pieces given, then 288; 1 demands gain, 0 lose

$ yixian supplies draw alloc_example_tiny.json plan.json --lang en
<svg xmlns="http://www.w3.org/2000/svg" ...

$ yixian supplies produce production_example.json -o made.json --budget 8
sound: value 96000.00, bound 96000.00 (proven best), budget 8; 16000.00 without unblocking

$ yixian supplies explain production_example.json made.json 0
factory 0: raw 熔喷布 + raw 耳带; together for 5 of effort they add 20000.00, one alone 13052.63, 0.00

$ yixian supplies deliver production_example.json made.json masks_example.json -o masks.json
9600 pieces of production added in 4 rows; 38400 pieces are not shared out here or come after the last day
```
"""

app = cyclopts.App(name="supplies", help=HELP, help_format="markdown")

Effort = Annotated[float | None, cyclopts.Parameter(validator=cyclopts.validators.Number(gte=0))]


@app.command
def allocate(
    problem: File,
    /,
    *,
    integer: Flag = False,
    output: Output = None,
    time_limit: Seconds = 60.0,
    seed: int = 0,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Share what exists: the fairest split there is, with its certificate.

    Parameters
    ----------
    problem
        An instance of stores, days, sites and needs.
    integer
        Whole pieces, or whole boxes where an item comes in boxes.
    output
        Where the plan goes; standard output if missing.
    time_limit
        Seconds of search at most; only lorries that items share are searched.
    seed
        Accepted for the sake of scripts: nothing here is random.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    question = read_problem(files.read_json(problem))
    if integer and question.lorries is not None:
        raise BadInput([Fault("command", "integer", "no --integer where lorries are shared", "--integer")])
    with shown() as report, interruptible() as is_wanted:
        plan = _shared(question, Stop(time_limit, is_wanted=is_wanted), report, integer=integer)
        if isinstance(plan, LorryPlan):
            document, verdict = loaded_document(question, plan), of_loaded(question, plan, (), tongue)
        else:
            document, verdict = plan_document(question, plan), of_split(question, plan, (), tongue)
    _keep(document, verdict, output)
    _tell(verdict, tongue, as_json=as_json)


def _shared(question: Problem, stop: Stop, report: Report, *, integer: bool) -> Allocation | LorryPlan:
    """Return the split that was asked for."""
    if question.lorries is not None:
        return allocate_loaded(question, question.lorries, stop, report=report)
    return (allocate_whole if integer else share_out)(question, report=report)


@app.command
def produce(
    problem: File,
    /,
    *,
    budget: Effort = None,
    output: Output = None,
    time_limit: Seconds = 60.0,
    seed: int = 0,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say which blocks in production to remove first, and prove that no choice within the budget is better.

    Parameters
    ----------
    problem
        A production instance.
    budget
        Effort in all, instead of the instance's own.
    output
        Where the plan goes; standard output if missing.
    time_limit
        Seconds of search at most.
    seed
        Accepted for the sake of scripts: nothing here is random.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    question = read_production(files.read_json(problem), budget)
    with shown() as report, interruptible() as is_wanted:
        plan = unblock(question, Stop(time_limit, is_wanted=is_wanted), report=report)
        verdict = of_production(question, plan, (), tongue)
    _keep(production_document(question, plan), verdict, output)
    _tell(verdict, tongue, as_json=as_json)


@app.command
def deliver(
    problem: File,
    plan: File,
    instance: File,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Add what factories will make to an instance of the split, as incoming production of their stores.

    Parameters
    ----------
    problem
        The production instance; its factories name their stores.
    plan
        A plan made for it.
    instance
        The instance of stores, days, sites and needs that gets the pieces.
    output
        Where the new instance goes; standard output if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    verdict = judge(files.read_json(problem), files.read_document(plan), tongue)
    if not isinstance(verdict.plan, ProductionPlan) or not isinstance(verdict.problem, Production):
        raise BadInput([Fault(problem, "factories", "a production instance", "none")])
    _believe(verdict)
    rows = dated.dated_supply(verdict.problem, verdict.plan)
    value, unused = dated.deliver(files.read_document(instance), rows)
    read_problem(value)
    files.write_json(value, output)
    pieces, missed = (sum(row["pieces"] for row in some) for some in (rows, unused))
    figures = {"pieces": pieces - missed, "rows": len(rows) - len(unused), "unused": missed}
    _say(Reason("delivered", figures), tongue, as_json=as_json)


@app.command
def check(
    problem: File,
    plan: File,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Recompute everything a plan claims, by code that the solver does not share; print the tight cuts.

    Parameters
    ----------
    problem
        The instance, of either kind.
    plan
        A plan made for it.
    output
        Where the certificate goes as JSON; nowhere if missing.
    lang
        Language of the summary; the locale's if missing.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    tongue = lang or default_lang()
    verdict = judge(files.read_json(problem), files.read_document(plan), tongue)
    if output is not None:
        files.write_json(answers.summary(verdict.certificate), output)
    _believe(verdict)
    _print(verdict.why(None), tongue)
    _tell(verdict, tongue, as_json=as_json)


@app.command
def explain(
    problem: File,
    plan: File,
    site: str | None = None,
    /,
    *,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say why: all groups with their tight cuts, or one site's amounts as sums to recompute by hand.

    Parameters
    ----------
    problem
        The instance, of either kind.
    plan
        A plan made for it.
    site
        A site, or the number of a factory; without one, the whole plan.
    output
        Where the reasons go as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    tongue = lang or default_lang()
    verdict = judge(files.read_json(problem), files.read_document(plan), tongue)
    told = verdict.why(site)
    _believe(verdict)
    answer = [answers.reason_answer(reason) for reason in told]
    if output is not None:
        files.write_json(answer, output)
    else:
        _print(told, tongue)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False), file=sys.stderr)


@app.command
def compare(
    problem: File,
    /,
    *,
    more: Sequence[str] = (),
    stages: str | None = None,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Say what would change: with more at a store, or in another order of stages, with its price.

    Parameters
    ----------
    problem
        An instance of stores, days, sites and needs.
    more
        NODE:PIECES or STORE@DAY:PIECES, once or several times.
    stages
        Another order, such as min0,rest0,min1+min2,rest1,rest2.
    output
        Where the figures go as JSON; sentences on standard output if missing.
    lang
        Language of the sentences; the locale's if missing.
    as_json
        End standard error with one JSON object.
    """
    tongue = lang or default_lang()
    question = read_problem(files.read_json(problem))
    other = question if stages is None else whatif.with_stages(question, stages.split(","))
    for wish in more:
        other = whatif.with_more(other, wish)
    value, told = whatif.compare(question, other)
    if output is not None:
        files.write_json(value, output)
    else:
        _print(told, tongue)
    if as_json:
        print(json.dumps(value, ensure_ascii=False), file=sys.stderr)


@app.command
def draw(problem: File, plan: File, /, *, output: Output = None, lang: Lang | None = None) -> None:
    """Draw who gets what: one bar per site, the worst off first.

    Parameters
    ----------
    problem
        The instance.
    plan
        A plan made for it.
    output
        Where the picture goes as SVG; standard output if missing.
    lang
        Language of its words; the locale's if missing.
    """
    tongue = lang or default_lang()
    verdict = judge(files.read_json(problem), files.read_document(plan), tongue)
    if isinstance(verdict.plan, ProductionPlan) or isinstance(verdict.problem, Production):
        raise BadInput([Fault(problem, "nodes", "an instance of stores, days, sites and needs", "factories")])
    _believe(verdict)
    files.write(picture.draw(verdict.problem, verdict.plan, tongue), output)


def _print(told: list[Reason], lang: Lang) -> None:
    files.write("".join(f"{answers.say_reason(reason, lang)}\n" for reason in told), None)


def _believe(verdict: Verdict) -> None:
    """Refuse a plan that the checker refuses."""
    if not verdict.certificate.is_sound:
        raise CheckFailed(verdict.certificate.faults)


def _keep(document: dict[str, Any], verdict: Verdict, output: str | None) -> None:
    """Write a plan that was found sound; a refused one is kept beside it, for us to look at."""
    if not verdict.certificate.is_sound:
        files.keep_refused(document, output, "supplies")
    _believe(verdict)
    files.write_json(document, output)


def _tell(verdict: Verdict, lang: Lang, *, as_json: bool) -> None:
    _say(verdict.figures, lang, as_json=as_json, beside=answers.summary(verdict.certificate))


def _say(told: Reason, lang: Lang, *, as_json: bool, beside: Mapping[str, Any] | None = None) -> None:
    """End standard error with a sentence, or with its figures as one JSON object."""
    answer = {**(beside or {}), **answers.reason_answer(told)}
    print(json.dumps(answer, ensure_ascii=False) if as_json else answers.say_reason(told, lang), file=sys.stderr)
