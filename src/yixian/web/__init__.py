"""The web part: a ground floor that every room stands on, and the rooms."""
