// The only ways in which text enters the page: as text, never as markup.

/** What shows as nothing, or turns the direction of the text around it. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g;

/**
 * Text with its unseen characters made visible.
 * @param {unknown} text
 * @returns {string}
 */
export const shown = (text) =>
  String(text ?? "").replace(UNSEEN, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

/**
 * Make an element. Strings become text nodes.
 * @param {string} tag
 * @param {Record<string, string | null>} attributes
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(
    ...children.filter((c) => c !== null && c !== undefined).map((c) => (typeof c === "string" ? shown(c) : c)),
  );
  return made;
}

/** @param {string} id @returns {HTMLElement} */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Tell that a button has nothing to do now. It stays where the keyboard is. @param {HTMLElement} button @param {boolean} idle */
export const setIdle = (button, idle) => button.setAttribute("aria-disabled", String(idle));
