// Pointer and keys on the strip chart: pointing, pressing, and dragging across to choose a stretch of the border.

import { kmAt, plotX } from "./scale.js";

const DRAG = 5; // pixels from which a press is a drag
const GRIP = 6; // pixels from an end of the stretch within which it can be moved
const LEAST = 2; // kilometres of a stretch

export class StripBrush {
  /** @param {import("./strip.js").Strip} strip @param {HTMLCanvasElement} node */
  constructor(strip, node) {
    this.strip = strip;
    this.node = node;
    /** @type {{x: number, y: number, fixed: number | null, moved: boolean} | null} */
    this.drag = null;
    node.addEventListener("pointerdown", (event) => this.down(event));
    node.addEventListener("pointermove", (event) => this.move(event));
    node.addEventListener("pointerup", (event) => this.up(event));
    node.addEventListener("pointercancel", () => this.leave());
    node.addEventListener("pointerleave", () => this.leave());
    node.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {PointerEvent} event */
  spot({ clientX, clientY }) {
    const { left, top } = this.node.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** The kilometre of the other end, where a point lies on an end of the stretch. @param {number} x */
  otherEnd(x) {
    const stretch = this.strip.store.get("stretch");
    if (!stretch) return null;
    const { plot } = this.strip.frame;
    const k = stretch.findIndex((km) => Math.abs(plotX(plot, km) - x) <= GRIP);
    return k < 0 ? null : stretch[1 - k];
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button !== 0) return;
    const at = this.spot(event);
    this.drag = { ...at, fixed: this.otherEnd(at.x), moved: false };
    this.node.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const at = this.spot(event);
    const { drag, strip } = this;
    this.node.classList.toggle("grip", this.otherEnd(at.x) !== null);
    if (!drag) {
      strip.point(at);
      return;
    }
    drag.moved ||= Math.abs(at.x - drag.x) > DRAG;
    if (!drag.moved) return;
    const { plot } = strip.frame;
    const ends = [drag.fixed ?? kmAt(plot, drag.x), kmAt(plot, at.x)].sort((a, b) => a - b);
    if (ends[1] - ends[0] < LEAST) return;
    strip.point(null);
    strip.readOut(`${strip.where(ends[0])} – ${strip.where(ends[1])}`);
    strip.store.set({ stretch: [Math.round(ends[0]), Math.round(ends[1])] });
  }

  /** @param {PointerEvent} event */
  up(event) {
    const { drag } = this;
    this.drag = null;
    if (drag && !drag.moved) this.strip.press(this.spot(event));
  }

  leave() {
    this.drag = null;
    this.strip.point(null);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { store } = this.strip;
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = /** @type {Record<string, number>} */ (steps)[event.key];
    if (step) this.strip.walk(step);
    else if (event.key === "Enter" && store.get("hovered") !== null)
      store.set({ selected: store.get("hovered"), place: null });
    else if (event.key === "Escape" && store.get("stretch")) store.set({ stretch: null });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
