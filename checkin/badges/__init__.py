"""Badges: the signed token, its QR code, and the sheets that are printed."""
