// @ts-check
// What holds in the layer itself: true neighbours, distances, and how a picture keeps them.
import { pointsOf } from "./points.js";

const known = new WeakMap();

/** A layer's true neighbours, k a sample, nearest first; null where the file has none. */
export function neighborsOf(report, layer) {
  if (!known.has(layer)) {
    known.set(layer, openNeighbors(report, layer));
  }
  return known.get(layer);
}

async function openNeighbors(report, layer) {
  if (!layer.neighbors) {
    return null;
  }
  const { k, scale } = layer.neighbors;
  const [ids, distances] = await Promise.all([report.read(layer.neighbors.ids), report.read(layer.neighbors.distances)]);
  return { k, ids, distances, scale, count: ids.length / k };
}

/** The true neighbours of one sample. A sample that stands in its own row fills a place whose neighbour is not in this file. */
export function trueNeighbors(neighbors, sample) {
  const own = [];
  for (let j = 0; j < neighbors.k; j++) {
    const id = neighbors.ids[sample * neighbors.k + j];
    if (id !== sample) {
      own.push(id);
    }
  }
  return own;
}

/**
 * How a picture keeps every sample's neighbours: the share, 0 to 1, of its neighbours in the picture that are none in the layer (false; of its true
 * neighbours the same share is missing here, since there are as many of both), and how far away its true neighbours lie in the picture (torn): the
 * geometric mean of their distances against that of the k-th nearest, 1 where all are among the nearest. Where the file holds a part of the samples,
 * k is the number of a sample's true neighbours that are in it.
 */
export async function keeping(report, picture) {
  const [points, neighbors] = await Promise.all([pointsOf(report, picture), neighborsOf(report, report.layerOf(picture))]);
  if (points.kept || !neighbors) {
    return points.kept ?? null;
  }
  const { k } = neighbors;
  const near = await points.nearest(k);
  const wrong = new Float32Array(points.count);
  const torn = new Float32Array(points.count);
  const mark = new Int32Array(points.count).fill(-1);
  for (let i = 0; i < points.count; i++) {
    const own = trueNeighbors(neighbors, i);
    own.forEach((id) => { mark[id] = i; });
    let shared = 0;
    for (let j = i * k; j < i * k + own.length; j++) {
      shared += mark[near[j]] === i ? 1 : 0;
    }
    wrong[i] = own.length === 0 ? 0 : 1 - shared / own.length;
    torn[i] = tornOf(points, own, i, near[i * k + own.length - 1]);
  }
  points.kept = { k, wrong, torn };
  return points.kept;
}

/** How far true neighbours lie in the picture, against the k-th nearest there. */
function tornOf({ places }, own, sample, last) {
  const far = (other) => Math.hypot(places[2 * other] - places[2 * sample], places[2 * other + 1] - places[2 * sample + 1]);
  if (own.length === 0) {
    return 1;
  }
  const near = Math.max(far(last), 1e-6);
  const sum = own.reduce((logs, id) => logs + Math.log(Math.max(1, far(id) / near)), 0);
  return Math.exp(sum / own.length);
}

/** How many of one sample's true neighbours are near it in a picture, of how many; null where the file has none. */
export function keptOf(points, neighbors, sample) {
  if (!neighbors) {
    return null;
  }
  const own = trueNeighbors(neighbors, sample);
  const near = new Set(points.nearestOf(sample, neighbors.k).subarray(0, own.length));
  return { kept: own.filter((id) => near.has(id)).length, of: own.length, near };
}

/** The pictures of a setting with other seeds, itself among them. */
export function repeatsOf(report, picture) {
  const own = JSON.stringify(picture.parameters);
  return report.pictures.filter((other) => other.points && other.kind === picture.kind && other.sweep === picture.sweep
    && other.layer === picture.layer && JSON.stringify(other.parameters) === own);
}

