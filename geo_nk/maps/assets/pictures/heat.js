// Density: each event is spread over the ground on which it may have happened, and what lies on a spot is summed.

import { say } from "../words/words.js";

const CELL_PX = 3;
const LEAST_SIGMA = 9; // pixels; narrower, and single events would be all that is seen
const SIGMA_STEP = 1.35; // events of similar uncertainty are blurred together
const FARTHEST = 160; // cells: what is spread wider is the same all over the screen
const LATITUDE = 41.5; // of the middle of the border, for areas on the ground
const KM2 = 100; // square kilometres to which a density is given
/** Shares of the greatest density at which classes begin. */
const HEAT_BREAKS = [0.01, 0.04, 0.12, 0.3, 0.6];

export class HeatPicture {
  /** @param {import("../data/events.js").EventTable} events */
  constructor(events) {
    this.events = events;
    this.radius = events.numbers("uncertainty_m");
    /** @type {Uint32Array} */
    this.rows = new Uint32Array();
    this.apart = 0;
    this.most = 0;
  }

  /** @param {Uint32Array} rows */
  count(rows) {
    const { events } = this;
    this.rows = rows.filter((i) => events.placed(i) && !events.vague(i));
    this.apart = rows.length - this.rows.length;
  }

  /** @param {CanvasRenderingContext2D} c @param {import("../basemap/canvas.js").View} view @param {import("./pictures.js").Look} look */
  draw(c, view, { ramp }) {
    const width = Math.ceil(view.width / CELL_PX);
    const height = Math.ceil(view.height / CELL_PX);
    const field = this.field(view, width, height);
    const most = field.reduce((a, b) => Math.max(a, b), 0);
    const km = CELL_PX / view.length(1000, LATITUDE);
    this.most = (most / (km * km)) * KM2;
    if (!most) return;
    const small = document.createElement("canvas");
    small.width = width;
    small.height = height;
    const s = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d"));
    const image = s.createImageData(width, height);
    const colours = ramp.map(bytesOfColour);
    for (let k = 0; k < field.length; k += 1) paintPixel(image.data, 4 * k, field[k] / most, colours);
    s.putImageData(image, 0, 0);
    c.imageSmoothingEnabled = true;
    c.imageSmoothingQuality = "high";
    c.drawImage(small, 0, 0, width * CELL_PX, height * CELL_PX);
  }

  /** Events in each cell of the screen. @param {import("../basemap/canvas.js").View} view @param {number} width @param {number} height @returns {Float32Array} */
  field(view, width, height) {
    const { lon, lat } = this.events;
    /** @type {Map<number, Float32Array>} by how wide they are spread */
    const layers = new Map();
    for (const i of this.rows) {
      const [x, y] = view.toPixel(lon[i], lat[i]);
      const [column, row] = [Math.floor(x / CELL_PX), Math.floor(y / CELL_PX)];
      if (!(column >= 0 && row >= 0 && column < width && row < height)) continue;
      // Half the radius: as wide as a disc in which every spot is as likely.
      const sigma = Math.max(view.length((this.radius[i] || 0) / 2, lat[i]), LEAST_SIGMA) / CELL_PX;
      const step = Math.round(Math.log(sigma) / Math.log(SIGMA_STEP));
      let layer = layers.get(step);
      if (!layer) layers.set(step, (layer = new Float32Array(width * height)));
      layer[row * width + column] += 1;
    }
    const sum = new Float32Array(width * height);
    for (const [step, layer] of layers) {
      blur(layer, width, height, Math.min(SIGMA_STEP ** step, FARTHEST));
      for (let k = 0; k < sum.length; k += 1) sum[k] += layer[k];
    }
    return sum;
  }

  at() {
    return null;
  }

  /** @param {string[]} ramp @returns {import("./pictures.js").PictureKey} */
  legend(ramp) {
    const bounds = HEAT_BREAKS.map((share) => +(share * this.most).toPrecision(2));
    const classes = bounds.map((from, k) => ({ from, to: bounds[k + 1] ?? +this.most.toPrecision(2), colour: ramp[k] }));
    return {
      title: say("picture.heat_of", { km: KM2 }),
      note: say("picture.heat_note"),
      classes: this.most ? classes : [],
      apart: this.apart,
    };
  }
}

/** @param {Uint8ClampedArray} data @param {number} at @param {number} share of the greatest @param {number[][]} colours */
function paintPixel(data, at, share, colours) {
  let k = HEAT_BREAKS.length - 1;
  while (k >= 0 && share < HEAT_BREAKS[k]) k -= 1;
  if (k < 0) return;
  const [red, green, blue] = colours[k];
  data[at] = red;
  data[at + 1] = green;
  data[at + 2] = blue;
  data[at + 3] = 150 + 18 * k;
}

/** @param {string} colour as #rrggbb */
const bytesOfColour = (colour) => [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));

/**
 * Blur a field as a bell curve would: three means over boxes come close to it.
 * @param {Float32Array} field
 * @param {number} width
 * @param {number} height
 * @param {number} sigma in cells
 */
export function blur(field, width, height, sigma) {
  const half = Math.max(Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2), 1);
  const other = new Float32Array(field.length);
  for (let round = 0; round < 3; round += 1) {
    for (let row = 0; row < height; row += 1) boxMean(field, other, row * width, 1, width, half);
    for (let column = 0; column < width; column += 1) boxMean(other, field, column, width, height, half);
  }
}

/** @param {Float32Array} from @param {Float32Array} to @param {number} at first cell @param {number} step to the next @param {number} count cells @param {number} half of the box */
function boxMean(from, to, at, step, count, half) {
  const share = 1 / (2 * half + 1);
  let sum = 0;
  for (let k = 0; k < Math.min(half, count); k += 1) sum += from[at + k * step];
  for (let k = 0; k < count; k += 1) {
    if (k + half < count) sum += from[at + (k + half) * step];
    if (k - half - 1 >= 0) sum -= from[at + (k - half - 1) * step];
    to[at + k * step] = sum * share;
  }
}
