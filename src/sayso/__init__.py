"""On whose say-so? Reports go in, claims come out, claims settle into a record."""

__version__ = "0.1.0"
