"""Invented counties: their workbooks, for training and for trying the software out."""

import sys
from pathlib import Path

import cyclopts

from yixian.faults import BadInput, Fault
from yixian.simulate.county import POPULATION, county
from yixian.simulate.workbooks import workbooks as write_workbooks

app = cyclopts.App(name="sample", help="Invent a county: 临溪县 with its people, posts and workbooks.")


@app.command
def workbooks(folder: Path, *, seed: int = 1, people: int = POPULATION) -> None:
    """Write the county's own workbooks, clean ones and dirty ones with a list of their faults.

    Example: ``yixian sample workbooks county/ --seed 7``

    Parameters
    ----------
    folder
        Where ``clean/`` and ``dirty/`` are written; it is made if it does not exist.
    seed
        The same seed gives the same files.
    people
        Inhabitants of the county.
    """
    faults = [
        Fault("--" + name, name, f"a whole number from {least}", str(value))
        for name, value, least in (("seed", seed, 0), ("people", people, 10_000))
        if value < least
    ]
    if faults:
        raise BadInput(faults)
    try:
        n_faults = write_workbooks(county(people, seed), folder, seed)
    except OSError as error:
        raise BadInput([Fault(str(folder), "folder", "a writable folder", str(error))]) from error
    print(f"{folder}: clean/, dirty/, {n_faults} faults in dirty/faults.json", file=sys.stderr)
