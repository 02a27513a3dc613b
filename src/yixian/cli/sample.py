"""Invented counties: their workbooks, for training and for trying the software out."""

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

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


@app.command(name="county")
def fill(*, seed: int = 1, people: int = POPULATION, data_dir: str | None = None) -> int:
    """Put the invented county into a new installation, through the same doors as a real one.

    Example: ``yixian sample county --people 500000 --seed 1``

    Parameters
    ----------
    seed
        The same seed gives the same county.
    people
        Inhabitants of the county.
    data_dir
        Folder of the installation; default ``.data`` or ``YX_DATA_DIR``.
    """
    prepare = import_module("yixian.cli.serve").prepared(data_dir)
    if not prepare.is_new():
        raise BadInput([Fault("--data-dir", "installation", "a new one", "one with accounts in it")])
    for name, password, title in load(people, seed):
        print(f"{name}\t{password}\t{title}")
    return 0


def load(people: int = POPULATION, seed: int = 1) -> list[tuple[str, str, str]]:
    """Invent a county, write its workbooks, import them; Django is set up already."""
    with TemporaryDirectory(prefix="yixian-") as folder:
        clock = import_module("yixian.web.clock")
        # Of the day: a list whose people reported in another month would be refused row by row.
        write_workbooks(county(people, seed, clock.today()), Path(folder), seed)
        said: list[tuple[str, str, str]] = import_module("yixian.web.sample").fill(Path(folder) / "clean", clock.now())
        return said
