#!/usr/bin/env python3
"""Writes densmap.json: local radii and a densMAP picture by umap-learn (needs numpy and umap-learn; made with 0.5.3).

Three groups of the same number of points fill cubes of sides 1, 3 and 9: their densities are known.
"""
import json
import os
import warnings

import numpy as np

warnings.filterwarnings("ignore")
import umap  # noqa: E402
from make_umap import points  # noqa: E402

K = 15
SIDES = np.array([1, 3, 9], np.float32)


def groups(rows, columns):
    x = points(rows, columns, 5)
    group = np.arange(rows) % 3
    x *= SIDES[group][:, None]
    x[np.arange(rows), group] += 20
    return x


def fit(x, seed, densmap):
    return umap.UMAP(n_neighbors=K, densmap=densmap, output_dens=True, random_state=seed).fit_transform(x)


x = groups(600, 6)
fits = [fit(x, seed, True) for seed in range(5)]
plain = [fit(x, seed, False) for seed in range(5)]


def correlations(results):
    return [round(float(np.corrcoef(original, drawn)[0, 1]), 4) for _, original, drawn in results]


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "densmap.json"), "w") as file:
    json.dump({
        "n_neighbors": K,
        "log_radii": [round(float(r), 6) for r in fits[0][1]],
        "correlations": correlations(fits),
        "correlations_without": correlations(plain),
        "picture": [[round(float(v), 4) for v in row] for row in fits[0][0]],
    }, file)
    file.write("\n")
print(correlations(fits), correlations(plain))
