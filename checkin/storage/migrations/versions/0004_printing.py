"""Where badges were printed and how often, the numbers of blank ones, and the pages that wait for a printer."""

import sqlalchemy as sa
from alembic import op

from checkin.storage.schema import BadgeKey, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns and the tables."""
    op.add_column("badge", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("printing", sa.Column("place", sa.Text(), nullable=False, server_default=""))
    op.add_column("printing", sa.Column("door", sa.Text(), nullable=False, server_default=""))
    op.add_column("printing", sa.Column("copies", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "print_job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("door_id", sa.Uuid(), nullable=False),
        sa.Column("door_name", sa.Text(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("system_job", sa.Text(), nullable=False),
        sa.Column("fault", sa.String(32), nullable=False),
        sa.Column("made", UtcDateTime(), nullable=False),
        sa.Column("changed", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_print_job_event_id"), "print_job", ["event_id"])
    op.create_table(
        "print_job_badge",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("badge_id", BadgeKey(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["badge_id"], ["badge.id"]),
        sa.ForeignKeyConstraint(["job_id"], ["print_job.id"]),
        sa.PrimaryKeyConstraint("job_id", "badge_id"),
    )
    op.create_index(op.f("ix_print_job_badge_badge_id"), "print_job_badge", ["badge_id"])
