from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "yixian.web.rounds"
    label = "rounds"
