// Where the words of a search stand in a text.

import { fold } from "../data/find.js";
import { element, shown } from "./dom.js";

/**
 * The stretches of a text that fit words of a search, in order, without overlap.
 * @param {string} text
 * @param {string[]} words folded, as `wordsOf` gives them
 * @returns {[number, number][]} from and to, in UTF-16 units
 */
export function hitsIn(text, words) {
  if (!words.length) return [];
  let folded = "";
  /** @type {number[]} where each folded character comes from */
  const origin = [];
  let at = 0;
  for (const character of text) {
    const plain = fold(character);
    for (let k = 0; k < plain.length; k += 1) origin.push(at);
    folded += plain;
    at += character.length;
  }
  origin.push(at);
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words) {
    for (let k = folded.indexOf(word); k >= 0; k = folded.indexOf(word, k + word.length))
      found.push([origin[k], endOf(origin, k + word.length)]);
  }
  return joined(found);
}

/** The end of a hit: behind all that came of its last character. @param {number[]} origin @param {number} k */
function endOf(origin, k) {
  let end = k;
  while (end < origin.length - 1 && origin[end] === origin[k - 1]) end += 1;
  return origin[end];
}

/** @param {[number, number][]} ranges @returns {[number, number][]} */
function joined(ranges) {
  /** @type {[number, number][]} */
  const kept = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = kept[kept.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else kept.push([from, to]);
  }
  return kept;
}

/**
 * A text as nodes, with some stretches marked.
 * @param {string} text
 * @param {[number, number][]} ranges in order, without overlap
 * @returns {(Node | string)[]}
 */
export function markedText(text, ranges) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let at = 0;
  for (const [from, to] of ranges) {
    nodes.push(shown(text.slice(at, from)), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  nodes.push(shown(text.slice(at)));
  return nodes;
}

/**
 * A piece of a text around its first hit, cut at words.
 * @param {string} text
 * @param {string[]} words folded
 * @param {number} [before] characters that may stand before the hit
 * @returns {string | null} null where no word stands in it
 */
export function snippetOf(text, words, before = 28) {
  const [first] = hitsIn(text, words);
  if (!first) return null;
  if (first[0] <= before) return text;
  const space = text.indexOf(" ", first[0] - before);
  const from = space < 0 || space >= first[0] ? first[0] - before : space + 1;
  return `… ${text.slice(from)}`;
}
