"""Temporary Party branches of the posts: formed in one act for an area, led, changed, dissolved."""
