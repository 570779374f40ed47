// Shading for more events than can be drawn apart: each is spread evenly over the kilometres and the days in which it
// may have happened, so that a vague event is a veil and a sure one a spot.

/**
 * @typedef {object} Grid
 * @property {number} columns
 * @property {number} rows
 * @property {Float64Array} sums events in each cell, row by row; the corners of the next row and column are for the sums
 * @property {number} most the largest sum of a cell
 */

/** An empty grid, with one more row and column than it has cells. @param {number} columns @param {number} rows @returns {Grid} */
export const makeGrid = (columns, rows) => ({
  columns,
  rows,
  sums: new Float64Array((columns + 1) * (rows + 1)),
  most: 0,
});

/**
 * Spread one event over the cells of a box; `settle` when all are in.
 * @param {Grid} grid
 * @param {number} left in cells, as are the others
 * @param {number} top
 * @param {number} right
 * @param {number} bottom
 * @param {number} [weight]
 */
export function spreadBox(grid, left, top, right, bottom, weight = 1) {
  const { columns, rows, sums } = grid;
  const c0 = Math.min(Math.max(Math.floor(left), 0), columns - 1);
  const r0 = Math.min(Math.max(Math.floor(top), 0), rows - 1);
  const c1 = Math.min(Math.max(Math.ceil(right), c0 + 1), columns);
  const r1 = Math.min(Math.max(Math.ceil(bottom), r0 + 1), rows);
  const share = weight / ((c1 - c0) * (r1 - r0));
  const width = columns + 1;
  // Only the corners are marked; summing over the grid once fills all boxes at the same time.
  sums[r0 * width + c0] += share;
  sums[r0 * width + c1] -= share;
  sums[r1 * width + c0] -= share;
  sums[r1 * width + c1] += share;
}

/** Turn the corners that `spreadBox` marked into sums for each cell. @param {Grid} grid @returns {Grid} */
export function settle(grid) {
  const { columns, rows, sums } = grid;
  const width = columns + 1;
  grid.most = 0;
  for (let r = 0; r < rows; r += 1) {
    let along = 0;
    for (let c = 0; c < columns; c += 1) {
      const k = r * width + c;
      along += sums[k];
      sums[k] = along + (r ? sums[k - width] : 0);
      if (sums[k] > grid.most) grid.most = sums[k];
    }
  }
  return grid;
}

/** @param {Grid} grid @param {number} column @param {number} row @returns {number} */
export const cellOf = ({ sums, columns }, column, row) => sums[row * (columns + 1) + column];

/**
 * How much of the marks would lie on other marks, 0 to 1: above a half, shading tells more than marks.
 * @param {ArrayLike<number>} xs in pixels
 * @param {ArrayLike<number>} ys
 * @param {number} size of a mark in pixels
 * @returns {number}
 */
export function overlap(xs, ys, size) {
  /** @type {Set<number>} */
  const taken = new Set();
  for (let k = 0; k < xs.length; k += 1) taken.add(Math.floor(xs[k] / size) * 65536 + Math.floor(ys[k] / size));
  return xs.length ? 1 - taken.size / xs.length : 0;
}
