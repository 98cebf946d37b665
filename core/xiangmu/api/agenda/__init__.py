"""The agenda (待办日程): what is due, and what is overdue."""
