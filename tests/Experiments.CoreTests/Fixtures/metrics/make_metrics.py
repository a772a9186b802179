#!/usr/bin/env python3
"""Writes scikit-learn.json: scores of small embeddings by scikit-learn in double precision (needs numpy and scikit-learn; made with 1.2.1).

The points come from an integer formula, so that the tests can make them again: no two distances are equal.
"""
import json
import os

import numpy as np
from sklearn.manifold import trustworthiness
from sklearn.metrics import silhouette_score
from sklearn.neighbors import NearestNeighbors


def points(rows, columns, salt):
    i, f = np.meshgrid(np.arange(1, rows + 1, dtype=np.int64), np.arange(1, columns + 1, dtype=np.int64), indexing="ij")
    h = (i * 2654435761 + f * 40503 + salt * 97) % 2147483647
    h = (h * h) % 2147483647
    h = (h * h + i * 31 + f * 17) % 2147483647
    return ((h % 1048573) / 1048573.0).astype(np.float32)


def neighbors(x, k):
    return NearestNeighbors(n_neighbors=k).fit(x).kneighbors(return_distance=False)


def scores(x, y, labels, ks):
    x, y = x.astype(np.float64), y.astype(np.float64)
    result = {"silhouette": silhouette_score(y, labels)}
    for k in ks:
        high, low = neighbors(x, k), neighbors(y, k)
        result[f"trustworthiness@{k}"] = trustworthiness(x, y, n_neighbors=k)
        result[f"continuity@{k}"] = trustworthiness(y, x, n_neighbors=k)
        result[f"knn_preservation@{k}"] = np.mean([len(np.intersect1d(a, b)) / k for a, b in zip(high, low)])
        result[f"neighborhood_hit@{k}"] = np.mean(labels[low] == labels[:, None])
    return result


def case(rows, columns, ks):
    x, noise = points(rows, columns, 1), points(rows, 2, 2)
    y = (x[:, :2] + np.float32(0.25) * noise).astype(np.float32)
    labels = (np.arange(rows) * 7 // 3) % 4
    return {"rows": rows, "columns": columns, "scores": scores(x, y, labels, ks)}


cases = [case(120, 5, [1, 5, 15, 59]), case(150, 40, [3, 10, 50]), case(70, 600, [2, 7, 30])]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "scikit-learn.json"), "w") as file:
    json.dump(cases, file, indent=1)
    file.write("\n")
