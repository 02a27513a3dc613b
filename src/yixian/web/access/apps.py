from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "yixian.web.access"
    label = "access"