/** The share of a sample's neighbours in a picture that are its neighbours under another seed too, on average; null of a single run. */
export async function stability(report, picture) {
  const repeats = repeatsOf(report, picture);
  if (repeats.length < 2) {
    return null;
  }
  const all = await Promise.all(repeats.map((repeat) => pointsOf(report, repeat)));
  const own = await pointsOf(report, picture);
  if (own.steady) {
    return own.steady;
  }
  const k = Math.min(report.head.neighborhood, own.count - 1);
  const near = await own.nearest(k);
  const steady = new Float32Array(own.count);
  const mark = new Int32Array(own.count).fill(-1);
  for (const other of all.filter((points) => points !== own)) {
    const theirs = await other.nearest(k);
    for (let i = 0; i < own.count; i++) {
      for (let j = i * k; j < (i + 1) * k; j++) {
        mark[near[j]] = i;
      }
      for (let j = i * k; j < (i + 1) * k; j++) {
        steady[i] += mark[theirs[j]] === i ? 1 / k / (all.length - 1) : 0;
      }
    }
  }
  own.steady = steady;
  return steady;
}

/** The same of one sample. */
export async function stabilityOf(report, picture, sample) {
  const repeats = repeatsOf(report, picture);
  if (repeats.length < 2) {
    return null;
  }
  const [own, ...others] = await Promise.all([picture, ...repeats.filter((one) => one !== picture)].map((one) => pointsOf(report, one)));
  const k = Math.min(report.head.neighborhood, own.count - 1);
  const near = new Set(own.nearestOf(sample, k));
  const shared = others.map((other) => other.nearestOf(sample, k).filter((id) => near.has(id)).length);
  return shared.reduce((sum, one) => sum + one, 0) / k / others.length;
}

/**
 * Distances of all samples from one in the layer: of the vectors where the file has them, else along the neighbour graph (the shortest way, as
 * Isomap measures; infinite where no way leads).
 */
export async function distancesFrom(report, layer, sample) {
  if (layer.vectors) {
    const data = await report.read(layer.vectors.data);
    return vectorDistances(data, layer.vectors.columns, layer.vectors.step, sample);
  }
  const neighbors = await neighborsOf(report, layer);
  return neighbors ? graphDistances(neighbors, sample) : null;
}

function vectorDistances(data, columns, step, sample) {
  const count = data.length / columns;
  const far = new Float32Array(count);
  const own = data.subarray(sample * columns, (sample + 1) * columns);
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let c = 0; c < columns; c++, at++) {
      const difference = data[at] - own[c];
      sum += difference * difference;
    }
    far[i] = Math.sqrt(sum) * step;
  }
  return far;
}

function graphDistances(neighbors, sample) {
  const graph = (neighbors.graph ??= symmetric(neighbors));
  const far = new Float32Array(neighbors.count).fill(Infinity);
  far[sample] = 0;
  const heap = [[0, sample]];
  while (heap.length > 0) {
    const [reached, node] = pop(heap);
    if (reached > far[node]) {
      continue;
    }
    for (let e = graph.starts[node]; e < graph.starts[node + 1]; e++) {
      const next = reached + graph.lengths[e];
      if (next < far[graph.ends[e]]) {
        far[graph.ends[e]] = next;
        push(heap, [next, graph.ends[e]]);
      }
    }
  }
  return far;
}

/** Every edge in both directions. */
function symmetric({ k, ids, distances, scale, count }) {
  const starts = new Uint32Array(count + 1);
  for (let e = 0; e < ids.length; e++) {
    starts[Math.floor(e / k) + 1]++;
    starts[ids[e] + 1]++;
  }
  for (let i = 0; i < count; i++) {
    starts[i + 1] += starts[i];
  }
  const next = starts.slice();
  const ends = new Uint32Array(2 * ids.length);
  const lengths = new Float32Array(2 * ids.length);
  for (let e = 0; e < ids.length; e++) {
    const from = Math.floor(e / k);
    const length = distances[e] * scale;
    ends[next[from]] = ids[e];
    lengths[next[from]++] = length;
    ends[next[ids[e]]] = from;
    lengths[next[ids[e]]++] = length;
  }
  return { starts, ends, lengths };
}

function push(heap, item) {
  heap.push(item);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent][0] <= heap[at][0]) {
      break;
    }
    [heap[parent], heap[at]] = [heap[at], heap[parent]];
    at = parent;
  }
}

function pop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length > 0) {
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let least = at;
      least = left < heap.length && heap[left][0] < heap[least][0] ? left : least;
      least = left + 1 < heap.length && heap[left + 1][0] < heap[least][0] ? left + 1 : least;
      if (least === at) {
        break;
      }
      [heap[least], heap[at]] = [heap[at], heap[least]];
      at = least;
    }
  }
  return top;
}
