"""The derivations of the text files beside this one: right ones, wrong ones, and those that lost a condition."""

from pathlib import Path

HERE = Path(__file__).parent


def blocks(name):
    """The derivations of a file, which a line of four dashes separates."""
    return (HERE / name).read_text("utf-8").rstrip("\n").split("\n----\n")


def headed(name):
    """The derivations of a file, each with the line that is meant and what is expected of it."""
    for block in blocks(name):
        head, _, text = block.partition("\n")
        _, line, expected = head.split(" ", 2)
        yield int(line), expected, text


def title(value):
    """What a test is called."""
    return " ".join(value.split())[:60] if isinstance(value, str) else None
