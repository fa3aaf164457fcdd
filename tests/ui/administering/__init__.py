"""The pages of administration, history, leaving and reminders."""
