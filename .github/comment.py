"""Writes a file's Markdown as one comment on a pull request, and renews that comment later.

    TOKEN=... PULL_REQUEST=7 GITHUB_REPOSITORY=o/r GITHUB_API_URL=... python comment.py FILE

The comment is known again by its first line, and only where a program wrote it. Where the token may
not write (a pull request from a fork), that is said and nothing fails: the run's summary has it.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MARK = "<!-- vaultkit: what the notes newly say -->"
NOTHING = "No fact changed."
PAGE = 100
"""Comments that are read at a time, the most that GitHub gives."""
MOST_PAGES = 30
MAY_NOT = {401, 403, 404}


def call(method: str, path: str, data: dict[str, str] | None = None) -> Any:
    """Ask GitHub's API, and return its answer."""
    address = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    request = urllib.request.Request(  # noqa: S310 (the address is GitHub's own, from its runner)
        f"{address}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}",
        method=method,
        data=json.dumps(data).encode() if data else None,
        headers={
            "Authorization": f"Bearer {os.environ['TOKEN']}",
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (the same)
        return json.loads(answer.read() or b"null")


def earlier(pull_request: int) -> int | None:
    """Return the number of the comment that a program wrote here before."""
    for page in range(1, MOST_PAGES + 1):
        found = call("GET", f"issues/{pull_request}/comments?per_page={PAGE}&page={page}")
        for one in found:
            if one["user"]["type"] == "Bot" and one["body"].startswith(MARK):
                return int(one["id"])
        if len(found) < PAGE:
            return None
    return None


def main() -> int:
    """Write the comment, or renew it; say nothing where there was nothing to say yet."""
    said = Path(sys.argv[1]).read_text(encoding="utf-8")
    pull_request = int(os.environ["PULL_REQUEST"])
    body = {"body": f"{MARK}\n{said}"}
    try:
        number = earlier(pull_request)
        if number is not None:
            call("PATCH", f"issues/comments/{number}", body)
        elif NOTHING not in said:
            call("POST", f"issues/{pull_request}/comments", body)
    except urllib.error.HTTPError as error:
        if error.code not in MAY_NOT:
            raise
        print("::notice::the token may not write comments: see the summary of this run")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
