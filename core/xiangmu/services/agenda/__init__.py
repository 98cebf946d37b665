"""The agenda (待办日程): what is due and overdue, from all that sets a day, in one order."""
