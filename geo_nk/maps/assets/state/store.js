// The state of the page. Views listen to it and draw themselves; a view never talks to another view.

/**
 * @typedef {object} State
 * @property {Uint32Array} visible rows that the filters let through, ascending
 * @property {number | null} selected the row whose card is open
 * @property {number | null} hovered the row under the pointer
 * @property {{name: string, rows: number[], query?: string} | null} place events of one spot, opened as a list, and what returns all of them
 * @property {"marks" | "heat" | "hexagons" | "counties" | "bands"} picture
 * @property {string} language
 * @property {[number, number] | null} period first and last day that the reader looks at; null for all
 * @property {[number, number] | null} stretch first and last kilometre of the border that the reader looks at
 * @property {"left" | "right"} side of the map on which the card stands
 * @property {boolean} strip whether the strip chart is unfolded
 * @property {boolean} reviewing whether the reader decides on events
 * @property {number} decided counts up with each decision
 */

export class Store {
  /** @param {State} state */
  constructor(state) {
    this.state = { ...state };
    /** @type {{keys: Set<string>, listener: (state: State, changed: Set<string>) => void}[]} */
    this.listeners = [];
    /** @type {Set<string>[]} sets whose listeners are still to be told */
    this.waiting = [];
  }

  /**
   * @template {keyof State} K
   * @param {K} key
   * @returns {State[K]}
   */
  get(key) {
    return this.state[key];
  }

  /**
   * Change the state and tell whoever listens to what changed, each once, in order of registration. A listener may set
   * in its turn; that is told when the first is done.
   * @param {Partial<State>} changes
   */
  set(changes) {
    const changed = new Set(
      Object.entries(changes)
        .filter(([key, value]) => !Object.is(value, /** @type {any} */ (this.state)[key]))
        .map(([key]) => key),
    );
    if (!changed.size) return;
    Object.assign(this.state, changes);
    this.waiting.push(changed);
    if (this.waiting.length > 1) return;
    try {
      while (this.waiting.length) {
        this.tell(this.waiting[0]);
        this.waiting.shift();
      }
    } finally {
      this.waiting.length = 0; // a listener that failed must not silence the others for good
    }
  }

  /** @param {Set<string>} changed */
  tell(changed) {
    for (const { keys, listener } of [...this.listeners]) {
      for (const key of keys) {
        if (!changed.has(key)) continue;
        listener(this.state, changed);
        break;
      }
    }
  }

  /**
   * @param {keyof State | (keyof State)[]} keys
   * @param {(state: State, changed: Set<string>) => void} listener
   * @returns {() => void} stop listening
   */
  on(keys, listener) {
    const entry = { keys: new Set([keys].flat()), listener };
    this.listeners.push(entry);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== entry);
    };
  }
}
