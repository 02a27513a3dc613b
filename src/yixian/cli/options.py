"""The options that every planner's commands take, named and tested once."""

from __future__ import annotations

from typing import Annotated

import cyclopts

_more_than_none = cyclopts.validators.Number(gt=0)

File = Annotated[str, cyclopts.Parameter(allow_leading_hyphen=True)]
Output = Annotated[str | None, cyclopts.Parameter(name=["--output", "-o"], allow_leading_hyphen=True)]
Json = Annotated[bool, cyclopts.Parameter(name="--json", negative=())]
Flag = Annotated[bool, cyclopts.Parameter(negative=())]
Seconds = Annotated[float, cyclopts.Parameter(validator=_more_than_none)]
Count = Annotated[int, cyclopts.Parameter(validator=_more_than_none)]
