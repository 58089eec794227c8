"""Figures of this machine, each beside a named peer in the same run: quote the ratio, since machines differ."""
