"""The browser: server-rendered pages over the same use-cases as the command line, on this machine alone."""
