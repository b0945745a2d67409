"""Many calls at once: views over the tables that a batch wrote, and the report on them as a page."""
