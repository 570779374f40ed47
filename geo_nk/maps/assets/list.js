// The same events as a list of buttons: what the map shows, for reading, for keyboards and for screen readers.

const LIST_STEP = 200;

class EventList {
  /**
   * @param {EventTable} events
   * @param {(i: number) => void} choose
   */
  constructor(events, choose) {
    this.events = events;
    this.choose = choose;
    this.newestFirst = true;
    this.length = LIST_STEP;
    /** @type {number[]} */
    this.order = [];
    /** @type {Map<number, HTMLElement>} */
    this.buttons = new Map();
    byId("sort").addEventListener("click", () => {
      this.newestFirst = !this.newestFirst;
      this.show(this.order);
    });
    byId("more").addEventListener("click", () => {
      this.length += LIST_STEP;
      this.fill();
    });
  }

  /** @param {number[]} visible */
  show(visible) {
    const day = /** @param {number} i */ (i) => this.events.day(i) ?? "";
    const sign = this.newestFirst ? -1 : 1;
    // What has no date comes last, whichever way the list runs.
    this.order = [...visible].sort(
      (a, b) => Number(!day(a)) - Number(!day(b)) || sign * (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0) || a - b,
    );
    byId("sort").textContent = this.newestFirst ? "Newest first" : "Oldest first";
    this.fill();
  }

  fill() {
    this.buttons.clear();
    const placed = this.order.filter((i) => this.events.placed(i));
    const unplaced = this.order.filter((i) => !this.events.placed(i));
    byId("items").replaceChildren(...placed.slice(0, this.length).map((i) => this.item(i)));
    byId("more").hidden = placed.length <= this.length;
    byId("more").textContent = `Show ${Math.min(LIST_STEP, placed.length - this.length).toLocaleString("en")} more`;
    byId("none").hidden = this.order.length > 0;
    byId("unplaced").hidden = unplaced.length === 0;
    byId("unplaced-head").textContent = `${counted(unplaced.length, "event")} could not be placed`;
    byId("unplaced-items").replaceChildren(...unplaced.slice(0, this.length).map((i) => this.item(i)));
    this.mark(this.selected ?? null);
  }

  openUnplaced() {
    const details = /** @type {HTMLDetailsElement} */ (byId("unplaced"));
    details.open = true;
    details.scrollIntoView({ block: "start" });
    byId("unplaced-head").focus();
  }

  /** @param {number} i */
  item(i) {
    const { events } = this;
    const hollow = events.vague(i);
    const where = events.placed(i) ? events.placeName(i) : events.get(i, "unplaced_reason") || "no reason given";
    const button = element(
      "button",
      { type: "button", class: "item", "data-event": events.get(i, "event_id") },
      symbolElement(events.category(i), { hollow, size: 18 }),
      element("span", { class: "item-title" }, events.title(i)),
      element("span", { class: "item-meta" }, events.when(i), element("i", {}, " · "), where),
    );
    button.addEventListener("click", () => this.choose(i));
    this.buttons.set(i, button);
    return element("li", {}, button);
  }

  /** @param {number | null} i */
  mark(i) {
    for (const button of this.buttons.values()) button.removeAttribute("aria-current");
    this.selected = i;
    if (i === null) return;
    const button = this.buttons.get(i);
    button?.setAttribute("aria-current", "true");
    // On a narrow screen the list is the page itself, and scrolling it would push the map away.
    if (window.innerWidth > 760) button?.scrollIntoView({ block: "nearest" });
  }
}
