#!/usr/bin/env python3
"""Writes umap-learn.json: fuzzy graphs of a small data set and fitted curves by umap-learn (needs numpy and umap-learn; made with 0.5.3).

The points come from an integer formula, so that the tests can make them again.
"""
import json
import os
import warnings

import numpy as np

warnings.filterwarnings("ignore")
from umap.umap_ import find_ab_params, fuzzy_simplicial_set  # noqa: E402


def points(rows, columns, salt):
    i, f = np.meshgrid(np.arange(1, rows + 1, dtype=np.int64), np.arange(1, columns + 1, dtype=np.int64), indexing="ij")
    h = (i * 2654435761 + f * 40503 + salt * 97) % 2147483647
    h = (h * h) % 2147483647
    h = (h * h + i * 31 + f * 17) % 2147483647
    return ((h % 1048573) / 1048573.0).astype(np.float32)


def neighbors(x, k):
    x = x.astype(np.float64)
    d = np.sqrt(((x[:, None] - x[None]) ** 2).sum(-1))
    order = np.argsort(d, axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(d, order, 1).astype(np.float32)


def graph(n_neighbors, mix, connectivity):
    x = points(50, 6, 3)
    indices, distances = neighbors(x, n_neighbors)
    g, _, _ = fuzzy_simplicial_set(
        x, n_neighbors, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=distances,
        set_op_mix_ratio=mix, local_connectivity=connectivity)
    g = g.tocoo()
    edges = sorted((int(i), int(j), round(float(w), 8)) for i, j, w in zip(g.row, g.col, g.data) if i < j)
    return {"n_neighbors": n_neighbors, "set_op_mix_ratio": mix, "local_connectivity": connectivity, "edges": edges}


if __name__ == "__main__":
    curves = []
    for min_dist, spread in [(0.1, 1.0), (0.0, 1.0), (0.5, 1.0), (0.99, 1.0), (0.1, 0.5), (1.0, 3.0)]:
        a, b = find_ab_params(spread, min_dist)
        curves.append({"min_dist": min_dist, "spread": spread, "a": a, "b": b})
    graphs = [graph(5, 1.0, 1.0), graph(10, 0.5, 1.0), graph(8, 1.0, 2.5)]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "umap-learn.json"), "w") as file:
        json.dump({"curves": curves, "graphs": graphs}, file)
        file.write("\n")
