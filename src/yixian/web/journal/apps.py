from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "yixian.web.journal"
    label = "journal"
