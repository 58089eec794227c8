"""Attendee lists in: bytes to tables, tables to columns, columns to the people that the list names."""
