from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "yixian.web.ui"
    label = "ui"
