// The texts of the page in the language of its visitor, and numbers as that language writes them.
const texts = JSON.parse(document.getElementById("texts").textContent);
const sources = JSON.parse(document.getElementById("sources").textContent);
const tag = document.documentElement.lang;
const plurals = new Intl.PluralRules(tag);
const numbers = new Intl.NumberFormat(tag);
const shares = new Intl.NumberFormat(tag, { style: "percent" });

export const number = (value) => numbers.format(value);
export const percent = (value) => shares.format(value);

// A text by its key, with values put in; of a text with plural forms, the one that fits `n`.
export function say(key, values = {}) {
  const found = texts[key];
  const text = typeof found === "string" ? found : found[plurals.select(values.n)] ?? found.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}

// What decided about a word: [its name in the language of the page, what else the library says of it]; none if unknown.
export function source(decidedBy) {
  const fitting = Object.keys(sources).filter((begin) => decidedBy.startsWith(begin));
  const longest = fitting.sort((one, other) => other.length - one.length)[0];
  return longest === undefined ? ["", decidedBy] : [sources[longest], decidedBy.slice(longest.length).trim()];
}

// Tells people who cannot see the page what has happened.
export function announce(sentence) {
  document.getElementById("state").textContent = sentence;
}
