import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { dayNumber } from "../../geo_nk/maps/assets/data/columns.js";
import { dayFrom, intervalWords, spanWords, tickWords } from "../../geo_nk/maps/assets/data/dates.js";
import { borderWords } from "../../geo_nk/maps/assets/card/facts.js";
import { categoryWords, distanceWords, say, sayCode, speak, teach } from "../../geo_nk/maps/assets/words/words.js";

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

/** @type {[string | null, string | null, string, string, string][]} */
const INTERVALS = [
  ["2021-07-01", "2021-07-20", "between 1 and 20 July 2021", "2021년 7월 1일에서 20일 사이", "2021年7月1日至20日之间"],
  ["2007-02-01", "2007-02-28", "in February 2007", "2007년 2월", "2007年2月"],
  [
    "2024-02-01",
    "2024-02-28",
    "between 1 and 28 February 2024",
    "2024년 2월 1일에서 28일 사이",
    "2024年2月1日至28日之间",
  ],
  ["2016-01-01", "2016-12-31", "in 2016", "2016년", "2016年"],
  ["2012-03-05", "2012-03-05", "5 March 2012", "2012년 3월 5일", "2012年3月5日"],
  ["2015-01-01", "2016-12-31", "between 2015 and 2016", "2015년에서 2016년 사이", "2015年至2016年之间"],
  [null, "2012-03-05", "on or before 5 March 2012", "2012년 3월 5일 또는 그 이전", "2012年3月5日或以前"],
  ["2012-03-05", null, "on or after 5 March 2012", "2012년 3월 5일 또는 그 이후", "2012年3月5日或以后"],
  [null, null, "date unknown", "날짜 미상", "日期不详"],
];

for (const [start, end, ...said] of INTERVALS) {
  test(`an interval is said as its reader would say it: ${said[0]}`, () => {
    for (const [k, language] of ["en", "ko", "zh"].entries()) {
      speak(language);
      assert.equal(intervalWords(start, end), said[k]);
    }
  });
}

test("a short interval has short months", () => {
  assert.equal(intervalWords("2026-01-21", "2026-02-06", { short: true }), "between 21 Jan and 6 Feb 2026");
});

test("a span is said as shortly as it can be", () => {
  const span = (/** @type {string} */ a, /** @type {string} */ b) => spanWords(dayNumber(a), dayNumber(b));
  assert.equal(span("2007-01-01", "2007-12-31"), "2007");
  assert.equal(span("2007-01-01", "2010-12-31"), "2007 – 2010");
  assert.equal(span("2007-03-01", "2007-03-31"), "March 2007");
  assert.equal(span("2007-03-03", "2007-05-02"), "3 March 2007 – 2 May 2007");
});

test("years before 100 are not of the twentieth century", () => {
  assert.equal(tickWords("year", dayFrom(99, 1, 1)), "99");
});

test("one is one, and more are many", () => {
  assert.equal(say("count.events", { n: 1 }), "1 event");
  assert.equal(say("count.events", { n: 12345 }), "12,345 events");
  speak("ko");
  assert.equal(say("count.events", { n: 12345 }), "사건 12,345건");
});

test("a text that nobody wrote is seen to be missing", () => {
  assert.equal(say("no.such"), "[no.such]");
  assert.equal(say("__proto__"), "[__proto__]");
});

test("text from the data does not become a template", () => {
  assert.equal(say("link.unknown_event", { id: "{n}$&" }), "The link names an event that is not on this map: {n}$&");
});

test("a code without words is shown as it stands", () => {
  assert.equal(sayCode("kind", "salt_works"), "salt works");
  assert.equal(sayCode("kind", null), "");
});

test("an unknown language changes nothing", () => {
  speak("toString");
  assert.equal(say("card.close"), "Close");
});

test("a category has a label in each language, and the English one where it has not", () => {
  speak("zh");
  assert.equal(categoryWords({ label: "Other", label_ko: "기타", label_zh: "其他" }), "其他");
  assert.equal(categoryWords({ label: "Odd", label_ko: "", label_zh: "" }), "Odd");
});

test("distances are as exact as they are known", () => {
  assert.deepEqual([42, 994, 1500, 9960, 10400].map(distanceWords), ["40 m", "990 m", "1.5 km", "10 km", "10 km"]);
});

test("a place by the border is no surer than the place", () => {
  assert.equal(borderWords(1082.4, 120, null), "kilometre 1,082, 120 m from the line");
  assert.equal(borderWords(1082.4, 120, 6000), "kilometre 1,082 ± 6, within 6 km of the line");
  assert.equal(borderWords(1082.4, 9000, 2000), "kilometre 1,082 ± 2, 9 km ± 2 km from the line");
  assert.equal(borderWords(600, 250000, null), null);
});
