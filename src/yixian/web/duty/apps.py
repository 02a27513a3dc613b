from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "yixian.web.duty"
    label = "duty"
