"""A county that has been backed up, once for all tests of backups."""

from __future__ import annotations

import pytest

from tests.web.database.installation import filled


@pytest.fixture(scope="session")
def backed_up(tmp_path_factory):
    """An installation with a paper beside its database; ``file`` is its backup, ``said`` what the command printed."""
    made = filled(tmp_path_factory.mktemp("backup") / "data")
    for name, content in (("papers/seal.svg", "<svg/>"), ("static/base.css", "a{}")):
        path = made.folder / name
        path.parent.mkdir()
        path.write_text(content)
    made.file = made.folder.parent / "county.zip"
    done = made.command("backup", str(made.file))
    assert done.returncode == 0, done.stderr
    made.said = done.stdout
    return made
