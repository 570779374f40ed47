import assert from "node:assert/strict";
import { test } from "node:test";
import { borderWords } from "../../geo_nk/maps/assets/card/facts.js";
import { nameInQuote } from "../../geo_nk/maps/assets/card/quote.js";
import "./spoken.mjs";

test("the name of a place is marked where it stands, or else where it is found", () => {
  assert.deepEqual(nameInQuote("Musan? No: Musan.", "Musan", 11), [[11, 16]]);
  assert.deepEqual(nameInQuote("😀 Musan", "Musan", 2), [[3, 8]]);
  assert.deepEqual(nameInQuote("In MUSAN.", "Musan", 99), [[3, 8]]);
  assert.deepEqual(nameInQuote("In Hoeryong.", "Musan", null), []);
  assert.deepEqual(nameInQuote("In Hoeryong.", null, 3), []);
});

test("a place by the border is no surer than the place", () => {
  assert.equal(borderWords(1082.4, 120, null), "kilometre 1,082, 120 m from the line");
  assert.equal(borderWords(1082.4, 120, 6000), "kilometre 1,082 ± 6, within 6 km of the line");
  assert.equal(borderWords(1082.4, 9000, 2000), "kilometre 1,082 ± 2, 9 km ± 2 km from the line");
  assert.equal(borderWords(600, 250000, null), null);
});
