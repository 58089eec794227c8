"""The Door page: scans, searches, walk-ins."""
