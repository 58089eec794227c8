"""The schema's history, one small named step a file; `tests/storage/test_migrations.py` wants a test of each."""
