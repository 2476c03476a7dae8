// One entry before and after, as elements.
import { make } from "./elements.js";
import { number, say } from "./texts.js";

// What a press on a romanized stretch asks about; by element, so that nothing has to be written into the page.
export const stretches = new WeakMap();

// `names` says what its rules and fields are called.
export function entryElement(entry, names) {
  const same = !entry.changes.length && !entry.warnings.length;
  const item = make("li", { class: same ? "entry same" : "entry" }, place(entry.place, same));
  for (const field of entry.fields) {
    if (field.name) {
      item.append(make("p", { class: "field", title: field.name }, names[field.name]));
    }
    if (same) {
      item.append(make("div", { class: "both" }, text(field, field.after, "ins", names)));
    } else {
      item.append(
        make("div", { class: "before" }, side("before"), text(field, field.before, "del", names)),
        make("div", { class: "after" }, side("after"), text(field, field.after, "ins", names)),
      );
    }
  }
  if (entry.warnings.length) {
    const warnings = entry.warnings.map((one) => make(
      "li",
      {},
      make("span", { class: "about" }, names[one.rule]),
      " ",
      make("span", { dir: "ltr", lang: "en" }, one.message),
    ));
    item.append(make("ul", { class: "warnings", "aria-label": say("entry_warnings") }, ...warnings));
  }
  if (entry.changes.length) {
    item.append(how(entry.changes, names));
  }
  return item;
}

// "line 12" is 12; "item 3 (tolstoy)" is 3 with its key below.
function place(where, same) {
  const found = /^\D*(\d+)(?:[^(]*\((.*)\))?/.exec(where);
  const shown = make("p", { class: "place", title: where }, found ? number(Number(found[1])) : where);
  if (found?.[2]) {
    shown.append(make("span", { class: "key", dir: "ltr" }, found[2]));
  }
  if (same) {
    shown.append(make("span", { class: "hidden" }, ` ${say("unchanged")}`));
  }
  return shown;
}

function side(key) {
  return make("span", { class: "side" }, say(key), make("span", { class: "hidden" }, ": "));
}

function text(field, pieces, changed, names) {
  return make("p", { class: "text", dir: "auto" }, ...pieces.map((piece) => shownPiece(field, piece, changed, names)));
}

function shownPiece(field, piece, changed, names) {
  const kind = piece.unsure ? "unsure" : piece.look ? "look" : "";
  const pressable = piece.source && (changed === "ins" || piece.unsure);
  if (!piece.changed && !kind) {
    return piece.text;
  }
  const shown = make(piece.changed ? changed : "span", { class: kind, lang: piece.language, title: names[piece.rule] });
  if (!pressable) {
    shown.append(piece.text);
    return shown;
  }
  const button = make("span", { class: "word", role: "button", tabindex: "0", "aria-haspopup": "dialog" }, piece.text);
  stretches.set(button, { ...romanizedBy(piece.rule), source: piece.source, at: piece.at ?? 0, kind: field.kind });
  shown.append(button);
  return shown;
}

// "romanize: fa/ala-lc" names the language and the scheme.
function romanizedBy(rule) {
  const [, language, scheme] = /^romanize: ([\w-]+)\/([^\s;]+)/.exec(rule) ?? [];
  return { language, scheme };
}

function how(changes, names) {
  const list = make("ul");
  const details = make("details", { class: "how" }, make("summary", {}, say("changes", { n: changes.length })), list);
  const fill = () => list.append(...changes.map((change) => make(
    "li",
    {},
    make("span", { class: "about" }, names[change.rule]),
    " ",
    make("code", { dir: "ltr", lang: "en" }, change.rule),
    " ",
    make("bdi", {}, change.before || "∅"),
    " ",
    make("span", { role: "img", "aria-label": say("becomes"), class: "arrow" }, "→"),
    " ",
    make("bdi", {}, change.after || "∅"),
  )));
  details.addEventListener("toggle", fill, { once: true });
  return details;
}
