from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "yixian.web.field"
    label = "field"
