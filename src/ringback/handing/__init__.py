"""What is handed over as a file or a link, as text or bytes: a message, a calendar, a card."""
