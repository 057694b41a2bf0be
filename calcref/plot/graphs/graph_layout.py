"""A layered layout for small graphs: inputs at the top, the result at the bottom, few crossings.

After Sugiyama, Tagawa and Toda, IEEE Transactions on Systems, Man and Cybernetics 11 (1981) 109: layers by longest
path, long edges cut by bends, orders by the mean position of the neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

SWEEPS = 12
BEND = 0.55  # the room that a bend needs beside a box, in boxes

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: across in boxes, down in rows.

    Args:
        places: (across, row) of each node.
        routes: for each edge the points that it passes, from its source to its target.
        width: how many boxes stand side by side at most.
        rows: how many rows there are.
    """

    places: tuple[tuple[float, int], ...]
    routes: tuple[tuple[tuple[float, int], ...], ...]
    width: float
    rows: int


def layered(count: int, edges: Sequence[Edge]) -> Layout:
    """The layout of nodes 0 to `count` − 1, of which every edge leads to a higher one.

    >>> layout = layered(3, [(0, 2), (1, 2)])
    >>> [row for _, row in layout.places], layout.rows
    ([0, 0, 1], 2)
    """
    row = _rows(count, edges)
    chains, row = _cut(edges, row)
    links = [link for chain in chains for link in pairwise(chain)]
    order = _order(row, links)
    across = _across(order, links, count)
    low = min(x - 0.5 * _size(node, count) for node, x in across.items())
    high = max(x + 0.5 * _size(node, count) for node, x in across.items())
    places = {node: (x - low, row[node]) for node, x in across.items()}
    return Layout(
        tuple(places[node] for node in range(count)),
        tuple(tuple(places[node] for node in chain) for chain in chains),
        high - low,
        max(row) + 1,
    )


def _rows(count: int, edges: Sequence[Edge]) -> list[int]:
    """Each node as close above its lowest reader as can be."""
    below = [0] * count
    for source, target in sorted(edges, key=lambda edge: -edge[1]):
        below[source] = max(below[source], below[target] + 1)
    return [max(below) - depth for depth in below]


def _cut(edges: Sequence[Edge], row: list[int]) -> tuple[list[list[int]], list[int]]:
    """Each edge as a chain of nodes one row apart; the bends are numbered after the nodes."""
    row = list(row)
    chains = []
    for source, target in edges:
        bends = range(row[source] + 1, row[target])
        chains.append([source, *range(len(row), len(row) + len(bends)), target])
        row.extend(bends)
    return chains, row


def _order(row: Sequence[int], links: Sequence[Edge]) -> list[list[int]]:
    """The nodes of each row from left to right: the best of several sweeps down and up."""
    rows = [[node for node, at in enumerate(row) if at == index] for index in range(max(row) + 1)]
    best, fewest = [list(nodes) for nodes in rows], _crossings(rows, links)
    for sweep in range(SWEEPS):
        for index in range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1):
            beside = rows[index - 1] if sweep % 2 == 0 else rows[index + 1]
            means = {node: _mean(node, beside, links, position) for position, node in enumerate(rows[index])}
            rows[index] = sorted(rows[index], key=means.__getitem__)
        found = _crossings(rows, links)
        if found < fewest:
            best, fewest = [list(nodes) for nodes in rows], found
    return best


def _mean(node: int, beside: Sequence[int], links: Sequence[Edge], otherwise: float) -> float:
    """The mean position of the neighbours of `node` among `beside`."""
    found = [beside.index(other) for link in links if node in link for other in link if other in beside]
    return sum(found) / len(found) if found else otherwise


def _crossings(rows: Sequence[Sequence[int]], links: Sequence[Edge]) -> int:
    place = {node: (index, position) for index, nodes in enumerate(rows) for position, node in enumerate(nodes)}
    return sum(
        place[a][0] == place[c][0] and (place[a][1] - place[c][1]) * (place[b][1] - place[d][1]) < 0
        for (a, b), (c, d) in combinations(links, 2)
    )


def _across(order: Sequence[Sequence[int]], links: Sequence[Edge], count: int) -> dict[int, float]:
    """Positions that keep the order and the room between neighbours, drawn to the mean of what is above, then below."""
    at = {node: float(position) for nodes in order for position, node in enumerate(nodes)}
    above: dict[int, list[int]] = {node: [] for node in at}
    below: dict[int, list[int]] = {node: [] for node in at}
    for source, target in links:
        above[target].append(source)
        below[source].append(target)
    for sweep in range(4 * SWEEPS):
        first, second = (above, below) if sweep % 2 == 0 else (below, above)
        for nodes in order if sweep % 2 == 0 else reversed(order):
            near = [first[node] or second[node] or [node] for node in nodes]
            wanted = [sum(at[other] for other in others) / len(others) for others in near]
            at.update(zip(nodes, _spread(wanted, nodes, count), strict=True))
    return at


def _spread(wanted: Sequence[float], nodes: Sequence[int], count: int) -> list[float]:
    """The positions closest to `wanted` that keep neighbours apart: blocks that touch are moved as one."""
    offsets = [0.0]
    for left, right in pairwise(nodes):
        offsets.append(offsets[-1] + (_size(left, count) + _size(right, count)) / 2)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        blocks.append((mean, size))
    moved = [mean for mean, size in blocks for _ in range(size)]
    return [mean + offset for mean, offset in zip(moved, offsets, strict=True)]


def _size(node: int, count: int) -> float:
    return 1.0 if node < count else BEND
