// The list of entries: filled while they come in, filtered, and shown a part at a time, so that long lists stay quick.
import { byId, make } from "./elements.js";
import { entryElement } from "./entry.js";
import { number, say } from "./texts.js";

const STEP = 100; // entries that are added to the page at a time
const UNSURE = "vowels"; // the rule of a warning about an unsure word

const tests = {
  all: () => true,
  changed: ({ entry }) => entry.changes.length > 0,
  unsure: ({ unsure }) => unsure,
  warned: ({ entry }) => entry.warnings.some((one) => one.rule !== UNSURE),
};

export class Result {
  #found = [];
  #counts = {};
  #filter = "all";
  #shown = 0; // of those that pass the filter
  #wanted = STEP;
  #next = 0; // the first that has not been looked at yet
  #changes = 0;
  #names = {}; // of rules and fields, as they are told with the first entry that has them
  output = [];

  // Begin anew; `kept` is as many entries as are to be on the page again.
  begin(kept = 0) {
    this.#found = [];
    this.#counts = Object.fromEntries(Object.keys(tests).map((name) => [name, 0]));
    this.#changes = 0;
    this.output = [];
    this.#clear(kept);
  }

  get length() {
    return this.#found.length;
  }

  get shown() {
    return this.#shown;
  }

  get changed() {
    return this.#counts.changed;
  }

  take(event) {
    this.#found.push(event);
    Object.assign(this.#names, event.names);
    this.#changes += event.entry.changes.length;
    for (const [name, test] of Object.entries(tests)) {
      this.#counts[name] += test(event);
    }
  }

  // Bring the page up to what has come in.
  draw() {
    const fresh = document.createDocumentFragment();
    while (this.#shown < this.#wanted && this.#next < this.#found.length) {
      const event = this.#found[this.#next++];
      if (tests[this.#filter](event)) {
        fresh.append(entryElement(event.entry, this.#names));
        this.#shown += 1;
      }
    }
    byId("entries").append(fresh);
    byId("result").hidden = false;
    byId("filters").hidden = false;
    byId("total").textContent = say("records", { n: this.length });
    byId("part").textContent = `${say("changed", { n: this.#counts.changed })} · ${say("changes", { n: this.#changes })}`;
    for (const name of Object.keys(tests)) {
      byId(`count-${name}`).textContent = number(this.#counts[name]);
    }
    const left = this.#counts[this.#filter] - this.#shown;
    byId("more").hidden = left <= 0;
    byId("more").textContent = say("show_more", { n: Math.min(left, STEP) });
    byId("nothing").hidden = this.#counts[this.#filter] > 0;
  }

  filter(name) {
    this.#filter = name;
    this.#clear();
    this.draw();
  }

  more(count = STEP) {
    this.#wanted += count;
    this.draw();
  }

  all() {
    this.more(this.length);
  }

  // In how many places a correction holds.
  places({ language, source }) {
    const name = `override ${language}: ${source}`;
    const names = (part) => part === name || part.startsWith(`${name} (`);
    const changes = this.#found.flatMap(({ entry }) => entry.changes);
    const held = changes.filter((one) => one.rule.split("; ").some((part) => names(part.replace(/^romanize: /, ""))));
    const word = new RegExp(`(?<!\\p{L})${source.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?!\\p{L})`, "giu");
    return held.reduce((count, one) => count + Math.max(1, one.before.match(word)?.length ?? 0), 0);
  }

  #clear(kept = 0) {
    byId("entries").replaceChildren();
    this.#next = this.#shown = 0;
    this.#wanted = Math.max(STEP, kept);
  }
}

// In place of a result: why there is none.
export function showProblem(heading, sentence) {
  const title = make("h2", { tabindex: "-1" }, heading);
  const message = make("div", { class: "message", role: "alert" }, title, make("p", { dir: "auto" }, sentence));
  document.querySelector(".message")?.remove();
  byId("ask").after(message);
}

export function clearProblem() {
  document.querySelector(".message")?.remove();
}
