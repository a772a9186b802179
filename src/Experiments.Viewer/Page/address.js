// @ts-check
// The address keeps what is seen: view, pictures, zoom, colour and choice, so that a link shows the same to somebody else.
import { atlasDistance, atlasGrid } from "./atlas.js";
import { readChoice, writeChoice } from "./selecting.js";

const delay = 250;

/** What the address asks for, as changes of the state, and the zoom of pictures by id. */
export function readAddress(report) {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const changes = {};
  const views = new Map();
  const open = (wanted.get("open") ?? "").split("~").filter(Boolean).map((part) => {
    const [id, zoom, u, v] = part.split(",");
    if (zoom) {
      views.set(id, { zoom: Number(zoom), u: Number(u), v: Number(v) });
    }
    return report.byId.get(id)?.points ? report.byId.get(id).index : -1;
  }).filter((index) => index >= 0);
  if (open.length > 0) {
    changes.open = open.slice(0, 4);
  }
  for (const key of ["view", "color", "scores"]) {
    if (wanted.has(key)) {
      changes[key] = wanted.get(key);
    }
  }
  if (wanted.has("hide")) {
    changes.hidden = new Set(wanted.get("hide").split(".").map(Number));
  }
  if (wanted.has("sel")) {
    changes.selection = readChoice(report, wanted.get("sel"));
  }
  if (wanted.has("atlas")) {
    const [grid, distance] = wanted.get("atlas").split(",").map(Number);
    const within = (value, [least, most], otherwise) => (Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise);
    changes.atlas = { grid: Math.round(within(grid, atlasGrid, 20)), distance: within(distance, atlasDistance, 0.05) };
  } else if (wanted.has("open")) {
    changes.atlas = null;
  }
  return { changes, views };
}

/** Writes the address a moment after the state has changed. */
export function keepAddress(app) {
  let timer = 0;
  const write = () => {
    const { state, report } = app;
    const parts = new URLSearchParams();
    const open = state.get("open").map((index) => {
      const view = app.stage.panes.get(index)?.view;
      const digits = (value) => Number(value.toPrecision(8));
      return report.pictures[index].id + (view ? `,${digits(view.zoom)},${digits(view.u)},${digits(view.v)}` : "");
    });
    parts.set("view", state.get("view"));
    parts.set("open", open.join("~"));
    parts.set("color", state.get("color"));
    if (state.get("scores")) {
      parts.set("scores", state.get("scores"));
    }
    const selection = state.get("selection");
    const text = selection && writeChoice(selection);
    if (text) {
      parts.set("sel", text);
    }
    if (state.get("hidden").size > 0) {
      parts.set("hide", [...state.get("hidden")].join("."));
    }
    if (state.get("atlas")) {
      parts.set("atlas", `${state.get("atlas").grid},${state.get("atlas").distance}`);
    }
    history.replaceState(null, "", `#${parts}`);
  };
  app.state.on(["view", "open", "color", "scores", "selection", "hidden", "moved", "atlas"], () => {
    clearTimeout(timer);
    timer = setTimeout(write, delay);
  });
}
