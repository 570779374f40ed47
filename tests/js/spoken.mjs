// The words of the page, as its data teaches them; each test begins in English.

import { readFileSync } from "node:fs";
import { afterEach } from "node:test";
import { speak, teach } from "../../geo_nk/maps/assets/words/words.js";

/** The fields of a line of CSV. @param {string} line */
function fields(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, 4)
    .map(([, field]) => field.replace(/^"|"$/g, "").replaceAll('""', '"'));
}

const lines = readFileSync(new URL("../../geo_nk/maps/assets/words/words.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1);
teach(Object.fromEntries(lines.map(fields).map(([key, ...texts]) => [key, texts])));
afterEach(() => speak("en"));
