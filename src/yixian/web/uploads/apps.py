from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "yixian.web.uploads"
    label = "uploads"
