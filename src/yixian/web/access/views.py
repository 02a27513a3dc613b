"""Log in, log out, change the password, choose language and look."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access import throttle
from yixian.web.access.actions import change_password
from yixian.web.access.doors import public
from yixian.web.access.factor_views import ask_code
from yixian.web.access.factors import has_factor
from yixian.web.access.forms import LoginForm
from yixian.web.access.models import Account

YEAR_S = 365 * 86400


@public
def log_in(request: HttpRequest) -> HttpResponse:
    """Show the log-in page, or let in."""
    form = LoginForm(request.POST or None)
    if request.method != "POST":
        return render(request, "ui/login.html", {"form": form, "next": request.GET.get("next", "")})
    keys = (f"name:{request.POST.get('username', '')}", f"from:{request.META.get('REMOTE_ADDR')}")
    if throttle.is_shut(*keys):
        form.is_valid()
        form.errors.clear()
        form.add_error(None, _("Too many attempts. Wait five minutes."))
        return render(request, "ui/login.html", {"form": form}, status=429)
    if not form.is_valid() or form.account is None:
        throttle.failed(*keys)
        return render(request, "ui/login.html", {"form": form}, status=422)
    onward = _inside(request, request.POST.get("next", ""))
    if has_factor(form.account):
        return ask_code(request, form.account, onward)
    login(request, form.account)
    if form.account.must_change_password:
        return redirect("password")
    return redirect(onward)


@public
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("login")


@public
def password(request: HttpRequest) -> HttpResponse:
    """Let somebody choose a new password; at the first log-in he must."""
    if not isinstance(request.user, Account):
        return redirect("login")
    form = SetPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(
            by=request.user, account=request.user, password=form.cleaned_data["new_password1"], at=clock.now()
        )
        login(request, request.user)
        return redirect("/")
    return render(request, "access/password.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_POST
def prefer(request: HttpRequest) -> HttpResponse:
    """Remember on this device the language, the look, the density or the large type."""
    answer = redirect(_inside(request, request.POST.get("next", "")))
    choices = {
        settings.LANGUAGE_COOKIE_NAME: ("lang", {"zh-hans", "en"}),
        "theme": ("theme", {"light", "dark", "auto"}),
        "density": ("density", {"dense", "roomy"}),
        "large": ("large", {"0", "1"}),
    }
    for cookie, (field, allowed) in choices.items():
        if request.POST.get(field) in allowed:
            answer.set_cookie(cookie, request.POST[field], max_age=YEAR_S, samesite="Lax", secure=settings.HTTPS)
    return answer


def _inside(request: HttpRequest, url: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()})
    return url if url and is_ours else "/"
