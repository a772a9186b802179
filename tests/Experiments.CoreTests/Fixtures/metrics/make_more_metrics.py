#!/usr/bin/env python3
"""Writes more-metrics.json: scores of the embeddings of make_metrics.py by other libraries and by whole matrices in double precision.

scikit-learn scores classes, scipy distances, umap-learn makes the graphs of local radii; co-ranking scores are read off the whole co-ranking
matrix with numpy. Needs numpy, scipy, scikit-learn and umap-learn (made with 1.24.2, 1.10.1, 1.2.1 and 0.5.3).
"""
import json
import os

import numpy as np
from scipy.spatial.distance import cdist, pdist, squareform
from scipy.stats import pearsonr, rankdata, spearmanr
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid, NearestNeighbors
from umap.umap_ import fuzzy_simplicial_set


def points(rows, columns, salt):
    i, f = np.meshgrid(np.arange(1, rows + 1, dtype=np.int64), np.arange(1, columns + 1, dtype=np.int64), indexing="ij")
    h = (i * 2654435761 + f * 40503 + salt * 97) % 2147483647
    h = (h * h) % 2147483647
    h = (h * h + i * 31 + f * 17) % 2147483647
    return ((h % 1048573) / 1048573.0).astype(np.float32)


def coranking(x, y):
    """Q[k - 1, l - 1]: pairs of rank k in x and l in y; the point itself, rank 0, is left out."""
    n = len(x)
    high = rankdata(squareform(pdist(x)), axis=1, method="ordinal") - 1
    low = rankdata(squareform(pdist(y)), axis=1, method="ordinal") - 1
    q, _, _ = np.histogram2d(high.ravel(), low.ravel(), bins=n, range=[[0, n], [0, n]])
    return q[1:, 1:]


def curve_scores(q):
    n = len(q) + 1
    sizes = np.arange(1, n)
    qnx = np.array([q[:k, :k].sum() / (k * n) for k in sizes])
    rnx = ((n - 1) * qnx[:-1] - sizes[:-1]) / (n - 1 - sizes[:-1])
    kmax = int(np.argmax(qnx - sizes / (n - 1))) + 1
    scores = {"rnx_auc": (rnx / sizes[:-1]).sum() / (1 / sizes[:-1]).sum(), "q_local": qnx[:kmax].mean(), "q_global": qnx[kmax - 1:].mean()}
    return qnx, rnx, kmax, scores


def rank_errors(q, k):
    n = len(q) + 1
    rank = np.arange(1, n)
    difference = np.abs(rank[:, None] - rank[None, :]) * q
    normalizer = n * (np.abs(n - 2 * rank[:k]) / rank[:k]).sum()
    return (difference[:, :k] / rank[None, :k]).sum() / normalizer, (difference[:k, :] / rank[:k, None]).sum() / normalizer


def log_radii(x, k):
    distances, indices = NearestNeighbors(n_neighbors=k + 1).fit(x).kneighbors(x)
    graph = fuzzy_simplicial_set(x, k + 1, np.random.RandomState(0), "euclidean", knn_indices=indices, knn_dists=distances.astype(np.float32))[0].tocoo()
    squares = ((x[graph.row] - x[graph.col]) ** 2).sum(axis=1)
    weighted, weights = np.zeros(len(x)), np.zeros(len(x))
    np.add.at(weighted, graph.row, graph.data * squares)
    np.add.at(weights, graph.row, graph.data)
    return np.log(weighted / weights)


def accuracy(x, labels, k):
    return cross_val_score(KNeighborsClassifier(k), x, labels, cv=LeaveOneOut()).mean()


def triplets(high, low):
    """Over all (i, {j, k}); the samples have no equal distances."""
    agree, count, n = 0, 0, len(high)
    for i in range(n):
        others = np.delete(np.arange(n), i)
        a, b = high[i][others], low[i][others]
        upper = np.triu_indices(n - 1, 1)
        agree += np.sum(np.sign(a[:, None] - a[None, :])[upper] == np.sign(b[:, None] - b[None, :])[upper])
        count += len(upper[0])
    return agree / count


def scores(x, y, labels, ks):
    x, y = x.astype(np.float64), y.astype(np.float64)
    far, shown = pdist(x), pdist(y)
    scale = (far * shown).sum() / (shown ** 2).sum()
    stress, scaled = [((far - s * shown) ** 2).sum() / (far ** 2).sum() for s in (1, scale)]
    q = coranking(x, y)
    qnx, rnx, kmax, result = curve_scores(q)
    centroids = NearestCentroid().fit(y, labels)
    result |= {
        "random_triplets": triplets(squareform(far), squareform(shown)), "shepard": spearmanr(far, shown)[0],
        "stress": stress, "kruskal_stress": stress ** 0.5, "scaled_stress": scaled, "scaled_kruskal_stress": scaled ** 0.5,
        "distance_consistency": (centroids.predict(y) == labels).mean(),
        "davies_bouldin": davies_bouldin_score(y, labels), "calinski_harabasz": calinski_harabasz_score(y, labels),
    }
    for k in ks:
        result[f"lcmc@{k}"] = qnx[k - 1] - k / (len(x) - 1)
        result[f"rnx@{k}"] = rnx[k - 1]
        result[f"mrre_picture@{k}"], result[f"mrre_data@{k}"] = rank_errors(q, k)
        result[f"density_preservation@{k}"] = pearsonr(log_radii(x, k), log_radii(y, k))[0]
        result[f"knn_accuracy@{k}"] = accuracy(y, labels, k)
        result[f"knn_accuracy_change@{k}"] = accuracy(y, labels, k) - accuracy(x, labels, k)
    return result, kmax


def held_out(x, y, training, ks):
    """The last rows against the first `training` ones."""
    x, y = x.astype(np.float64), y.astype(np.float64)
    high, low = [rankdata(cdist(m[training:], m[:training]), axis=1, method="ordinal") for m in (x, y)]
    m, result = len(high), {}
    for k in ks:
        worst = sum(sorted((r - k for r in range(k + 1, training + 1)), reverse=True)[:k])
        result[f"trustworthiness@{k}"] = 1 - np.maximum(high[low <= k] - k, 0).sum() / (m * worst)
        result[f"continuity@{k}"] = 1 - np.maximum(low[high <= k] - k, 0).sum() / (m * worst)
        result[f"knn_preservation@{k}"] = ((high <= k) & (low <= k)).sum() / (m * k)
    return result


def case(rows, columns, ks, training):
    x, noise = points(rows, columns, 1), points(rows, 2, 2)
    y = (x[:, :2] + np.float32(0.25) * noise).astype(np.float32)
    labels = (np.arange(rows) * 7 // 3) % 4
    result, kmax = scores(x, y, labels, ks)
    return {"rows": rows, "columns": columns, "neighbors": ks, "training": training, "best_size": kmax, "scores": result, "held_out": held_out(x, y, training, ks)}


cases = [case(120, 5, [2, 5, 15, 59], 70), case(128, 40, [3, 10, 50], 90), case(70, 600, [2, 7, 30], 40)]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "more-metrics.json"), "w") as file:
    json.dump(cases, file, indent=1)
    file.write("\n")
