"""Yixian runs a county's front line: one register, and for every question a plan that is proven and explained."""

__version__ = "0.1.0"
