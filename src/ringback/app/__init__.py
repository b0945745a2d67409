"""The use-cases, one file a noun: what the command line calls, and nothing deeper."""
