import assert from "node:assert/strict";
import { test } from "node:test";
import { cellOf, makeGrid, overlap, settle, spreadBox } from "../../geo_nk/maps/assets/strip/density.js";
import { dayOf, kmAt, labelRows, monthOf, plotX, plotY, timeTicks } from "../../geo_nk/maps/assets/strip/scale.js";

test("kilometres run across and days down", () => {
  const plot = { left: 100, right: 1100, top: 50, bottom: 250, km: [0, 1000], days: [0, 400] };
  assert.equal(plotX(plot, 500), 600);
  assert.equal(plotY(plot, 100), 100);
  assert.equal(kmAt(plot, 600), 500);
  assert.equal(kmAt(plot, -5), 0);
});

test("ticks are firsts of months or years, no more than there is room for", () => {
  const years = timeTicks([dayOf(2004, 5), dayOf(2024)], 12);
  assert.ok(years.length <= 12 && years.length > 5);
  assert.ok(years.every((tick) => tick.whole && tick.day === dayOf(tick.year)));
  const months = timeTicks([dayOf(2020, 1), dayOf(2020, 6)], 12);
  assert.deepEqual(months.map((tick) => tick.month), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(monthOf(dayOf(1969, 11)), { year: 1969, month: 11 });
});

test("labels never lie on each other, and the more important are placed", () => {
  const labels = Array.from({ length: 60 }, (_, k) => ({ x: 20 + k * 9, width: 50, rank: k % 7 === 0 ? 1 : 2, k }));
  const placed = labelRows(labels, { rows: 3, gap: 3, left: 0, right: 600 });
  for (const a of placed) {
    assert.ok(a.from >= 0 && a.from + a.width <= 600);
    for (const b of placed)
      if (a !== b && a.row === b.row) assert.ok(a.from + a.width < b.from || b.from + b.width < a.from);
  }
  assert.ok(placed.filter((label) => label.rank === 1).length >= 8);
});

test("no leader runs through a label below", () => {
  const labels = Array.from({ length: 40 }, (_, k) => ({ x: 10 + k * 14, width: 40, rank: (k * 7) % 3 }));
  const placed = labelRows(labels, { rows: 4, gap: 2, left: 0, right: 600 });
  for (const high of placed)
    for (const low of placed)
      if (low.row < high.row) assert.ok(high.x <= low.from || high.x >= low.from + low.width);
});

test("each event adds one to the grid, however vague it is", () => {
  const grid = makeGrid(20, 10);
  spreadBox(grid, 2, 3, 2.5, 3.2);
  spreadBox(grid, 0, 0, 20, 10);
  spreadBox(grid, -5, 8, 4, 30);
  settle(grid);
  let sum = 0;
  for (let r = 0; r < 10; r += 1) for (let c = 0; c < 20; c += 1) sum += cellOf(grid, c, r);
  assert.ok(Math.abs(sum - 3) < 1e-9);
  assert.ok(Math.abs(cellOf(grid, 2, 3) - (1 + 1 / 200)) < 1e-9);
  assert.equal(grid.most, cellOf(grid, 2, 3));
});

test("overlap is the share of marks that lie on others", () => {
  assert.equal(overlap([0, 100, 200], [0, 0, 0], 8), 0);
  assert.equal(overlap([0, 1, 2, 3], [0, 1, 2, 3], 8), 0.75);
  assert.equal(overlap([], [], 8), 0);
});

test("a hundred thousand events are spread in no time", () => {
  const grid = makeGrid(300, 80);
  const start = performance.now();
  for (let i = 0; i < 100000; i += 1) spreadBox(grid, i % 290, i % 70, (i % 290) + 9, (i % 70) + 5);
  settle(grid);
  assert.ok(performance.now() - start < 500);
});
