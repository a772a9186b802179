#!/usr/bin/env python3
"""Writes supervised.json: fuzzy graphs joined with labels by umap-learn (needs numpy and umap-learn; made with 0.5.3)."""
import json
import os
import warnings

import numpy as np

warnings.filterwarnings("ignore")
from make_umap import neighbors, points  # noqa: E402
from umap.umap_ import discrete_metric_simplicial_set_intersection, fuzzy_simplicial_set  # noqa: E402

K = 8


def graph(labels, target_weight):
    x = points(50, 6, 3)
    indices, distances = neighbors(x, K)
    g, _, _ = fuzzy_simplicial_set(x, K, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=distances)
    far = 2.5 / (1 - target_weight) if target_weight < 1 else 1e12
    g = discrete_metric_simplicial_set_intersection(g, np.array(labels), far_dist=far).tocoo()
    edges = sorted((int(i), int(j), round(float(w), 8)) for i, j, w in zip(g.row, g.col, g.data) if i < j)
    return {"n_neighbors": K, "target_weight": target_weight, "labels": labels, "edges": edges}


classes = [i % 3 for i in range(50)]
some = [-1 if i % 4 == 0 else i % 3 for i in range(50)]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "supervised.json"), "w") as file:
    json.dump({"graphs": [graph(classes, 0.0), graph(classes, 0.5), graph(some, 0.7), graph(classes, 1.0)]}, file)
    file.write("\n")
