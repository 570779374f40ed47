// The light on the hills: a small grey picture, laid over the land as shade and as sun.

import { bytesOf } from "../data/base64.js";
import { inWorld } from "./canvas.js";
import { ORIGIN, mercatorX, mercatorY, windowOf } from "./geometry.js";

const FLAT = 128; // the grey of ground without slope
const FULL_UNTIL = 6.5; // zoom; closer than this the picture has less and less to tell
const NONE_FROM = 10;

export class Relief {
  /** @param {{extent: number[], jpeg: string}} packed west, south, east, north in degrees, and the picture in base64 */
  constructor({ extent: [west, south, east, north], jpeg }) {
    const [x, y] = [mercatorX(west) - ORIGIN.x, mercatorY(north) - ORIGIN.y];
    this.box = { x, y, width: mercatorX(east) - ORIGIN.x - x, height: mercatorY(south) - ORIGIN.y - y };
    /** @type {HTMLCanvasElement | null} */
    this.picture = null;
    /** resolves when it can be drawn */
    this.ready = this.read(bytesOf(jpeg));
  }

  /** @param {Uint8Array} bytes */
  async read(bytes) {
    const bitmap = await createImageBitmap(new Blob([/** @type {BlobPart} */ (bytes)], { type: "image/jpeg" }));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
    c.drawImage(bitmap, 0, 0);
    const image = c.getImageData(0, 0, canvas.width, canvas.height);
    const { data } = image;
    for (let k = 0; k < data.length; k += 4) {
      const light = data[k] - FLAT;
      data[k] = data[k + 1] = data[k + 2] = light > 0 ? 255 : 0;
      data[k + 3] = Math.min(2 * Math.abs(light), 255);
    }
    c.putImageData(image, 0, 0);
    this.picture = canvas;
  }

  /**
   * Draw what is seen of it.
   * @param {CanvasRenderingContext2D} c
   * @param {any} view
   * @param {number} strength 0-1
   */
  draw(c, view, strength) {
    const share = (NONE_FROM - view.zoom) / (NONE_FROM - FULL_UNTIL);
    if (!this.picture || share <= 0) return;
    const { x, y, width, height } = this.box;
    const [perX, perY] = [this.picture.width / width, this.picture.height / height];
    const seen = windowOf(view);
    // Only the pixels that are seen, for a picture many times as large as the screen takes long to draw.
    const left = Math.max(Math.floor((seen[0] - x) * perX) - 1, 0);
    const top = Math.max(Math.floor((seen[1] - y) * perY) - 1, 0);
    const right = Math.min(Math.ceil((seen[2] - x) * perX) + 1, this.picture.width);
    const bottom = Math.min(Math.ceil((seen[3] - y) * perY) + 1, this.picture.height);
    if (right <= left || bottom <= top) return;
    inWorld(c, view, () => {
      c.globalAlpha = strength * Math.min(share, 1);
      c.imageSmoothingQuality = "low"; // a higher one takes five times as long, and nobody sees the difference
      const [w, h] = [right - left, bottom - top];
      c.drawImage(/** @type {HTMLCanvasElement} */ (this.picture), left, top, w, h, x + left / perX, y + top / perY, w / perX, h / perY);
    });
  }
}
