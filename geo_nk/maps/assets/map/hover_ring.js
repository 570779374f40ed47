// A ring on the map around the event that the reader points at in the list or on the strip chart.

import { byId, element } from "../parts/dom.js";

const RING = 15; // radius in pixels
const STACK_RING = 24;

export class HoverRing {
  /**
   * @param {import("../state/store.js").Store} store
   * @param {{map: any, where: (i: number) => {x: number, y: number, stacked: boolean} | null}} parts `where` tells the
   *   pixel of the map at which an event's mark stands
   */
  constructor(store, { map, where }) {
    this.store = store;
    this.map = map;
    this.where = where;
    this.node = element("div", { id: "hover-ring", hidden: "" });
    byId("stage").append(this.node);
    store.on("hovered", () => this.show());
    map.on("movestart zoomstart", () => {
      this.node.hidden = true;
    });
    map.on("moveend", () => this.show());
  }

  show() {
    const i = this.store.get("hovered");
    const mark = i === null ? null : this.where(i);
    const { x: width, y: height } = this.map.getSize();
    const seen = mark && mark.x >= 0 && mark.y >= 0 && mark.x <= width && mark.y <= height;
    this.node.hidden = !seen;
    if (!seen) return;
    const radius = mark.stacked ? STACK_RING : RING;
    const { style } = this.node;
    style.width = style.height = `${2 * radius}px`;
    style.left = `${mark.x - radius}px`;
    style.top = `${mark.y - radius}px`;
  }
}
