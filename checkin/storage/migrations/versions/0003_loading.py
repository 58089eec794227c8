"""What lists said, which shapes they had, what was edited by hand, and the latest loading, to be taken back."""

import sqlalchemy as sa
from alembic import op

from checkin.storage.schema import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the mark of hand edits to the attendees, and the tables."""
    # What was loaded before has no memory of its list: the next list meets these attendees for the first time.
    op.add_column("attendee", sa.Column("edited", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "listing",
        sa.Column("attendee_id", sa.Uuid(), nullable=False),
        sa.Column("shape", sa.String(64), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["attendee_id"], ["attendee.id"]),
        sa.PrimaryKeyConstraint("attendee_id", "shape"),
    )
    op.create_table(
        "list_shape",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("shape", sa.JSON(), nullable=False),
        sa.Column("used", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "list_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("shape", sa.String(64), nullable=False),
        sa.Column("shape_before", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_list_import_event_id"), "list_import", ["event_id"], unique=True)
    op.create_table(
        "list_import_line",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["list_import.id"]),
        sa.PrimaryKeyConstraint("import_id", "kind", "key"),
    )
