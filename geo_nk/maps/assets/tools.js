// The tools above the map: language, link, print, keys.

import { byId, element } from "./parts/dom.js";
import { copyText } from "./parts/link.js";
import { translate } from "./words/translate.js";
import LANGUAGES from "./words/languages.json" with { type: "json" };
import { say, speak } from "./words/words.js";

/** In its own language, whichever the page speaks. */
const OWN_NAMES = { en: "EN", ko: "한국어", zh: "中文" };

export class Tools {
  /**
   * @param {import("./state/store.js").Store} store
   * @param {{address: import("./state/address.js").Address, toast: import("./parts/toast.js").Toast}} parts
   */
  constructor(store, { address, toast }) {
    this.store = store;
    this.address = address;
    this.toast = toast;
    const node = byId("tools");
    this.languages = element("div", { class: "languages", role: "group", "data-say-label": "tools.language" });
    for (const code of Object.keys(LANGUAGES)) this.languages.append(this.language(code));
    node.append(
      this.languages,
      this.button("share", "tools.share", () => this.share()),
      this.button("print", "tools.print", () => window.print()),
    );
    nameZoom();
    store.on("language", () => this.show());
    this.show();
  }

  /** @param {string} code */
  language(code) {
    const name = OWN_NAMES[/** @type {keyof typeof OWN_NAMES} */ (code)];
    const button = element("button", { type: "button", lang: code, "data-language": code }, name);
    button.addEventListener("click", () => this.store.set({ language: code }));
    return button;
  }

  /** @param {string} id @param {string} key @param {() => void} act */
  button(id, key, act) {
    const button = element("button", { type: "button", id, "data-say": key });
    button.addEventListener("click", act);
    return button;
  }

  show() {
    const language = this.store.get("language");
    for (const node of this.languages.children)
      node.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (node).dataset.language === language));
  }

  async share() {
    this.address.write(true);
    const link = window.location.href;
    if (await copyText(link)) {
      this.toast.say(say("tools.share_copied"));
      return;
    }
    const box = /** @type {HTMLInputElement} */ (
      element("input", { type: "text", readonly: "", "aria-label": say("tools.share") })
    );
    box.value = link;
    this.toast.say(say("tools.share_by_hand"), { stays: true, more: box });
    box.select();
  }
}

/** Leaflet's own buttons speak English alone. */
function nameZoom() {
  for (const way of ["in", "out"]) {
    const button = document.querySelector(`.leaflet-control-zoom-${way}`);
    button?.setAttribute("data-say-title", `map.zoom_${way}`);
    button?.setAttribute("data-say-label", `map.zoom_${way}`);
  }
}

/** Let the whole page speak the language of the store. @param {import("./state/store.js").Store} store */
export function listenToLanguage(store) {
  store.on("language", ({ language }) => {
    speak(language);
    translate(document);
  });
}
