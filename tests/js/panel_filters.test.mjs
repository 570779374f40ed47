import assert from "node:assert/strict";
import { test } from "node:test";
import { FacetFilter, RangeFilter } from "../../geo_nk/maps/assets/state/facet_filter.js";
import { readFragment, readView, writeFragment, writeView } from "../../geo_nk/maps/assets/state/fragment.js";
import { hitsIn, snippetOf } from "../../geo_nk/maps/assets/parts/highlight.js";
import { plainCell, safeLink } from "../../geo_nk/maps/assets/parts/link.js";
import { ordered } from "../../geo_nk/maps/assets/data/order.js";
import { nameInQuote } from "../../geo_nk/maps/assets/card/quote.js";
import { wordsOf } from "../../geo_nk/maps/assets/data/find.js";

const column = () => ({ values: ["a,b", "50%", null, "!x"], codes: Uint8Array.of(0, 1, 2, 3, 0) });

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

test("hits are found without accents and case, in any script, and joined where they meet", () => {
  assert.deepEqual(hitsIn("A Hyesän raid", wordsOf("HYESAN")), [[2, 8]]);
  assert.deepEqual(hitsIn("회령시 회령", wordsOf("회령")), [
    [0, 2],
    [4, 6],
  ]);
  assert.deepEqual(hitsIn("aaaa", ["aa", "a"]), [[0, 4]]);
  assert.deepEqual(hitsIn("ﬁne 😀 fine", ["fine"]), [
    [0, 3],
    [7, 11],
  ]);
  assert.deepEqual(hitsIn("x", []), []);
});

test("a snippet begins at a word shortly before its hit", () => {
  assert.equal(snippetOf("One two three four five six seven eight nine ten", ["ten"], 12), "… eight nine ten");
  assert.equal(snippetOf("ten green bottles", ["green"]), "ten green bottles");
  assert.equal(snippetOf("ten green bottles", ["red"]), null);
});

test("the name of a place is marked where it stands, or else where it is found", () => {
  assert.deepEqual(nameInQuote("Musan? No: Musan.", "Musan", 11), [[11, 16]]);
  assert.deepEqual(nameInQuote("😀 Musan", "Musan", 2), [[3, 8]]);
  assert.deepEqual(nameInQuote("In MUSAN.", "Musan", 99), [[3, 8]]);
  assert.deepEqual(nameInQuote("In Hoeryong.", "Musan", null), []);
  assert.deepEqual(nameInQuote("In Hoeryong.", null, 3), []);
});

test("no cell is a formula, a tab or a line of its own", () => {
  assert.equal(plainCell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  assert.equal(plainCell(" @x"), "' @x");
  assert.equal(plainCell("-12.5"), "-12.5");
  assert.equal(plainCell("a\tb\r\nc"), "a b c");
  assert.equal(plainCell(null), "");
});

test("only harmless addresses are followed", () => {
  assert.equal(safeLink("https://example.org/a"), "https://example.org/a");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", null])
    assert.equal(safeLink(url), null);
});

test("what has no value for an order comes last, and ties keep the order of the table", () => {
  const events = /** @type {any} */ ({
    size: 4,
    firstDay: Int32Array.of(5, 9, 2 ** 31 - 1, 5),
    lastDay: Int32Array.of(5, 9, -1, 5),
    confidence: Float64Array.of(0.2, NaN, 0.9, 0.2),
    km: Float64Array.of(NaN, 700, 10, NaN),
    categories: new Map([
      ["z", {}],
      ["a", {}],
    ]),
    codes: (/** @type {string} */ name) =>
      name === "category"
        ? { values: ["a", "z"], codes: Uint8Array.of(0, 1, 0, 1) }
        : { values: ["Musan", null, "Hyesan"], codes: Uint8Array.of(0, 1, 2, 0) },
  });
  const order = (/** @type {any} */ by) => [...ordered(events, Uint32Array.of(0, 1, 2, 3), by)];
  assert.deepEqual(order("newest"), [1, 0, 3, 2]);
  assert.deepEqual(order("oldest"), [0, 3, 1, 2]);
  assert.deepEqual(order("confidence"), [2, 0, 3, 1]);
  assert.deepEqual(order("border"), [2, 1, 0, 3]);
  assert.deepEqual(order("category"), [1, 3, 0, 2]);
  assert.deepEqual(order("place"), [2, 0, 3, 1]);
});
