"""What only PostgreSQL has is tested in the run on PostgreSQL."""

from __future__ import annotations

from tests import cluster

collect_ignore_glob = [] if cluster.is_wanted() else ["test_*.py"]
