import assert from "node:assert/strict";
import { test } from "node:test";
import { Filters, PeriodFilter, TextFilter, rowsOf } from "../../geo_nk/maps/assets/state/filters.js";
import { CodedColumn, NO_DAY, TextColumn, dayNumber, isoDay } from "../../geo_nk/maps/assets/data/columns.js";
import { TextIndex, fold } from "../../geo_nk/maps/assets/data/find.js";
import { Store } from "../../geo_nk/maps/assets/state/store.js";

/** @param {object} more */
const state = (more = {}) => /** @type {any} */ ({ visible: new Uint32Array(), selected: null, hovered: null, place: null, ...more });

test("a listener runs once for a set of several keys, in order of registration", () => {
  const store = new Store(state());
  /** @type {string[]} */
  const heard = [];
  store.on(["selected", "hovered"], () => heard.push("first"));
  store.on("selected", () => heard.push("second"));
  store.set({ selected: 1, hovered: 2 });
  assert.deepEqual(heard, ["first", "second"]);
});

test("what does not change is not told", () => {
  const store = new Store(state({ selected: 3 }));
  store.on("selected", () => assert.fail());
  store.set({ selected: 3 });
});

test("a set within a listener is told when the first is done", () => {
  const store = new Store(state());
  /** @type {string[]} */
  const heard = [];
  store.on("selected", () => {
    heard.push("selected");
    store.set({ hovered: 5 });
    heard.push("set");
  });
  store.on("hovered", () => heard.push("hovered"));
  store.set({ selected: 1 });
  assert.deepEqual(heard, ["selected", "set", "hovered"]);
});

test("a listener that fails does not silence the store for good", () => {
  const store = new Store(state());
  const stop = store.on("selected", () => {
    throw new Error("broken");
  });
  assert.throws(() => store.set({ selected: 1 }), /broken/);
  stop();
  let heard = 0;
  store.on("selected", () => (heard += 1));
  store.set({ selected: 2 });
  assert.equal(heard, 1);
});

/** @param {string} key @param {number[] | null} mask */
const fixed = (key, mask) => ({ key, mask: mask && Uint8Array.from(mask), active: Boolean(mask), clear() {}, write: () => null, read() {} });

test("visible is what every filter lets through; counts leave one out", () => {
  const store = new Store(state({ selected: 1 }));
  const filters = new Filters(store, 4);
  filters.add(fixed("a", [1, 0, 1, 1]));
  filters.add(fixed("b", [1, 1, 0, 1]));
  filters.add(fixed("c", null));
  filters.apply();
  assert.deepEqual([...store.get("visible")], [0, 3]);
  assert.equal(store.get("selected"), null);
  const column = { values: ["x", "y"], codes: Uint8Array.of(0, 0, 1, 1) };
  assert.deepEqual([...filters.counts(column)], [1, 1]);
  assert.deepEqual([...filters.counts(column, "a")], [2, 1]);
});

test("joining masks leaves each filter's own as it is", () => {
  const filters = new Filters(new Store(state()), 2);
  const one = filters.add(fixed("a", [1, 1]));
  filters.add(fixed("b", [0, 1]));
  filters.apply();
  assert.deepEqual([...(one.mask ?? [])], [1, 1]);
});

test("rows of no mask are all rows", () => assert.deepEqual([...rowsOf(null, 3)], [0, 1, 2]));

test("a period keeps what may lie in it and drops what has no date", () => {
  const none = -NO_DAY - 1;
  const events = /** @type {any} */ ({ size: 4, firstDay: Int32Array.of(5, 1, 20, none), lastDay: Int32Array.of(9, 4, 30, NO_DAY) });
  const filter = new PeriodFilter("when", events);
  filter.set([4, 6]);
  assert.deepEqual([...(filter.mask ?? [])], [1, 1, 0, 0]);
  filter.read(/** @type {string} */ (filter.write()));
  assert.deepEqual(filter.span, [4, 6]);
});

test("a day comes back as it was", () => assert.equal(isoDay(dayNumber("2012-02-29")), "2012-02-29"));

test("texts and lists come back; an empty one is none", () => {
  assert.deepEqual([0, 1, 2].map((i) => TextColumn.of(["혜산", null, "a\nb"]).get(i)), ["혜산", null, "a\nb"]);
  const lists = TextColumn.of([["a", "b"], [], ["c"]].map(/** @type {any} */ ((x) => x)), true);
  assert.deepEqual([0, 1, 2].map((i) => lists.get(i)), [["a", "b"], null, ["c"]]);
});

test("a row is found by its text", () => {
  const column = TextColumn.of(["event-10", "event-1", "event-1x"]);
  assert.deepEqual([column.indexOf("event-1"), column.indexOf("event")], [1, -1]);
});

test("a text is folded without accents and case, and Korean stays whole", () => {
  assert.equal(fold("Hyesán 혜산"), "hyesan 혜산");
});

test("a search finds rows in which every word stands in some column, over many blocks", () => {
  const texts = Array.from({ length: 5000 }, (_, i) => (i % 1000 === 999 ? `Ráid ${i}` : null));
  const codes = Uint8Array.from({ length: 5000 }, (_, i) => (i < 3000 ? 0 : 1));
  const columns = [TextColumn.of(texts), new CodedColumn(TextColumn.of(["Musan", "Hyesan"]), codes)];
  const filter = new TextFilter("search", new TextIndex(5000, () => columns));
  filter.set("raid hye");
  assert.deepEqual([...rowsOf(filter.mask, 5000)], [3999, 4999]);
  filter.set(" ");
  assert.equal(filter.active, false);
});
