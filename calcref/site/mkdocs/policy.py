"""What browsers are told in every page of a built folder: to run no script but those of the site."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

SCRIPT = re.compile(r'<script(?![^>]*\b(?:src=|type="application/json"))[^>]*>(.*?)</script>', re.DOTALL)
FIRST = '<meta charset="utf-8">'  # a policy holds for what stands below it


def policy(pages: Iterable[str]) -> str:
    """The policy for all of `pages`; one, since a page that follows another without loading anew keeps the first one's.

    Formulas bring the places of their parts along as styles, so that styles may stand in a page. A script that does
    has to be one of those that stood there when the site was built. Opened from disk, a page is no origin of its own,
    and its files are named by `file:`; from elsewhere no browser fetches those. WebAssembly may be compiled, which is
    what Python in a browser is made of; text may not.

    >>> policy(["<script>let a</script>"]).split("; ")[1]
    "script-src 'self' 'wasm-unsafe-eval' file: 'sha256-IfEXP/8HLuXoAiy0hZVrCAcjcLsZqYFpLOHDGj8enqE='"
    """
    scripts = sorted({script for page in pages for script in SCRIPT.findall(page)})
    hashes = "".join(f" 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'self' file:; script-src 'self' 'wasm-unsafe-eval' file:{hashes}; "
        "style-src 'self' file: 'unsafe-inline'; "
        "img-src 'self' file: data:; font-src 'self' file: data:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'"
    )


def enforce(folder: Path) -> None:
    """Put the policy into every page of the site in `folder`."""
    pages = {path: path.read_text("utf-8") for path in folder.rglob("*.html")}
    told = f'<meta http-equiv="Content-Security-Policy" content="{policy(pages.values())}">'
    for path, page in pages.items():
        path.write_text(page.replace(FIRST, f"{FIRST}\n      {told}", 1), "utf-8")
