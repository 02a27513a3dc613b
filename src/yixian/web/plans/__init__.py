"""Plans: asked for, computed by the worker, reviewed, published, replaced."""
