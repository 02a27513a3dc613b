"""What of the accounts outlives an emergency: the audit names who decided by them."""

from __future__ import annotations

from yixian.web.access.models import Account, Grant

KEPT: dict[type, tuple[str, ...]] = {Account: ("person_id",), Grant: ()}
