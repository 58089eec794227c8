"""`python -m checkin` is `checkin`."""

from ui.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
