#!/usr/bin/env python3
"""Writes statistics.json: tests and distributions by SciPy, quantiles of t and Holm's adjustment by R.

Needs numpy, scipy and R (made with 1.24.2, 1.10.1 and 4.2.2).
"""
import json
import os
import subprocess

import numpy as np
from scipy import stats

rng = np.random.default_rng(20)


def r(expression):
    """Numbers by R."""
    printed = subprocess.check_output(["Rscript", "-e", f"cat(format({expression}, digits=17))"], text=True)
    return [float(value) for value in printed.split()]


def friedman():
    cases = []
    for blocks, treatments, decimals in [(6, 3, 9), (14, 4, 9), (10, 5, 1), (7, 2, 1), (25, 8, 2)]:
        scores = np.round(rng.normal(size=(blocks, treatments)) + np.linspace(0, 1.2, treatments), decimals)
        statistic, p = stats.friedmanchisquare(*scores.T) if treatments > 2 else friedman_by_definition(scores)
        cases.append({"scores": scores.tolist(), "statistic": statistic, "p": p,
                      "mean_ranks": stats.rankdata(scores, axis=1).mean(axis=0).tolist()})
    return cases


def friedman_by_definition(scores):
    """SciPy wants three treatments; this is its formula, with SciPy's ranks and distribution."""
    n, k = scores.shape
    ranks = stats.rankdata(scores, axis=1)
    ties = sum((t ** 3 - t) for row in ranks for t in np.unique(row, return_counts=True)[1])
    c = 1 - ties / (k * (k * k - 1) * n)
    statistic = (12 / (k * n * (k + 1)) * np.sum(ranks.sum(axis=0) ** 2) - 3 * n * (k + 1)) / c
    return statistic, stats.chi2.sf(statistic, k - 1)


def studentized_range():
    values = [{"variables": k, "range": q, "cumulative": stats.studentized_range.cdf(q, k, np.inf)}
              for k in (2, 3, 5, 10, 20) for q in (0.3, 1.0, 2.5, 3.6, 5.0, 7.5)]
    critical = [{"variables": k, "probability": p, "range": stats.studentized_range.isf(p, k, np.inf)}
                for k in (2, 3, 4, 6, 10, 20) for p in (0.1, 0.05, 0.01)]
    return {"cumulative": values, "critical": critical}


def signed_rank():
    cases = []
    for n, decimals in [(5, 9), (6, 9), (13, 9), (40, 9), (50, 9), (51, 9), (12, 1), (30, 1), (80, 1)]:
        differences = np.round(rng.normal(0.3, 1, size=n), decimals)
        if decimals == 1:
            differences[:3] = [0.0, 0.5, -0.5]
        cases.append(signed_rank_case(differences))
    return cases + [signed_rank_case(np.array(differences, float)) for differences in ([1] * 6, [1, 2, 3, 4, 5, 0], [2, 2, -2, 0, 1, 1, 3])]


def signed_rank_case(differences):
    """All sign patterns, counted in whole numbers; SciPy says the same wherever it is exact."""
    kept = differences[differences != 0]
    ranks = stats.rankdata(np.abs(kept))
    smaller = min(ranks[kept > 0].sum(), ranks[kept < 0].sum())
    ways = {0: 1}
    for rank in ranks:
        step = int(2 * rank)
        ways = {total: ways.get(total, 0) + ways.get(total - step, 0) for total in {*ways, *(t + step for t in ways)}}
    p = min(1.0, 2 * sum(count for total, count in ways.items() if total <= 2 * smaller) / 2 ** len(kept))
    if len(kept) <= 12:
        signed = np.sign(kept) * ranks
        resampled = stats.permutation_test((signed,), lambda x, axis: np.sum(x, axis=axis), permutation_type="samples", vectorized=True, n_resamples=np.inf)
        assert abs(resampled.pvalue - p) < 1e-12
    elif len(kept) == len(set(ranks)) == len(differences) <= 50:
        assert abs(stats.wilcoxon(differences, mode="exact").pvalue - p) < 1e-12
    return {"differences": differences.tolist(), "statistic": smaller, "p": p}


def intervals():
    cases = []
    for n in (5, 6, 12, 40):
        values = rng.normal(0.4, 1, size=n)
        # SciPy 1.10's own quantile is off in the tenth digit (2.57058183662 for 2.57058183564), R's is not.
        reach = r(f"qt(0.975, {n - 1})")[0] * stats.sem(values)
        cases.append({"values": values.tolist(), "low": values.mean() - reach, "high": values.mean() + reach, "p": stats.ttest_1samp(values, 0).pvalue})
    return cases


def holm():
    cases = []
    for p in ([0.01, 0.04, 0.03, 0.005], [0.5, 0.6, 0.9], [0.02], [0.012, 0.012, 0.2, 0.0001, 0.049, 0.7]):
        cases.append({"probabilities": p, "adjusted": r(f"p.adjust(c({','.join(map(repr, p))}), 'holm')")})
    return cases


path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "statistics.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump({"friedman": friedman(), "studentized_range": studentized_range(), "signed_rank": signed_rank(), "intervals": intervals(),
               "holm": holm()}, file, indent=1)
    file.write("\n")
