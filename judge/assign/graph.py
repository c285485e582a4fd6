"""The graph of judges and submissions: its parts, its smallest cut, and how well severity can be told in it."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import isqrt

from judge.model.assignment import Design

Teams = Sequence[Sequence[int]]
"""By submission, the numbers of its judges."""

_UNIT = 10**12
_STEPS = 60


def design(teams: Teams, judges: int) -> Design:
    """Return what a panel design is worth; judges without work are left aside."""
    parts = components(teams, judges)
    return Design(len(parts), smallest_cut(teams, judges) if len(parts) == 1 else 0, error(teams, judges, len(parts)))


def components(teams: Teams, judges: int) -> list[set[int]]:
    """Return the parts, each as the submissions in it, in the order of their first submissions."""
    head = list(range(judges))

    def top(judge: int) -> int:
        while head[judge] != judge:
            head[judge] = head[head[judge]]
            judge = head[judge]
        return judge

    for team in teams:
        for judge in team:
            head[top(judge)] = top(team[0])
    parts: dict[int, set[int]] = {}
    for submission, team in enumerate(teams):
        if team:
            parts.setdefault(top(team[0]), set()).add(submission)
    return list(parts.values())


def smallest_cut(teams: Teams, judges: int) -> int:
    """Return how few ballots hold the graph together; it has one part.

    Source: H. Nagamochi, T. Ibaraki, *Computing edge-connectivity in multigraphs and capacitated graphs* (1992): in an
    order of maximum adjacency, two ends of a pair scanned with at least so many ballots are not parted by fewer.
    """
    graph: dict[int, dict[int, int]] = {}
    for submission, team in enumerate(teams):
        for judge in team:
            graph.setdefault(judges + submission, {})[judge] = 1
            graph.setdefault(judge, {})[judges + submission] = 1
    best = min((sum(ends.values()) for ends in graph.values()), default=0)
    while len(graph) > 1:
        best = min(best, *(sum(ends.values()) for ends in graph.values()))
        graph = _merged(graph, _joined(graph, best))
    return best


def _joined(graph: dict[int, dict[int, int]], best: int) -> list[tuple[int, int]]:
    """Return pairs of nodes that no cut below the best parts."""
    weight = dict.fromkeys(graph, 0)
    heap = [(0, node) for node in sorted(graph)]
    heapify(heap)
    seen: set[int] = set()
    found = []
    while heap:
        negative, node = heappop(heap)
        if node in seen or -negative != weight[node]:
            continue
        seen.add(node)
        for other, ballots in graph[node].items():
            if other not in seen:
                weight[other] += ballots
                if weight[other] >= best:
                    found.append((node, other))
                heappush(heap, (-weight[other], other))
    return found


def _merged(graph: dict[int, dict[int, int]], pairs: Sequence[tuple[int, int]]) -> dict[int, dict[int, int]]:
    head = {node: node for node in graph}

    def top(node: int) -> int:
        while head[node] != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for one, other in pairs:
        head[top(one)] = top(other)
    found: dict[int, dict[int, int]] = {}
    for node, ends in graph.items():
        own = found.setdefault(top(node), {})
        for other, ballots in ends.items():
            if top(other) != top(node):
                own[top(other)] = own.get(top(other), 0) + ballots
    return found


def error(teams: Teams, judges: int, parts: int) -> int | None:
    """Return the expected standard error of a severity, in thousandths of the spread of one mark.

    A mark is a quality of its submission and a severity of its judge and a chance error; the qualities are taken out.
    It is the root of the mean variance over some judges, evenly spaced, of severity against the mean of all. Source:
    S. R. Searle, *Linear Models* (1971), ch. 7 (two-way classification without interaction); worked out by the method
    of conjugate gradients in whole numbers.
    """
    load = [0] * judges
    for team in teams:
        for judge in team:
            load[judge] += 1
    working = [judge for judge in range(judges) if load[judge]]
    if parts != 1 or len(working) < 2:
        return None
    many = 24 if len(working) <= 1000 else 8
    probes = working[:: max(len(working) // many, 1)][:many]
    total = sum(_variance(teams, load, working, probe) for probe in probes)
    return isqrt(max(total, 0) * 1_000_000 // (len(probes) * _UNIT))


def _variance(teams: Teams, load: Sequence[int], working: Sequence[int], probe: int) -> int:
    size = len(working)
    rest = [0] * len(load)
    for judge in working:
        rest[judge] = -_UNIT // size
    rest[probe] += _UNIT
    found, way = [0] * len(load), list(rest)
    left = sum(each * each for each in rest)
    for _ in range(_STEPS):
        ahead = _eliminated(teams, load, way)
        slope = sum(one * other for one, other in zip(way, ahead, strict=True))
        if slope <= 0 or left < size * 10**8:
            break
        found = [one + other * left // slope for one, other in zip(found, way, strict=True)]
        rest = [one - other * left // slope for one, other in zip(rest, ahead, strict=True)]
        before, left = left, sum(each * each for each in rest)
        way = [one + other * left // before for one, other in zip(rest, way, strict=True)]
    return found[probe] - sum(found[judge] for judge in working) // size


def _eliminated(teams: Teams, load: Sequence[int], severity: Sequence[int]) -> list[int]:
    """Return the equations of severities, the qualities taken out, at these severities."""
    result = [ballots * each for ballots, each in zip(load, severity, strict=True)]
    for team in teams:
        if team:
            mean = sum([severity[judge] for judge in team]) // len(team)
            for judge in team:
                result[judge] -= mean
    return result
