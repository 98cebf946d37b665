"""Reminders (提醒): groups are told of reports that are due, late or missing."""
