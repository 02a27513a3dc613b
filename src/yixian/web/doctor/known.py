"""The settings that there are; whoever misspells one would otherwise wonder why nothing changes."""

from __future__ import annotations

SETTINGS = (
    "YX_CERT",
    "YX_CLOCK_SHIFT_S",
    "YX_DATABASE",
    "YX_DATA_DIR",
    "YX_DINGTALK_URL",
    "YX_HOST",
    "YX_KEY",
    "YX_NOW",
    "YX_NO_SHOW_MINUTES",
    "YX_PROXY",
    "YX_ROOMS",
    "YX_SECOND_FACTOR",
    "YX_TIME_ZONE",
    "YX_TRAINING",
    "YX_WECOM_URL",
)
# Of the test runs, which start programs of ours with them.
OF_TESTS = ("YX_SOAK", "YX_TEST_CLUSTER", "YX_TEST_DATABASE")
