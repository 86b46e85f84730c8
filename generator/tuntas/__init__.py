"""Tuntas: publishes a government's leadership meetings and follows each directive until it is done."""

__version__ = "0.1.0"
