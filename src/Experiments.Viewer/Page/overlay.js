// @ts-check
// What lies over a picture's points: images, class names, the point in question with its true neighbours, the lasso, arrows of features.
import { atlasFrame } from "./atlas.js";
import { number } from "./dom.js";
import { ground, hexOf } from "./palette.js";
import { keptOf, trueNeighbors } from "./truth.js";

const mostNames = 24;
const mostForMedian = 2000;
const mostTags = 500;

/** Draws everything over the points of a pane. */
export function drawOverlay(pane) {
  const { overlay: context, app } = pane;
  const shades = ground();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, pane.over.width, pane.over.height);
  if (app.state.get("atlas")) {
    drawAtlas(pane, context);
  } else {
    drawTiles(pane, context);
    if (app.state.get("names")) {
      drawNames(pane, context, shades);
    }
    if (app.state.get("arrows")) {
      drawArrows(pane, context, shades);
    }
    drawMoved(pane, context, shades);
    drawMark(pane, context, shades);
  }
  drawHover(pane, context, shades);
  drawLasso(pane, context, shades);
}

function drawAtlas(pane, context) {
  const images = pane.app.imagesOf(pane.dataset);
  const { grid } = pane.app.state.get("atlas");
  const { cell, left, top } = atlasFrame(pane.over.width, pane.over.height, grid);
  pane.cells.forEach((sample, at) => {
    if (sample >= 0) {
      const [x, y] = [left + (at % grid) * cell, top + Math.floor(at / grid) * cell];
      if (!images?.draw(context, sample, x, y, cell, cell)) {
        context.fillStyle = hexOf(pane.coloring.colors[sample] || ground().rest);
        context.fillRect(x + 1, y + 1, cell - 2, cell - 2);
      }
    }
  });
}

function drawTiles(pane, context) {
  const tiles = pane.tiles;
  if (!tiles) {
    return;
  }
  const images = pane.app.imagesOf(pane.dataset);
  const chosen = pane.app.state.get("selection");
  const ratio = images.height / images.width;
  for (const sample of tiles.shown) {
    const [w, h] = [tiles.size, tiles.size * ratio];
    const [x, y] = [pane.pixels[2 * sample] - w / 2, pane.pixels[2 * sample + 1] - h / 2];
    const outside = chosen?.dataset === pane.dataset && !chosen.mask[sample];
    context.globalAlpha = outside ? 0.25 : 1;
    if (images.draw(context, sample, x, y, w, h)) {
      context.strokeStyle = hexOf(pane.coloring.colors[sample]);
      context.lineWidth = 2 * pane.ratio;
      context.strokeRect(x, y, w, h);
    }
  }
  context.globalAlpha = 1;
}

/** Names stand at the middle of their class, largest class first; one that would cover another stays away. */
function drawNames(pane, context, shades) {
  const { coloring } = pane;
  if (!coloring.classes || coloring.classes.length < 2) {
    return;
  }
  pane.middles ??= new WeakMap();
  if (!pane.middles.has(coloring) || pane.override) {
    pane.middles.set(coloring, middlesOf(pane.places, coloring));
  }
  const taken = [];
  for (const { name, u, v } of pane.middles.get(coloring).slice(0, mostNames)) {
    const [x, y] = pane.plane.pixel(u, v);
    const { width, height } = pane.over;
    const text = name.length > 24 ? `${name.slice(0, 11)}…${name.slice(-11)}` : name;
    const tag = tagOf(text, pane.ratio, shades);
    const left = Math.max(0, Math.min(width - tag.width, x - tag.width / 2));
    const top = Math.max(0, Math.min(height - tag.height, y - tag.height / 2));
    const box = [left, top, left + tag.width, top + tag.height];
    if (x < 0 || y < 0 || x > width || y > height || taken.some((other) => overlaps(box, other))) {
      continue;
    }
    taken.push(box);
    context.drawImage(tag, Math.round(box[0]), Math.round(box[1]));
  }
}

const tags = new Map();

