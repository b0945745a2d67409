"""The page of the API: how it is called, and every operation as its own description has it."""

from __future__ import annotations

from collections.abc import Iterator

from ringback.telling.statuses import CODES
from ringback.web.api.common import PROBLEMS
from ringback.web.api.described import by_noun, description, operations

PAGE = "docs/api.md"
INTRODUCTION = """\
<!-- Written by `make docs` from the API's own description and scripts/docs_api.py. Change those. -->

# For programs: the API

Most of what the pages and the commands do, as JSON, on this machine alone; recordings, rehearsals, the
employer library and calibration aren't in it. Nothing is sent anywhere.

## The way in

`ringback serve` prints one line, the address with its word. The word is new at every start, and whoever has
it can read and change everything that is kept: treat it as a password.

    ringback serve --port 0 --no-browser > address.txt &

From then on, in a shell:

```sh
ADDRESS=$(cut -d? -f1 address.txt)          # http://127.0.0.1:PORT/
WORD=$(cut -d= -f2 address.txt)
curl -H "Authorization: Bearer $WORD" "${ADDRESS}api/v1/health"
curl -H "Authorization: Bearer $WORD" --json '{"text": "They rang at six and my mind went blank."}' \\
  "${ADDRESS}api/v1/recover"
```

Or in Python, with nothing to install:

```python
import json
import urllib.request
from pathlib import Path

address, _, word = Path("address.txt").read_text().strip().partition("?token=")


def ask(path, body=None, method=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {word}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}api/v1{path}", data, headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


told = Path("my-account.txt").read_text()
report = ask("/recover", {"text": told})  # nothing is kept
print(report["headline"], report["plan"]["now"]["does"])

case = ask("/cases", {"text": told})["case"]["id"]  # kept, as the pages keep it
for draft in ask(f"/cases/{case}/words")["drafts"]:
    print(draft["kind"], draft["text"], sep="\\n")
```

## What holds of every call

- **Bodies** are JSON, at most 60 MB, each text at most 20 MB. A field that there is not is refused by its
  name.
- **Texts**: `text` for one, or `texts`, a list of `{"text", "name"?, "kind"?}`, where `kind` is `account`,
  `transcript` or `message`; without it the content decides. Beside them `now`, `zone`, `locale` and `me`
  may be given, as in a [stream](reference.md).
- **Answers** are the objects that `--json` prints, with their `schema`. Fields may be added; one is renamed
  or removed only with a new number.
- **Words of self-harm**: where a text speaks of it, nothing is kept, and the answer says whom to ring in
  `helplines`. Show that to whoever wrote it.
- **Errors** are `{"error": {"code", "message", "remedy", "place"?}}`. `code` is for programs and stays; the
  rest is for people.
- **Only this machine**: a call to another name than 127.0.0.1, localhost or [::1], or from a page of
  another site, is refused. A page of Ringback's own has its cookie instead of the word, and sends the word
  of its form as `X-Form-Word`.
- `GET /api/v1/openapi.json` is the whole description, for tools; `GET /api/v1` lists it in the browser.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, "## Every operation", *_operations(), *_errors(), ""])


def _operations() -> Iterator[str]:
    for noun, every in by_noun(operations(description())).items():
        yield from ("", f"### {noun}", "", "| | | what it does | gives |", "|---|---|---|---|")
        for one in every:
            yield f"| {one.method} | `{one.path}` | {one.does} | {one.gives} |"


def _errors() -> Iterator[str]:
    yield from ("", "## Every error", "", "| status | what it means | codes |", "|---|---|---|")
    for status in sorted({*PROBLEMS, *CODES}):
        codes = ", ".join(f"`{code}`" for code in sorted(CODES.get(status, ())))
        yield f"| {status} | {PROBLEMS.get(status, '')} | {codes} |"
