"""The look and the shell of the console: styles, scripts, base templates, parts."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "yixian.web.ui"
    label = "ui"
