// Search: every word of a query, in any column that a reader reads. Distinct values are searched once each; long texts in
// blocks of rows that are folded when they are first needed.

import { CodedColumn, TextColumn } from "./columns.js";

const BLOCK = 1024; // rows folded at a time

/** Lower case without accents, so that Hyesan finds Hyesan however it is typed. @param {string} text */
export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .normalize("NFC");

/** @param {string} query @returns {string[]} */
export const wordsOf = (query) => fold(query).split(/\s+/).filter(Boolean);

export class TextIndex {
  /**
   * @param {number} size rows
   * @param {() => (CodedColumn | TextColumn)[]} columns asked for when somebody searches
   */
  constructor(size, columns) {
    this.size = size;
    this.ask = columns;
    /** @type {(CodedTexts | Texts)[] | null} */
    this.asked = null;
  }

  get columns() {
    this.asked ??= this.ask().map((column) =>
      column instanceof CodedColumn ? new CodedTexts(column) : new Texts(column),
    );
    return this.asked;
  }

  /** The rows in which every word occurs, as a mask; null for a query without words. @param {string} query */
  find(query) {
    /** @type {Uint8Array | null} */
    let mask = null;
    for (const word of wordsOf(query)) {
      const found = new Uint8Array(this.size);
      for (const column of this.columns) column.mark(word, found);
      if (mask) for (let i = 0; i < found.length; i += 1) mask[i] &= found[i];
      else mask = found;
    }
    return mask;
  }
}

class CodedTexts {
  /** @param {CodedColumn} column */
  constructor({ codes, texts }) {
    this.codes = codes;
    this.texts = new Texts(texts);
    this.size = texts.size;
  }

  /** @param {string} word @param {Uint8Array} found */
  mark(word, found) {
    const hit = new Uint8Array(this.size);
    this.texts.mark(word, hit);
    if (!hit.includes(1)) return;
    const { codes } = this;
    for (let i = 0; i < found.length; i += 1) found[i] |= hit[codes[i]];
  }
}

class Texts {
  /** @param {TextColumn} column */
  constructor(column) {
    this.column = column;
    /** @type {FoldedRows[]} */
    this.blocks = [];
  }

  /** @param {string} word @param {Uint8Array} found */
  mark(word, found) {
    for (let from = 0, k = 0; from < this.column.size; from += BLOCK, k += 1) {
      const to = Math.min(from + BLOCK, this.column.size);
      this.blocks[k] ??= new FoldedRows(this.column, from, to);
      this.blocks[k].mark(word, found);
    }
  }
}

/** Some rows of a column, folded. */
class FoldedRows {
  /** @param {TextColumn} column @param {number} from @param {number} to */
  constructor(column, from, to) {
    this.from = from;
    this.text = fold(column.joined(from, to));
    this.ends = new Uint32Array(to - from);
    for (let i = 0, at = -1; i < this.ends.length; i += 1) {
      at = this.text.indexOf("\0", at + 1);
      this.ends[i] = at;
    }
  }

  /** @param {string} word @param {Uint8Array} found */
  mark(word, found) {
    let row = 0;
    for (let at = this.text.indexOf(word); at >= 0; ) {
      while (this.ends[row] < at) row += 1;
      found[this.from + row] = 1;
      at = this.text.indexOf(word, this.ends[row] + 1);
    }
  }
}
