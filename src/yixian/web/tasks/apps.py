from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "yixian.web.tasks"
    label = "tasks"
