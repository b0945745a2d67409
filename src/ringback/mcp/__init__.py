"""Ringback as tools for an assistant, over MCP: a thin shell over the use-cases.

`tools.py` lists them, `given.py` has what each takes, `looking.py` and `keeping.py` what each does,
`telling.py` its short text, `asking.py` its owner's yes, `server.py` the protocol.
"""
