"""The core of Checkin: everything that runs an evening, without a window and without words for people."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("checkin")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+source"
