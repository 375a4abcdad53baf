"""The version of the package, where every room may read it without importing the public face."""

__version__ = "0.1.0"
