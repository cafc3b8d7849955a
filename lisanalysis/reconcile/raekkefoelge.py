"""Equal amounts month after month, some posted a month late: which posting is which month's, when the first guess leaves both sides over.

Like `delsum` it looks at one citizen's few rows in plain Python. The windows in which a payment may be posted are of equal length, so the best
pairing never crosses: the most pairs, then the least delay.
"""

from __future__ import annotations

from collections.abc import Sequence

from lisanalysis.reconcile.delsum import Passer, Raekke

HOEJST = 250_000  # combinations of one citizen's rows; beyond that the first guess stands


def par(afregninger: Sequence[Raekke], posteringer: Sequence[Raekke], passer: Passer) -> list[tuple[int, int]]:
    """Pairs (settlement number, posting number), both sides given in order of time; of equal choices the earliest rows are paired."""
    s, p = afregninger, posteringer
    bedst = [[(0, 0)] * (len(p) + 1) for _ in range(len(s) + 1)]
    for i in reversed(range(len(s))):
        for j in reversed(range(len(p))):
            bedst[i][j] = max(bedst[i + 1][j], bedst[i][j + 1], _med(bedst, s, p, i, j, passer))
    ud, i, j = [], 0, 0
    while i < len(s) and j < len(p):
        if bedst[i][j] == _med(bedst, s, p, i, j, passer):
            ud.append((s[i].nr, p[j].nr))
            i, j = i + 1, j + 1
        elif bedst[i][j] == bedst[i + 1][j]:
            i += 1
        else:
            j += 1
    return ud


def _med(bedst: list, s: Sequence[Raekke], p: Sequence[Raekke], i: int, j: int, passer: Passer) -> tuple[int, int]:
    """What is won by pairing the two: one pair more, at the cost of the delay."""
    if not passer(s[i], p[j]):
        return (-1, 0)
    antal, forsinkelse = bedst[i + 1][j + 1]
    return antal + 1, forsinkelse - abs(p[j].maaned - s[i].maaned)
