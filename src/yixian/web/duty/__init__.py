"""Posts, readiness, rosters: the model room."""
