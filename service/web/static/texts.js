// The texts of the page in the language of its visitor, and numbers as that language writes them.
const texts = JSON.parse(document.getElementById("texts").textContent);
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

// Tells people who cannot see the page what has happened.
export function announce(sentence) {
  document.getElementById("state").textContent = sentence;
}
