"""``yixian close-out``: the end of an emergency."""

from __future__ import annotations

import dataclasses
import json
from importlib import import_module
from typing import Any

from yixian.cli.options import Json
from yixian.cli.serve import prepared
from yixian.faults import BadInput, CheckFailed, Fault
from yixian.words import Lang, default_lang, say

WORDS = "yixian.web.journal"


def close_out(
    county: str = "", /, *, json_: Json = False, data_dir: str | None = None, lang: Lang | None = None
) -> None:
    """Destroy personal data at the end of an emergency and print a certificate; stop the server first.

    Example: ``yixian close-out 临溪县 > certificate.txt``

    Without the county's name nothing is destroyed: it prints what would be. Accounts, places, posts and the audit
    chain stay. Keys of sealed numbers are renewed, so that older backups can no longer tell them.
    Status 0 done, 2 the name is not that of the county, 3 something personal was found afterwards.

    Parameters
    ----------
    county
        Name of the county, typed out so that nobody does it by mistake.
    json_
        Print the certificate as JSON.
    data_dir
        Folder of the installation; default ``.data`` or ``YX_DATA_DIR``.
    lang
        Language of what is printed: zh or en; default the locale's.
    """
    prepared(data_dir)
    name = import_module("yixian.web.register.queries").county_name()
    ending = import_module("yixian.web.journal.close_out")
    at, tongue = import_module("yixian.web.clock").now(), lang or default_lang()
    if not county:
        _print(ending.plan(name, at), tongue, "close_out_plan", as_json=json_)
        return
    if county != name or not name:
        raise BadInput([Fault("close-out", "county", f"the name of this county, {name}", county)])
    certificate = ending.close_out(name, at)
    ending.leave_no_trace()
    _print(certificate, tongue, "close_out_done", as_json=json_)
    if not certificate.is_clean:
        raise CheckFailed([f"{column}: {n}" for column, n in certificate.left.items()])


def _print(certificate: Any, lang: Lang, head: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(dataclasses.asdict(certificate), ensure_ascii=False, default=str, indent=1))
        return
    print(say(WORDS, head, {"county": certificate.county, "at": f"{certificate.at:%Y-%m-%d %H:%M %Z}"}, lang))
    for code, rows in (("close_out_destroyed", certificate.destroyed), ("close_out_kept", certificate.kept)):
        print(say(WORDS, code, {"n": sum(rows.values())}, lang))
        print("\n".join(f"  {table:<32}{n:>10}" for table, n in sorted(rows.items()) if n))
    print(say(WORDS, "close_out_emptied", {"columns": " ".join(certificate.emptied)}, lang))
    if head == "close_out_done":
        params = {"entries": certificate.entries, "last": certificate.last, "seal": certificate.seal}
        print(say(WORDS, "close_out_clean" if certificate.is_clean else "close_out_left", params, lang))
        print(say(WORDS, "close_out_backups", {}, lang))
