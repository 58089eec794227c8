"""An evening announced without a network: posters, short texts, a calendar file and invitations, in one folder."""
