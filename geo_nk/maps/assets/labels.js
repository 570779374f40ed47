// Names on the map. Each takes the first of four sides on which it meets neither a mark nor another name, or stays away.

class LabelBoard {
  /** @param {CanvasRenderingContext2D} c @param {{width: number, height: number}} size pixels */
  constructor(c, { width, height }) {
    this.c = c;
    this.width = width;
    this.height = height;
    /** @type {number[][]} boxes taken: left, top, right, bottom */
    this.taken = [];
  }

  /** @param {number[]} box */
  take(box) {
    this.taken.push(box);
  }

  /** @param {number[]} b */
  free(b) {
    return (
      b[2] > 0 && b[3] > 0 && b[0] < this.width && b[1] < this.height &&
      !this.taken.some((t) => b[0] < t[2] && b[2] > t[0] && b[1] < t[3] && b[3] > t[1])
    );
  }

  /**
   * @param {string} text
   * @param {{x: number, y: number, gap: number, font: string, colour: string, halo: string, centred?: boolean, spacing?: string}} at
   * @returns {boolean} whether it found room
   */
  write(text, { x, y, gap, font, colour, halo, centred = false, spacing = "0px" }) {
    const { c } = this;
    c.font = font;
    if ("letterSpacing" in c) c.letterSpacing = spacing;
    const words = shown(text);
    const w = c.measureText(words).width;
    const h = parseFloat(font.match(/(\d+(?:\.\d+)?)px/)?.[1] ?? "12") * 0.62;
    const sides = centred
      ? [[x - w / 2, y]]
      : [[x + gap, y], [x - gap - w, y], [x - w / 2, y - gap - h], [x - w / 2, y + gap + h]];
    for (const [left, middle] of sides) {
      const box = [left - 3, middle - h - 1, left + w + 3, middle + h + 1];
      if (!this.free(box)) continue;
      this.take(box);
      c.textBaseline = "middle";
      c.lineJoin = "round";
      c.lineWidth = 3.5;
      c.strokeStyle = halo;
      c.strokeText(words, left, middle);
      c.fillStyle = colour;
      c.fillText(words, left, middle);
      return true;
    }
    return false;
  }
}
