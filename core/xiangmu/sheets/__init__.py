"""What is handed over as files: workbooks, documents, printable pages. All show one frozen content."""