/** A name as a small picture: outlined text is slow to draw, and names are drawn anew with every move of the pointer. */
function tagOf(text, ratio, shades) {
  const key = JSON.stringify([text, ratio, shades.dark]);
  if (!tags.has(key)) {
    if (tags.size >= mostTags) {
      tags.clear();
    }
    const tag = document.createElement("canvas");
    const context = tag.getContext("2d", { willReadFrequently: true });
    const font = `600 ${12 * ratio}px system-ui, sans-serif`;
    context.font = font;
    tag.width = Math.ceil(context.measureText(text).width) + 8;
    tag.height = 18 * ratio;
    Object.assign(context, { font, textAlign: "center", textBaseline: "middle", lineJoin: "round" });
    haloText(context, text, tag.width / 2, tag.height / 2, shades);
    tags.set(key, tag);
  }
  return tags.get(key);
}

function haloText(context, text, x, y, shades, onDark = "#ffffff") {
  context.strokeStyle = hexOf(shades.paper);
  context.lineWidth = 4;
  context.globalAlpha = 0.9;
  context.strokeText(text, x, y);
  context.globalAlpha = 1;
  context.fillStyle = shades.dark ? onDark : "#15181d";
  context.fillText(text, x, y);
}

function overlaps(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** The median place of every class that is shown. */
function middlesOf(places, coloring) {
  const members = new Map();
  const { groups, colors } = coloring;
  for (let i = 0; i < groups.length; i++) {
    if (groups[i] >= 0 && colors[i] !== 0) {
      (members.get(groups[i]) ?? members.set(groups[i], []).get(groups[i])).push(i);
    }
  }
  return [...members.entries()].sort((a, b) => b[1].length - a[1].length).map(([label, list]) => {
    const u = medianOf(places, list, 0);
    const v = medianOf(places, list, 1);
    let nearest = list[0];
    let least = Infinity;
    // The member nearest to the median, so that the name stands on points of its class also where these form a ring.
    for (const i of list) {
      const far = (places[2 * i] - u) ** 2 + (places[2 * i + 1] - v) ** 2;
      if (far < least) {
        least = far;
        nearest = i;
      }
    }
    const one = coloring.classes.find((entry) => entry.label === label);
    return { name: one?.name ?? "", u: places[2 * nearest], v: places[2 * nearest + 1] };
  });
}

/** The median of one axis over a class, of a part of its members where they are many. */
function medianOf(places, list, axis) {
  const step = Math.ceil(list.length / mostForMedian);
  const values = new Float32Array(Math.floor((list.length - 1) / step) + 1);
  for (let i = 0; i < values.length; i++) {
    values[i] = places[2 * list[i * step] + axis];
  }
  return values.sort()[values.length >> 1];
}

/** Arrows of the features whose weights are largest, from where the mean sample lies. */
function drawArrows(pane, context, shades) {
  const arrows = pane.picture.arrows;
  if (!arrows || pane.override) {
    return;
  }
  const [x0, y0, size] = pane.picture.box;
  const [ox, oy] = arrows.origin;
  const [cx, cy] = pane.plane.pixel((ox - x0) / size, (oy - y0) / size);
  const length = 0.36 * Math.min(pane.over.width, pane.over.height);
  context.font = `${11 * pane.ratio}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const taken = [];
  for (const { name, x, y } of arrows.items) {
    const [tx, ty] = [cx + x * length, cy - y * length];
    context.strokeStyle = context.fillStyle = shades.dark ? "#f2c14e" : "#7a3b00";
    context.lineWidth = 1.5 * pane.ratio;
    arrow(context, cx, cy, tx, ty, 6 * pane.ratio);
    context.textAlign = x >= 0 ? "left" : "right";
    const at = tx + (x >= 0 ? 4 : -4) * pane.ratio;
    const width = context.measureText(name).width;
    const box = [x >= 0 ? at : at - width, ty - 7 * pane.ratio, x >= 0 ? at + width : at, ty + 7 * pane.ratio];
    if (!taken.some((other) => overlaps(box, other))) {
      taken.push(box);
      haloText(context, name, at, ty, shades, "#f2c14e");
    }
  }
  sayArrows(pane, context, arrows, shades);
}

/** Arrows of a stand-in are worth what the stand-in is worth, which is said beside them. */
function sayArrows(pane, context, arrows, shades) {
  const quality = (arrows.r2 ?? []).map((one) => number(one, 2)).join(" and ");
  const text = arrows.exact ? "arrows: the linear map itself" : `arrows: a ridge regression stands in, R² ${quality} of the axes`;
  context.textAlign = "left";
  haloText(context, text, 10 * pane.ratio, 14 * pane.ratio, shades, "#f2c14e");
}

function arrow(context, x0, y0, x1, y1, head) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  for (const turn of [2.6, -2.6]) {
    context.moveTo(x1, y1);
    context.lineTo(x1 + head * Math.cos(angle + turn), y1 + head * Math.sin(angle + turn));
  }
  context.stroke();
}

/** Rings about the points that moved against their neighbours on the way to another picture. */
function drawMoved(pane, context, shades) {
  context.strokeStyle = hexOf(shades.bad);
  context.lineWidth = 1.5 * pane.ratio;
  for (const sample of pane.moved ?? []) {
    ring(context, pane.pixels[2 * sample], pane.pixels[2 * sample + 1], pane.radius + 3 * pane.ratio);
  }
}

/** The input that an explanation placed, and thin rings about the samples nearest to it in the layer. */
function drawMark(pane, context, shades) {
  const { mark } = pane.app.report.head;
  const place = mark?.places.find((one) => one.picture === pane.picture.index);
  if (!place) {
    return;
  }
  context.strokeStyle = shades.dark ? "#ffffff" : "#000000";
  context.lineWidth = 1.25 * pane.ratio;
  for (const sample of mark.neighbors ?? []) {
    ring(context, pane.pixels[2 * sample], pane.pixels[2 * sample + 1], pane.radius + 2 * pane.ratio);
  }
  const [x, y] = pane.plane.pixel(place.u / 65535, place.v / 65535);
  const reach = 9 * pane.ratio;
  context.lineWidth = 2.5 * pane.ratio;
  context.beginPath();
  context.moveTo(x - reach, y);
  context.lineTo(x + reach, y);
  context.moveTo(x, y - reach);
  context.lineTo(x, y + reach);
  context.stroke();
  ring(context, x, y, reach);
}

/** The point in question, rings on its true neighbours, and lines to those that the picture tore away. */
function drawHover(pane, context, shades) {
  const hover = pane.app.state.get("hover");
  if (hover?.dataset !== pane.dataset || pane.app.state.get("atlas")) {
    return;
  }
  const at = (sample) => [pane.pixels[2 * sample], pane.pixels[2 * sample + 1]];
  const [x, y] = at(hover.sample);
  const ink = shades.dark ? "#ffffff" : "#111111";
  if (pane.neighbors) {
    const { near } = keptOf(pane.data, pane.neighbors, hover.sample);
    context.lineWidth = 1.25 * pane.ratio;
    for (const neighbor of trueNeighbors(pane.neighbors, hover.sample)) {
      const [nx, ny] = at(neighbor);
      context.strokeStyle = near.has(neighbor) ? ink : hexOf(shades.bad);
      if (!near.has(neighbor)) {
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(nx, ny);
        context.stroke();
      }
      ring(context, nx, ny, pane.radius + 2 * pane.ratio);
    }
  }
  context.strokeStyle = ink;
  context.lineWidth = 2.5 * pane.ratio;
  ring(context, x, y, pane.radius + 4 * pane.ratio);
}

function ring(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

function drawLasso(pane, context, shades) {
  const path = pane.gestures.path;
  if (!path || path.length < 4) {
    return;
  }
  context.beginPath();
  for (let i = 0; i < path.length; i += 2) {
    context.lineTo(path[i], path[i + 1]);
  }
  context.closePath();
  context.fillStyle = shades.dark ? "rgba(255,255,255,.12)" : "rgba(0,90,200,.10)";
  context.fill();
  context.strokeStyle = shades.dark ? "#ffffff" : "#0b5bd3";
  context.lineWidth = 1.5 * pane.ratio;
  context.setLineDash([6 * pane.ratio, 4 * pane.ratio]);
  context.stroke();
  context.setLineDash([]);
}
