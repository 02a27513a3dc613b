"""What the terminal says when the server starts."""

from __future__ import annotations

from django.conf import settings

from yixian.web import prepare, sample


def lines(port: int) -> list[str]:
    """Return the address, and who can log in: the administrator once, the invented county's people always."""
    host = next(iter(settings.ALLOWED_HOSTS)) if settings.CERT else "localhost"
    said = ["", f"  Yixian 一线   http{'s' if settings.CERT else ''}://{host}:{port}/", ""]
    admin = prepare.first_administrator()
    if admin:
        said += [f"  {admin[0]:<14}{admin[1]:<20}系统管理员 system administrator (shown once 只显示这一次)"]
    said += [f"  {name:<14}{password:<20}{title}" for name, password, title in sample.remembered()]
    return [*said, ""]
