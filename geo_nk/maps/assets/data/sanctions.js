// What a resolution of the Security Council says of a good: "2397|7|ban|import|0", as payload.py writes it.

import { say } from "../words/words.js";

/** What is told apart when measures are counted: all but what an event leaves open. @param {string} item */
export const withoutDoubt = (item) => item.slice(0, item.lastIndexOf("|"));

/** A measure in words, without a doubt or with it. @param {string} item */
export function measureWords(item) {
  const [resolution, paragraph, measure, direction, doubt = "0"] = item.split("|");
  const where = say(paragraph ? "sanction.paragraph" : "sanction.resolution", { resolution, paragraph });
  const doubts = [say("sanction.no_direction"), say("sanction.no_date")].filter((_, k) => Number(doubt) & (1 << k));
  const words = say("sanction.words", { where, what: say(`sanction.${measure}_${direction}`) });
  return doubts.length ? `${words} (${doubts.join("; ")})` : words;
}
