// Puts the texts of the page's own markup into the language of its reader: attributes data-say, data-say-label, ...

import { language, say } from "./words.js";

/** Which attribute each of them fills; null is the text itself. */
const PLACES = {
  "data-say": null,
  "data-say-label": "aria-label",
  "data-say-title": "title",
  "data-say-hint": "placeholder",
};

/** @param {ParentNode} root */
export function translate(root) {
  document.documentElement.lang = language();
  for (const [source, target] of Object.entries(PLACES)) {
    for (const node of root.querySelectorAll(`[${source}]`)) {
      const words = say(/** @type {string} */ (node.getAttribute(source)));
      if (target) node.setAttribute(target, words);
      else node.textContent = words;
    }
  }
}
