"""Where an evening is kept. Only this room knows SQLAlchemy, SQLite and PostgreSQL."""
