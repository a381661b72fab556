"""ksa: offline classification of information assets for Swedish municipalities."""

__version__ = "0.1.0"
