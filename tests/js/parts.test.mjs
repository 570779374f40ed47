import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "../../geo_nk/maps/assets/data/find.js";
import { hitsIn, snippetOf } from "../../geo_nk/maps/assets/parts/highlight.js";
import { plainCell, safeLink } from "../../geo_nk/maps/assets/parts/link.js";

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
