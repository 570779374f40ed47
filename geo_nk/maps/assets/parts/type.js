// The typeface: it stands in the page, so that every name can be read on a machine without Korean or Chinese fonts.

import { bytesOf } from "../data/base64.js";

/** What is drawn on a canvas; page.css has the same for the rest. */
export const SANS =
  '"geo-nk sans", "geo-nk wide", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", "Noto Sans SC", sans-serif';

export const SERIF = 'Georgia, "Noto Serif", "Noto Serif KR", "Noto Serif SC", "Times New Roman", serif, "geo-nk wide"';

/** How far letters reach above and below their line: as in other fonts, for those of this one leave room for Chinese. */
const LETTER_REACH = { ascentOverride: "95%", descentOverride: "25%", lineGapOverride: "0%" };

/**
 * Make the typeface known to the browser. Its bytes are handed over, so that nothing is fetched.
 * @param {[string, string, string][]} cuts family, weight, and the font in base64
 * @returns {Promise<unknown>} when text can be set in it
 */
export function loadType(cuts) {
  return Promise.all(
    cuts.map(([family, weight, text]) => {
      const face = new FontFace(family, /** @type {ArrayBuffer} */ (bytesOf(text).buffer), { weight, ...LETTER_REACH });
      document.fonts.add(face);
      return face.load();
    }),
  );
}
