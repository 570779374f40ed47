import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedColumn, NO_DAY, TextColumn } from "../../geo_nk/maps/assets/data/columns.js";
import { TextIndex } from "../../geo_nk/maps/assets/data/find.js";
import { FacetFilter, RangeFilter } from "../../geo_nk/maps/assets/state/facet_filter.js";
import { Filters, PeriodFilter, TextFilter, rowsOf } from "../../geo_nk/maps/assets/state/filters.js";
import { readFragment, readView, writeFragment, writeView } from "../../geo_nk/maps/assets/state/fragment.js";
import { Store } from "../../geo_nk/maps/assets/state/store.js";

/** @param {object} more */
const state = (more = {}) => /** @type {any} */ ({ visible: new Uint32Array(), selected: null, hovered: null, place: null, ...more });

/** @param {string} key @param {number[] | null} mask */
const fixed = (key, mask) => ({ key, mask: mask && Uint8Array.from(mask), active: Boolean(mask), clear() {}, write: () => null, read() {} });

const column = () => ({ values: ["a,b", "50%", null, "!x"], codes: Uint8Array.of(0, 1, 2, 3, 0) });

for (const hidden of [["a,b"], ["a,b", null], ["50%", null, "!x"], ["a,b", "50%", null, "!x"]]) {
  test(`a facet comes back out of an address: without ${JSON.stringify(hidden)}`, () => {
    const filter = new FacetFilter("source", column());
    for (const value of hidden) filter.toggle(value);
    const address = writeFragment([["source", filter.write() ?? ""]]);
    const other = new FacetFilter("source", column());
    other.read(readFragment(address).get("source") ?? "");
    assert.deepEqual(other.hidden, filter.hidden);
  });
}

test("a facet of lists counts and keeps a row by any of its items", () => {
  const filters = new Filters(new Store(state()), 4);
  const goods = { values: [null, "rice", "coal"], codes: Uint8Array.of(0, 1, 2, 1), held: [[0], [1, 2], [2]] };
  const filter = filters.add(new FacetFilter("goods", goods));
  assert.deepEqual([...filters.counts(goods)], [1, 2, 3]);
  filter.only("rice");
  assert.deepEqual([...(filter.mask ?? [])], [0, 1, 0, 1]);
});

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

test("a facet hides values and tells what it lets through", () => {
  const filter = new FacetFilter("source", column());
  assert.deepEqual([filter.active, filter.mask, filter.write()], [false, null, null]);
  filter.toggle("a,b");
  assert.deepEqual([...(filter.mask ?? [])], [0, 1, 1, 1, 0]);
  filter.toggle("a,b");
  assert.equal(filter.active, false);
});

test("only one value, and all again where it was the only one", () => {
  const filter = new FacetFilter("source", column());
  filter.only(null);
  assert.deepEqual([...(filter.mask ?? [])], [0, 0, 1, 0, 0]);
  filter.only(null);
  assert.equal(filter.active, false);
});

test("values that no row has let nothing through, and do no harm", () => {
  const filter = new FacetFilter("source", column());
  filter.read("__proto__,%zz");
  assert.deepEqual([...(filter.mask ?? [])], [0, 0, 0, 0, 0]);
});

test("a range holds back what has no number, but for the widest one", () => {
  const filter = new RangeFilter("km", Float64Array.of(10, NaN, 700), [0, 1360]);
  assert.equal(filter.active, false);
  filter.set(800, 600); // two handles may cross
  assert.deepEqual([[...(filter.mask ?? [])], filter.write()], [[0, 0, 1], "600..800"]);
  filter.read("-5..9999");
  assert.equal(filter.active, false);
  filter.read("600..x");
  assert.equal(filter.active, false);
});

test("an address is readable and comes back whole", () => {
  /** @type {[string, string][]} */
  const pairs = [
    ["search", "회령 시장"],
    ["period", "2007-01-01..2007-12-31"],
    ["at", "42.44,129.75,9"],
    ["event", "a&b=c#d+e"],
  ];
  const text = writeFragment(pairs);
  assert.match(text, /period=2007-01-01\.\.2007-12-31&at=42\.44,129\.75,9/);
  assert.deepEqual([...readFragment(`#${text}`)], pairs);
});

test("a fragment that nobody wrote here is no fragment", () => {
  assert.equal(readFragment(`#x=${"a".repeat(9000)}`).size, 0);
  assert.deepEqual([...readFragment("#%E0%A4%A=1&&=&search=%zz")].length > 0, true);
});

test("a view is a position and a zoom, and nothing else", () => {
  assert.equal(writeView({ lat: 42.44001, lon: 129.75, zoom: 9.25 }), "42.44,129.75,9.25");
  assert.deepEqual(readView("42.44,129.75,9.25"), { lat: 42.44, lon: 129.75, zoom: 9.25 });
  for (const bad of [undefined, "", "1,2", "91,0,3", "1,2,1e9", "1,2,99", "NaN,1,2", "1,2,3,4"])
    assert.equal(readView(bad), null);
});
