// @ts-check
// Colours as numbers that a surface takes (ABGR), and the scale of values.

/** "#rrggbb" as a number. */
export function abgr(hex) {
  const value = parseInt(hex.slice(1), 16);
  return (0xff000000 | ((value & 0xff) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
}

/** A number as "#rrggbb". */
export function hexOf(color) {
  const rgb = ((color & 0xff) << 16) | (color & 0xff00) | ((color >> 16) & 0xff);
  return `#${rgb.toString(16).padStart(6, "0")}`;
}

// Viridis (van der Walt and Smith 2015) at nine places: even in lightness, so that it reads in grey and for all kinds of colour vision.
const viridis = ["#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"].map(abgr);

/** The colour of a share from 0 to 1. */
export function scaleColor(share) {
  if (!(share >= 0)) {
    return viridis[0];
  }
  const place = Math.min(1, share) * (viridis.length - 1);
  const index = Math.min(viridis.length - 2, Math.floor(place));
  const t = place - index;
  const [a, b] = [viridis[index], viridis[index + 1]];
  const channel = (shift) => Math.round(((a >> shift) & 0xff) * (1 - t) + ((b >> shift) & 0xff) * t) << shift;
  return (0xff000000 | channel(16) | channel(8) | channel(0)) >>> 0;
}

/** Dark colours are lifted where the ground is dark, so that they stay visible; hue stays. */
export function onGround(color, dark) {
  if (!dark) {
    return color;
  }
  const [r, g, b] = [color & 0xff, (color >> 8) & 0xff, (color >> 16) & 0xff];
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const lift = light < 110 ? (110 - light) / (255 - light) : 0;
  const raise = (c) => Math.round(c + (255 - c) * lift);
  return (0xff000000 | (raise(b) << 16) | (raise(g) << 8) | raise(r)) >>> 0;
}

const darkScheme = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : darkScheme.matches;
}

/** Colours of the surface itself. */
export function ground() {
  const dark = isDark();
  return {
    dark,
    paper: abgr(dark ? "#171a20" : "#ffffff"),
    rest: abgr(dark ? "#3a4049" : "#d9dde3"),
    unknown: abgr(dark ? "#8fa3ba" : "#3b5b7d"),
    good: abgr(dark ? "#4a86c5" : "#3b78b8"),
    bad: abgr(dark ? "#ff7a45" : "#d9480f"),
  };
}
