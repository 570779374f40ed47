import assert from "node:assert/strict";
import { test } from "node:test";
import { categoryWords, distanceWords, say, sayCode, speak } from "../../geo_nk/maps/assets/words/words.js";
import "./spoken.mjs";

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
