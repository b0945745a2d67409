"""Many inputs at once, on Daft: one machine's cores, or a Ray cluster; tables and a summary come of it."""
