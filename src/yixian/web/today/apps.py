from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "yixian.web.today"
    label = "today"
