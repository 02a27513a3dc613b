from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "yixian.web.notify"
    label = "notify"
