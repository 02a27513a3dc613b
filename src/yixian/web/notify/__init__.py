"""Telling exactly the people concerned: notices on the phone, calendars, and messages to chat groups."""
