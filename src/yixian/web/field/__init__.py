"""Phones: enrolment, the field log, sync."""
