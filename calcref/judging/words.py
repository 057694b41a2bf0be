"""Words between formulas: which runs of letters are words, and what those say of the formulas beside them."""

from __future__ import annotations

import re

from calcref.judging.tokens import FUNCTION_NAMES, WORDS
from calcref.parse.names import GREEK

WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-zäöüßéèàÄÖÜ][A-Za-zäöüßéèàÄÖÜ’'-]*[A-Za-zäöüßéèàÄÖÜ]")


def named(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


RULE = re.compile(r"(?<=\S)\s{2,}[A-Z][a-z]+(?:[ ’'-][A-Za-z’'-]+)*(?:\s*\([^()]*\))?\s*$")  # the reason of a step


SHORT = named(
    "an and are as at be by can do for get has if in is it its let may new no not now of off on one or our out put say "
    "see set so the to too two try up use was way we yes via iff qed und mit ist für wir sei der die das den dem des "
    "ein von aus bei auf am im zu da es gilt soit est les des une par pour avec si el la los con"
)
KNOWN = FUNCTION_NAMES | frozenset(WORDS) | frozenset(GREEK) | {"pi", "const", "gamma", "beta", "dd"}
EQUATION = named(
    "solve solving solved setting equation suppose assume assuming given constraint constraints root roots zero zeros "
    "critical satisfies satisfy satisfying solution solutions solves condition subject lösen löse gleichung nullstelle "
    "nullstellen"
)
DEFINING = named(
    "let where put set define defining substitute substituting substitution with sei setze wobei let's denote writing "
    "choose take taking soit call"
)
ASSIGNING = named("at when if for evaluate evaluating evaluated plugging")
CONCLUDING = named("so then hence thus therefore gives yields get obtain implies solve solving solution also folgt")
FOLLOWING = CONCLUDING - named("solve also")  # these may begin another question
SAYING = SHORT | EQUATION | DEFINING | ASSIGNING | CONCLUDING


def is_word(run: str) -> bool:
    """Whether a run of letters in a plain line is a word, and no product or function."""
    low = run.lower()
    if run in KNOWN or low in KNOWN:
        return False
    if low in SHORT:
        return True
    if "'" in run or "’" in run:
        return len(low.replace("'", "").replace("’", "")) > 3
    if len(run) < 4:
        return False
    if run[0].isupper() and run[1:].islower():
        return True
    rest = run
    for name in sorted((name for name in KNOWN if len(name) > 1), key=len, reverse=True):
        rest = rest.replace(name, "")
    return len(rest) >= 3  # not xdx, sinx, 2xcosx


def _is_called(found: re.Match[str]) -> bool:
    """Whether a run of letters is a function of another language, as in diff(x^2, x): then it is no word."""
    return re.match(r"\([^=)]*\)", found.string[found.end() :]) is not None and found[0].lower() not in SAYING


def parted(line: str) -> tuple[str, str]:
    """A plain line with its words put out, each by a semicolon and spaces, and the words.

    >>> parted("Let u = x^2, so du = 2x dx")
    (';   u = x^2, ;  du = 2x dx', 'let so')
    """
    words: list[str] = []

    def blank(found: re.Match[str]) -> str:
        if not is_word(found[0]) or _is_called(found):
            return found[0]
        words.append(found[0].lower())
        return ";" + " " * (len(found[0]) - 1)

    named = RULE.search(line)
    if named:
        words += named[0].lower().split()
        line = line[: named.start()] + ";" + " " * (len(line) - named.start() - 1)
    blanked = WORD.sub(blank, line)
    blanked = re.sub(r"[(\[][\s;,.:'’-]*[)\]]", lambda found: " " * len(found[0]), blanked)
    return blanked, " ".join(words)
