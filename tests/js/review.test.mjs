// What a reviewer types, and what is kept and saved of it.

import assert from "node:assert/strict";
import test from "node:test";
import { csvCell, readDecision } from "../../geo_nk/maps/assets/review/decisions.js";
import { spanOf } from "../../geo_nk/maps/assets/review/form.js";
import { PlaceFinder } from "../../geo_nk/maps/assets/review/place_finder.js";

const finder = new PlaceFinder({
  places: [
    ["kp-ryanggang", "province", "", "Ryanggang", "량강", "两江", "Yanggang"],
    ["kp-ryanggang-hyesan", "city", "kp-ryanggang", "Hyesan", "혜산", "惠山", "Hesan"],
    ["kp-hyesan-station", "station", "kp-ryanggang", "Hyesan station", "혜산역", "惠山站"],
    ["kp-sambong-1", "ri", "kp-ryanggang", "Sambong", "삼봉", "三峰"],
    ["kp-sambong-2", "ri", "kp-ryanggang", "Sambong", "삼봉", "三峰"],
  ],
  candidates: { Sambong: ["kp-sambong-2", "kp-sambong-1"] },
});

const ids = (places) => places.map((place) => place.id);

test("a typed day, month or year is a span of days", () => {
  assert.deepEqual(spanOf("2021-08-06"), ["2021-08-06", "2021-08-06"]);
  assert.deepEqual(spanOf(" 2024.2 "), ["2024-02-01", "2024-02-29"]);
  assert.deepEqual(spanOf("2021"), ["2021-01-01", "2021-12-31"]);
  assert.deepEqual(spanOf(""), ["", ""]);
});

test("what is no date is none", () => {
  for (const text of ["soon", "2021-13", "2021-00", "2021-02-30", "2021-02-00", "0000", "03/04/2021"])
    assert.equal(spanOf(text), null, text);
});

test("a cell is quoted, and never a formula", () => {
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"');
  assert.equal(csvCell("=1+1"), "'=1+1");
  assert.equal(csvCell("'=1+1"), "''=1+1");
  assert.equal(csvCell("Kim's"), "Kim's");
});

test("only what has the form of a decision is taken from what was kept", () => {
  const kept = { verdict: "correct", right: { category: "other", evil: "x", place_id: 3 }, note: "", at: "2026-03-01T09:30:00Z" };
  assert.deepEqual(readDecision(JSON.stringify(kept))?.right, { category: "other" });
  for (const wrong of [{ ...kept, verdict: "toString" }, { ...kept, at: "now" }, { ...kept, note: 1 }, null, 7])
    assert.equal(readDecision(JSON.stringify(wrong)), null);
  assert.equal(readDecision("{"), null);
  assert.equal(readDecision(null), null);
});

test("a place is found by the beginning of any of its names", () => {
  assert.deepEqual(ids(finder.find("hye")), ["kp-ryanggang-hyesan", "kp-hyesan-station"]);
  assert.deepEqual(ids(finder.find("혜산")), ["kp-ryanggang-hyesan", "kp-hyesan-station"]);
  assert.deepEqual(ids(finder.find("Yanggang")), ["kp-ryanggang"]);
  assert.deepEqual(ids(finder.find("atlantis")), []);
});

test("candidates for the name come first, then what the sentence names", () => {
  const near = finder.near("Sambong", "A source in Hyesan told of Sambong.");
  assert.deepEqual(ids(near), ["kp-sambong-2", "kp-sambong-1", "kp-ryanggang-hyesan"]);
  assert.deepEqual(ids(finder.near(null, "The Hyesanese market")), []);
});
