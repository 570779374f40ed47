// The search box.

import { byId } from "./dom.js";
import { TextFilter } from "./filters.js";

export class Search {
  /** @param {import("./find.js").TextIndex} index @param {import("./filters.js").Filters} filters */
  constructor(index, filters) {
    const box = /** @type {HTMLInputElement} */ (byId("search"));
    const filter = filters.add(new TextFilter("search", index));
    box.addEventListener("input", () => {
      filter.set(box.value);
      filters.apply();
    });
    filters.store.on("visible", () => {
      if (box.value.trim() !== filter.query.trim()) box.value = filter.query;
    });
  }
}
