#!/usr/bin/env python3
"""Makes 60 small data sets with pictures and labels, and works out every metric and the pictures of PCA, MDS, Isomap, LDA and kernel PCA.

Everything is written from the definitions with NumPy in double precision; SciPy and scikit-learn are asked where they define the same thing.
Usage: oracle.py FOLDER. Writes FOLDER/NAME.npy (samples), FOLDER/NAME.picture.npy, distances as raw doubles, and FOLDER/cases.json.
"""
import json
import os
import sys

import numpy as np
from scipy import linalg, sparse, stats
from scipy.spatial.distance import cdist, pdist
from sklearn import metrics

K = [1, 5, 15]


# Data -----------------------------------------------------------------------------------------------------------------------------------

def blobs(rng, n, d, classes, apart=4.0):
    labels = np.arange(n) % classes
    return rng.normal(size=(classes, d))[labels] * apart + rng.normal(size=(n, d)), labels


def make_cases():
    """Yields name, samples (float32, or float64 where single precision would lose them), picture, labels, loose."""
    kinds = ["plain", "ties", "duplicates", "offset", "large", "small", "tiny", "pieces", "wide", "lattice"]
    for number in range(60):
        kind = kinds[number % 10]
        rng = np.random.default_rng(1000 + number)
        n, d, classes = int(rng.integers(40, 128)), int(rng.integers(3, 24)), int(rng.integers(3, 6))
        if kind == "tiny":
            n, d, classes = 4 + number // 10, int(rng.integers(2, 5)), 2
        if kind == "wide":
            n, d = int(rng.integers(30, 60)), int(rng.integers(200, 500))
        x, labels = blobs(rng, n, d, classes)
        y = x[:, :2] + rng.normal(size=(n, 2)) * rng.uniform(0.1, 6)
        if kind == "ties":
            x, y = np.round(x / 3), np.round(y / 2)
        if kind == "duplicates":
            x[n // 2:] = x[: n - n // 2][rng.permutation(n - n // 2)]
            y[n // 3: n // 2] = y[: n // 2 - n // 3]
        if kind == "pieces":
            x += (labels * 100.0)[:, None]
        if kind == "lattice":
            x, y = rng.integers(0, 256, size=(n, d)).astype(float), rng.integers(0, 8, size=(n, 2)).astype(float)
        if kind in ("large", "small"):
            # Every other time the ends of single precision, where values lose digits and pictures of them would leave the range.
            extreme = number // 10 % 2 == 1
            up, down = (3e38 / np.abs(x).max(), 1e-38) if extreme else (2.0 ** 100, 2.0 ** -100)
            x, y = (x * up, y * down) if kind == "large" else (x * down, y * (3e38 / np.abs(y).max() if extreme else up))
        if kind == "offset":
            x = x + 1e9
        x = x if kind == "offset" else x.astype(np.float32)
        yield f"{number:02d}-{kind}", x, y.astype(np.float32), labels, kind == "offset"


# Metrics --------------------------------------------------------------------------------------------------------------------------------

def squares(x):
    """Squared distances, by differences."""
    return np.stack([((x - row) ** 2).sum(axis=1) for row in x])


def order_around(d2):
    """For each point all others by (distance, index), and the ranks 1..n-1 of all points around it (0 for itself)."""
    n = len(d2)
    order = np.array([[j for j in np.argsort(d2[i], kind="stable") if j != i] for i in range(n)])
    rank = np.zeros((n, n), int)
    for i in range(n):
        rank[i, order[i]] = np.arange(1, n)
    return order, rank


def intrusion(order, rank, k):
    """Trustworthiness of the order's neighbours, ranked in the other space; continuity is the same the other way round."""
    n = len(order)
    normalizer = n * k * (2 * n - 3 * k - 1) if 2 * k < n else n * (n - k) * (n - k - 1)
    if normalizer == 0:
        return None
    penalty = sum(max(0, rank[i, j] - k) for i in range(n) for j in order[i][:k])
    return 1 - 2 * penalty / normalizer


def rank_error(order, rank, k):
    """Mean relative rank error of the k nearest of one space, ranked in the other."""
    n = len(order)
    largest = sum(n * abs(n - 2 * p) / p for p in range(1, k + 1))
    if largest == 0:
        return None
    return sum(abs(rank[i, order[i][p - 1]] - p) / p for i in range(n) for p in range(1, k + 1)) / largest


def overlaps(rank_x, rank_y):
    """Q_NX(K), K = 1..n-1, by counting common neighbours; the counts as whole numbers."""
    n = len(rank_x)
    off = ~np.eye(n, dtype=bool)
    counts = [int((off & (rank_x <= k) & (rank_y <= k)).sum()) for k in range(1, n)]
    return counts, np.array([c / (n * k) for k, c in enumerate(counts, 1)])


def vote(labels, order, k):
    right = 0
    for i, row in enumerate(order):
        names, counts = np.unique(labels[row[:k]], return_counts=True)
        right += names[np.argmax(counts)] == labels[i]
    return right / len(order)


def log_radii(d2, order, k):
    """Logarithms of densMAP's local radii on UMAP's fuzzy graph of k others (k + 1 neighbours as UMAP counts)."""
    n = len(d2)
    distance = np.sqrt(d2 / max(d2[i, j] for i in range(n) for j in order[i][:k]) if d2[np.arange(n)[:, None], order[:, :k]].max() > 0 else d2)
    near = np.array([distance[i, order[i][:k]] for i in range(n)])
    weights = np.zeros((n, n))
    for i in range(n):
        positive = near[i][near[i] > 0]
        rho = positive[0] if len(positive) else 0.0
        gaps = np.maximum(near[i] - rho, 0)
        low, high, sigma = 0.0, np.inf, 1.0
        for _ in range(64):
            total = np.exp(-gaps / sigma).sum()
            if abs(total - np.log2(k + 1)) < 1e-5:
                break
            if total > np.log2(k + 1):
                high, sigma = sigma, (low + sigma) / 2
            else:
                low, sigma = sigma, 2 * sigma if np.isinf(high) else (sigma + high) / 2
        sigma = max(sigma, 1e-3 * (near[i].sum() / (k + 1) if rho > 0 else near.sum() / (k + 1) / n))
        for gap, j in zip(gaps, order[i][:k]):
            weights[i, j] = 1.0 if gap <= 0 or sigma == 0 else np.exp(-gap / sigma)
    union = weights + weights.T - weights * weights.T
    with np.errstate(divide="ignore"):
        return np.log((union * d2).sum(axis=1) / union.sum(axis=1))


def pearson(a, b):
    finite = np.isfinite(a) & np.isfinite(b)
    a, b = a[finite], b[finite]
    if len(a) < 2 or np.ptp(a) == 0 or np.ptp(b) == 0:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def triplets(dx, dy):
    """Share of all triplets (i, j, k) that data and picture order alike."""
    agree = count = 0.0
    for i in range(len(dx)):
        others = np.delete(np.arange(len(dx)), i)
        j, k = np.triu_indices(len(others), 1)
        a, b = others[j], others[k]
        data = np.sign(dx[i, a] - dx[i, b])
        agree += ((1 + data * np.sign(dy[i, a] - dy[i, b])) / 2)[data != 0].sum()
        count += (data != 0).sum()
    return agree / count if count else None


def stresses(x, y):
    far, shown = pdist(x), pdist(y)
    if (far ** 2).sum() == 0:
        return {name: None for name in ("stress", "kruskal_stress", "scaled_stress", "scaled_kruskal_stress")}
    raw = ((far - shown) ** 2).sum() / (far ** 2).sum()
    best = (far * shown).sum() / (shown ** 2).sum()
    scaled = ((far - best * shown) ** 2).sum() / (far ** 2).sum()
    return {"stress": raw, "kruskal_stress": np.sqrt(raw), "scaled_stress": scaled, "scaled_kruskal_stress": np.sqrt(scaled)}


def by_classes(y, labels):
    names = np.unique(labels)
    centers = np.array([y[labels == name].mean(axis=0) for name in names])
    own = np.searchsorted(names, labels)
    to_centers = cdist(y, centers)
    rest = to_centers.copy()
    rest[np.arange(len(y)), own] = np.inf
    spread = np.array([to_centers[own == c, c].mean() for c in range(len(names))])
    apart = cdist(centers, centers)
    worst = [max((spread[a] + spread[b]) / apart[a, b] for b in range(len(names)) if b != a) for a in range(len(names))]
    between = sum((own == c).sum() * ((centers[c] - y.mean(axis=0)) ** 2).sum() for c in range(len(names)))
    within = (to_centers[np.arange(len(y)), own] ** 2).sum()
    scores = {
        "silhouette": silhouette(np.sqrt(squares(y)), labels),
        "distance_consistency": float((to_centers[np.arange(len(y)), own] < rest.min(axis=1)).mean()),
        "davies_bouldin": float(np.mean(worst)),
        "calinski_harabasz": between / (len(names) - 1) / (within / (len(y) - len(names))) if len(names) < len(y) else None,
    }
    if len(names) < len(y):
        unit = y / np.abs(y).max()
        assert abs(scores["silhouette"] - metrics.silhouette_score(unit, labels)) < 1e-6
        assert abs(scores["davies_bouldin"] / metrics.davies_bouldin_score(unit, labels) - 1) < 1e-6
        assert abs(scores["calinski_harabasz"] / metrics.calinski_harabasz_score(unit, labels) - 1) < 1e-6
    return scores


def silhouette(distance, labels):
    widths = []
    for i, row in enumerate(distance):
        own = labels == labels[i]
        if own.sum() == 1:
            widths.append(0.0)
            continue
        a = row[own].sum() / (own.sum() - 1)
        b = min(row[labels == other].mean() for other in np.unique(labels) if other != labels[i])
        widths.append((b - a) / max(a, b) if max(a, b) > 0 else 0.0)
    return float(np.mean(widths))


def all_metrics(x, y, labels):
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    n = len(x)
    dx, dy = squares(x), squares(y)
    (order_x, rank_x), (order_y, rank_y) = order_around(dx), order_around(dy)
    counts, q = overlaps(rank_x, rank_y)
    sizes = np.arange(1, n)
    gain = [((n - 1) * q[k - 1] - k) / (n - 1 - k) for k in range(1, n - 1)]
    excess = [(c * (n - 1) - n * k * k) for k, c in enumerate(counts, 1)]
    best = 1
    for k in sizes:
        best = k if excess[k - 1] * best > excess[best - 1] * k else best
    scores = {
        "rnx_auc": sum(r / k for k, r in enumerate(gain, 1)) / sum(1 / k for k in range(1, n - 1)),
        "q_local": q[:best].mean(),
        "q_global": q[best - 1:].mean(),
        "random_triplets": triplets(dx, dy),
        "shepard": spearman(pdist(x), pdist(y)),
    }
    scores.update(stresses(x, y))
    scores.update(by_classes(y, labels))
    for k in K:
        inside = k < n
        scores.update({f"{name}@{k}": value() if inside else None for name, value in {
            "trustworthiness": lambda: intrusion(order_y, rank_x, k),
            "continuity": lambda: intrusion(order_x, rank_y, k),
            "knn_preservation": lambda: q[k - 1],
            "lcmc": lambda: q[k - 1] - k / (n - 1),
            "rnx": lambda: gain[k - 1] if k < n - 1 else None,
            "mrre_picture": lambda: rank_error(order_y, rank_x, k),
            "mrre_data": lambda: rank_error(order_x, rank_y, k),
            "density_preservation": lambda: pearson(log_radii(dx, order_x, k), log_radii(dy, order_y, k)),
            "neighborhood_hit": lambda: np.mean([labels[row[:k]] == labels[i] for i, row in enumerate(order_y)]),
            "knn_accuracy": lambda: vote(labels, order_y, k),
            "knn_accuracy_change": lambda: vote(labels, order_y, k) - vote(labels, order_x, k),
        }.items()})
    return {name: None if value is None else float(value) for name, value in scores.items()}


def spearman(far, shown):
    return None if np.ptp(far) == 0 or np.ptp(shown) == 0 else stats.spearmanr(far, shown)[0]


# Reducers -------------------------------------------------------------------------------------------------------------------------------

def double_centered(d2):
    n = len(d2)
    j = np.eye(n) - 1 / n
    return -0.5 * j @ d2 @ j


def spectral(matrix):
    """Coordinates on the two largest axes of a symmetric matrix, and how hard they are to tell from the third."""
    values, vectors = linalg.eigh(matrix)
    values, vectors = values[::-1], vectors[:, ::-1]
    gap = (values[1] - values[2]) / values[0] if len(values) > 2 else 1.0
    return vectors[:, :2] * np.sqrt(np.maximum(values[:2], 0)), gap


def pca(x):
    centered = x - x.mean(axis=0)
    u, s, _ = linalg.svd(centered / np.abs(centered).max(), full_matrices=False)
    gap = (s[1] ** 2 - s[2] ** 2) / s[0] ** 2 if len(s) > 2 else 1.0
    return u[:, :2] * s[:2] * np.abs(centered).max(), gap


def geodesics(x, k):
    """Shortest paths along the graph of k nearest; every two of its pieces are joined by their shortest bridge."""
    d2 = squares(x)
    order, _ = order_around(d2)
    distance, n = np.sqrt(d2), len(x)
    paths = np.full((n, n), np.inf)
    np.fill_diagonal(paths, 0)
    for i in range(n):
        for j in order[i][:k]:
            paths[i, j] = paths[j, i] = distance[i, j]
    count, piece = sparse.csgraph.connected_components(np.isfinite(paths))
    for a in range(count):
        for b in range(a):
            rows, columns = np.flatnonzero(piece == a), np.flatnonzero(piece == b)
            i, j = np.unravel_index(np.argmin(distance[np.ix_(rows, columns)]), (len(rows), len(columns)))
            paths[rows[i], columns[j]] = paths[columns[j], rows[i]] = distance[rows[i], columns[j]]
    for via in range(n):
        paths = np.minimum(paths, paths[:, via:via + 1] + paths[via:via + 1, :])
    return paths


def lda(x, labels, shrinkage):
    """Axes of covariance 1 within classes, along which the classes' means differ most."""
    n, d = x.shape
    mean, within, between = x.mean(axis=0), np.zeros((d, d)), np.zeros((d, d))
    for name in np.unique(labels):
        own = x[labels == name]
        share, offset = len(own) / n, own.mean(axis=0) - mean
        covariance = np.cov(own, rowvar=False, bias=True)
        within += share * ((1 - shrinkage) * covariance + shrinkage * np.trace(covariance) / d * np.eye(d))
        between += share * np.outer(offset, offset)
    values, vectors = linalg.eigh(between, within)
    values, vectors = values[::-1], vectors[:, ::-1]
    gap = (values[1] - values[2]) / values[0] if d > 2 else 1.0
    return (x - mean) @ vectors[:, :2], gap


def kernel_pca(x, options):
    gamma = options.get("gamma", 1 / x.shape[1])
    if options["kernel"] == "rbf":
        kernel = np.exp(-gamma * squares(x))
    elif options["kernel"] == "polynomial":
        kernel = (gamma * x @ x.T + options["coef0"]) ** options["degree"]
    else:
        unit = x / np.maximum(np.linalg.norm(x, axis=1), 1e-300)[:, None]
        kernel = unit @ unit.T
    j = np.eye(len(x)) - 1 / len(x)
    return spectral(j @ kernel @ j)


def smacof(x):
    """Stress-1 where majorisation from the classical picture comes to rest."""
    delta = np.sqrt(squares(x))
    unit = np.sqrt((delta ** 2).mean())
    delta /= unit
    y, n, last = spectral(double_centered(delta ** 2))[0], len(x), np.inf
    for _ in range(4000):
        shown = cdist(y, y)
        stress = ((delta - shown) ** 2).sum()
        if last - stress < 1e-13 * (delta ** 2).sum():
            break
        last = stress
        ratio = np.divide(delta, shown, out=np.zeros_like(delta), where=shown > 0)
        y = (np.diag(ratio.sum(axis=1)) - ratio) @ y / n
    return float(np.sqrt(stress / (delta ** 2).sum()))


def reducers(folder, name, x, labels):
    """What each reducer gives: the distances of its picture, as the picture itself may be turned; left out where two axes are too alike."""
    x = np.asarray(x, np.float64)
    n, d = x.shape
    if not 1e-35 < np.abs(x).max() < 1e36:
        return []
    unit = np.abs(x - x.mean(axis=0)).max()
    scale = float(1 / (d * unit ** 2))
    wanted = [("pca", {}), ("mds", {"method": "classical"}), ("isomap", {"n_neighbors": min(5, n - 2)}),
              ("kernel_pca", {"kernel": "rbf", "gamma": scale}), ("kernel_pca", {"kernel": "cosine"})]
    if "offset" not in name:
        wanted.append(("kernel_pca", {"kernel": "polynomial", "gamma": scale, "degree": 2, "coef0": 1.0}))
    if len(np.unique(labels)) > 2 and d > 2:
        wanted.append(("lda", {"shrinkage": 0.3}))
        if "duplicates" not in name and "ties" not in name and n > 2 * d:
            wanted.append(("lda", {"shrinkage": 0.0}))
    results = []
    for kind, options in wanted:
        if kind == "kernel_pca" and options["kernel"] == "cosine" and "offset" in name:
            continue
        picture, gap = {
            "pca": lambda: pca(x),
            "mds": lambda: spectral(double_centered(squares(x) / unit ** 2)),
            "isomap": lambda: spectral(double_centered((geodesics(x, options["n_neighbors"]) / unit) ** 2)),
            "kernel_pca": lambda: kernel_pca(x, options),
            "lda": lambda: lda(x / unit, labels, options["shrinkage"]),
        }[kind]()
        picture = picture * (unit if kind in ("mds", "isomap") else 1)
        if gap > 0.003:
            file = f"{name}.{len(results)}.distances"
            pdist(picture).tofile(os.path.join(folder, file))
            results.append({"kind": kind, "options": options, "gap": float(gap), "distances": file})
    if n > 5:
        results.append({"kind": "mds", "options": {"method": "metric", "n_iter": 4000, "tolerance": 1e-13}, "stress_1": smacof(x)})
    return results


def main(folder):
    cases = []
    for name, x, y, labels, loose in make_cases():
        np.save(os.path.join(folder, f"{name}.npy"), x)
        np.save(os.path.join(folder, f"{name}.picture.npy"), y)
        cases.append({"name": name, "labels": labels.tolist(), "loose": loose, "metrics": all_metrics(x, y, labels), "reducers": reducers(folder, name, x, labels)})
    with open(os.path.join(folder, "cases.json"), "w", encoding="utf-8") as file:
        json.dump({"neighbors": K, "cases": cases}, file)


if __name__ == "__main__":
    main(sys.argv[1])
