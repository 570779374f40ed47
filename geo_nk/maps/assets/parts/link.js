// Addresses that a reader may follow, and text that a reader takes away.

import { element } from "./dom.js";

/**
 * The address, where following it can do no harm; else null.
 * @param {string | null} url
 * @returns {string | null}
 */
export function safeLink(url) {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return ["http:", "https:", "mailto:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/**
 * Put a text on the clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} whether the browser let us
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // in a notebook's frame the newer way is closed
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const last = document.activeElement;
  const box = /** @type {HTMLTextAreaElement} */ (element("textarea", { class: "unseen", "aria-hidden": "true" }));
  box.value = text;
  document.body.append(box);
  box.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } finally {
    box.remove();
    if (last instanceof HTMLElement) last.focus({ preventScroll: true });
  }
  return copied;
}

/** A cell that no spreadsheet takes for a formula, on one line. @param {unknown} value */
export function plainCell(value) {
  const text = String(value ?? "").replace(/[\t\r\n]+/g, " ");
  return /^\s*[=+\-@]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}
