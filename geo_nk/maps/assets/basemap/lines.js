// The border as a line with kilometres: where a kilometre lies, what lies between two, and the kilometre next to a spot.

const METRES = 111132.95;

/** Kilometres between two positions on the WGS 84 ellipsoid; true to a centimetre over a segment of the border. @param {[number, number]} a lon, lat @param {[number, number]} b @returns {number} */
function kilometresBetween(a, b) {
  const middle = (((a[1] + b[1]) / 2) * Math.PI) / 180;
  const north = METRES - 559.85 * Math.cos(2 * middle) + 1.18 * Math.cos(4 * middle);
  const east = 111412.88 * Math.cos(middle) - 93.5 * Math.cos(3 * middle) + 0.12 * Math.cos(5 * middle);
  return Math.hypot((b[1] - a[1]) * north, (b[0] - a[0]) * east) / 1000;
}

export class BorderLine {
  /**
   * @param {[number, number][]} points lon, lat in degrees, from kilometre 0
   * @param {number} length kilometres of the whole; the corners were rounded, so that their own sum is a little off
   */
  constructor(points, length) {
    this.points = points;
    this.length = length;
    this.km = new Float64Array(points.length);
    for (let i = 1; i < points.length; i += 1) this.km[i] = this.km[i - 1] + kilometresBetween(points[i - 1], points[i]);
    const scale = length / this.km[points.length - 1];
    for (let i = 1; i < points.length; i += 1) this.km[i] *= scale;
  }

  /** The first corner at or behind a kilometre. @param {number} km */
  corner(km) {
    let [low, high] = [0, this.km.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.km[middle] < km) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where a kilometre lies. @param {number} km @returns {[number, number]} lon, lat */
  at(km) {
    const i = Math.max(this.corner(km), 1);
    const [a, b] = [this.points[i - 1], this.points[i]];
    const share = Math.min(Math.max((km - this.km[i - 1]) / (this.km[i] - this.km[i - 1] || 1), 0), 1);
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
  }

  /** The line from one kilometre to another. @param {number} from @param {number} to @returns {[number, number][]} */
  between(from, to) {
    const inside = this.points.slice(this.corner(from), this.corner(to));
    return [this.at(from), ...inside, this.at(to)];
  }

  /**
   * The line from one kilometre to another without its bends, as a ribbon along it is drawn.
   * @param {number} from
   * @param {number} to
   * @param {number} window kilometres over which bends are smoothed
   * @returns {[number, number][]}
   */
  smooth(from, to, window) {
    const step = Math.max(window / 6, 0.25);
    const n = Math.max(Math.ceil((to - from) / step), 1);
    const count = 7;
    return Array.from({ length: n + 1 }, (_, k) => {
      const km = from + ((to - from) * k) / n;
      // Narrower towards the two ends of the border, so that the ribbon ends where the line does.
      const half = Math.min(window / 2, km, this.length - km);
      const sum = [0, 0];
      for (let j = 0; j < count; j += 1) {
        const [lon, lat] = this.at(km + half * ((2 * j) / (count - 1) - 1));
        sum[0] += lon / count;
        sum[1] += lat / count;
      }
      return /** @type {[number, number]} */ (sum);
    });
  }
}

/**
 * The point of a line that is nearest to a spot.
 * @param {[number, number][]} line in pixels
 * @param {number} x
 * @param {number} y
 * @returns {{away: number, along: number}} pixels to it, and where along the line it lies: corner and share of the way
 */
export function nearestOn(line, x, y) {
  let best = { away: Infinity, along: 0 };
  for (let i = 1; i < line.length; i += 1) {
    const [ax, ay] = line[i - 1];
    const [dx, dy] = [line[i][0] - ax, line[i][1] - ay];
    const share = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    const away = Math.hypot(ax + share * dx - x, ay + share * dy - y);
    if (away < best.away) best = { away, along: i - 1 + share };
  }
  return best;
}
