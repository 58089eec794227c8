"""What an evening asks its guests about, and which categories its door calls out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# As a new evening has them at the time of this revision: a door must not lose the cue by being updated.
CALLED_OUT = '["Guest of honour", "Invité d’honneur", "VIP"]'


def upgrade() -> None:
    """Add both to the evenings."""
    op.add_column("event", sa.Column("topics", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("event", sa.Column("called_out", sa.JSON(), nullable=False, server_default=CALLED_OUT))
