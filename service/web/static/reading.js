// How a word is read, who says so, what else it could be; and a field for one's own reading.
import * as corrections from "./corrections.js";
import { ARABIC, byId, make } from "./elements.js";
import { askJson, ServiceError } from "./service.js";
import { percent, say, source } from "./texts.js";

const OVERRIDE = "override ";
const UNTOUCHED = "left as it is";
const SURE = 0.85; // confidence from which a word is not marked

// Open the dialog for a stretch of text; `saved` is told the correction that holds now, or undefined if one is gone.
export async function openReading(stretch, scope, saved) {
  const { tokens } = await askJson("POST", "/v1/transliterate", {
    value: {
      text: stretch.source,
      language: stretch.language,
      scheme: stretch.scheme,
      kind: stretch.kind,
      scope,
    },
  });
  const words = tokens.filter((token) => token.decided_by !== UNTOUCHED);
  if (!words.length) {
    return;
  }
  const under = words.find((token) => stretch.at < token.start + token.source.length && token.start >= stretch.at);
  const first = (stretch.at && under) || words.find((token) => token.confidence < SURE) || words[0];
  new Reading(words, stretch, scope, saved).show(first);
}

class Reading {
  #dialog = byId("reading");
  #existing = null;
  #source = ""; // what is corrected: the word, or the word and the next one

  constructor(words, stretch, scope, saved) {
    this.words = words;
    this.stretch = stretch;
    this.scope = scope;
    this.saved = saved;
  }

  show(word) {
    this.word = word;
    this.#source = word.source;
    this.#existing = null;
    this.#dialog.replaceChildren(this.#form());
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#dialog.querySelector("#own").focus();
    this.#look();
  }

  #form() {
    const { word } = this;
    const close = make("button", { type: "button", class: "cross", "aria-label": say("close") }, "×");
    close.addEventListener("click", () => this.#dialog.close());
    const form = make(
      "form",
      { method: "dialog" },
      make("div", { class: "dialoghead" }, make("h2", { id: "reading-title" }, say("word", { word: word.source })), close),
      this.words.length > 1 ? this.#words() : "",
      make(
        "dl",
        { class: "facts" },
        fact("decided_by", decider(word.decided_by)),
        fact("confidence", this.#confidence()),
      ),
      this.#readings(),
      this.#own(),
      this.scope ? this.#where() : "",
      make("p", { class: "note", role: "alert", id: "reading-note" }),
      this.#buttons(),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    return form;
  }

  #words() {
    const dir = ARABIC.test(this.stretch.source) ? "rtl" : "ltr"; // in their own order, whatever the page's is
    const list = make("div", { class: "words", role: "group", dir, "aria-label": say("words") });
    for (const word of this.words) {
      const class_ = word.confidence < SURE ? "unsure" : "";
      const button = make(
        "button",
        { type: "button", "aria-pressed": String(word === this.word) },
        make("bdi", { lang: this.stretch.language, class: class_ }, word.source),
        make("bdi", { class: "output" }, word.output),
      );
      button.addEventListener("click", () => {
        const place = this.words.indexOf(word);
        this.show(word);
        this.#dialog.querySelectorAll(".words button")[place].focus();
      });
      list.append(button);
    }
    return list;
  }

  #confidence() {
    const shown = make("span", { class: "sure" });
    const meter = make("meter", { min: "0", max: "1", "aria-hidden": "true" });
    meter.value = this.word.confidence;
    shown.append(meter, percent(this.word.confidence));
    return shown;
  }

  // How the word can be read, the present way first: its romanization, its vowels, and the correction that says so.
  get #choices() {
    const { word } = this;
    const settled = (output) => ({ output, vocalized: "", source: word.source, correction: output });
    if (!word.readings.length) {
      return [word.output, ...word.alternatives].map(settled);
    }
    return word.readings.map((reading, place) => this.#choice(reading, place > 0)).filter(Boolean);
  }

  // An ezafe is not the word's own: it is settled for the word and the one behind it, none if there is no such word.
  #choice({ output, vocalized, settled }, other) {
    const { word } = this;
    if (!other || settled !== word.readings[0].settled) {
      return { output, vocalized, source: word.source, correction: settled };
    }
    const next = this.#next();
    const behind = next?.readings[0]?.settled ?? "";
    if (!ARABIC.test(settled) || !ARABIC.test(behind)) {
      return null;
    }
    return { output, vocalized, source: `${word.source} ${next.source}`, correction: `${vocalized} ${behind}` };
  }

  #next() {
    const next = this.words[this.words.indexOf(this.word) + 1];
    const end = this.word.start + this.word.source.length;
    return next && /^\s+$/.test(this.stretch.source.slice(end, next.start)) ? next : undefined;
  }

  #readings() {
    const list = make("fieldset", { class: "readings" }, make("legend", {}, say("readings")));
    for (const [place, choice] of this.#choices.entries()) {
      const radio = make("input", { type: "radio", name: "reading", value: choice.output });
      radio.checked = place === 0;
      radio.addEventListener("change", () => this.#choose(choice));
      const { language } = this.stretch;
      list.append(make(
        "label",
        {},
        radio,
        make("bdi", { lang: `${language}-Latn` }, choice.output),
        choice.vocalized ? make("bdi", { lang: language, class: "vowels" }, choice.vocalized) : "",
      ));
    }
    return list;
  }

  #choose({ source: words, correction }) {
    byId("own").value = correction;
    if (words !== this.#source) {
      this.#source = words;
      this.#look();
    }
    byId("with-next").textContent = words === this.word.source ? "" : say("with_next", { words });
  }

  #own() {
    const hint = this.stretch.language.startsWith("fa") ? "own_reading_persian" : "own_reading_other";
    const field = make("input", {
      id: "own", name: "own", dir: "auto", maxlength: "300", autocomplete: "off", spellcheck: "false",
      required: true, "aria-describedby": "own-hint",
    });
    field.value = this.#choices[0].correction;
    return make(
      "div",
      { class: "own" },
      make("label", { for: "own" }, say("own_reading")),
      field,
      make("p", { id: "own-hint", class: "soft" }, say(hint)),
      make("p", { id: "with-next", class: "soft", role: "status" }),
    );
  }

  #where() {
    const select = make("select", { id: "holds" });
    select.append(
      make("option", { value: this.scope }, say("holds_project", { project: this.scope })),
      make("option", { value: "" }, say("holds_everywhere")),
    );
    select.addEventListener("change", () => this.#look());
    return make("div", { class: "own" }, make("label", { for: "holds" }, say("holds")), select);
  }

  #buttons() {
    const remove = make("button", { type: "button", class: "quiet", id: "remove", hidden: true }, say("remove"));
    remove.addEventListener("click", () => this.#remove());
    return make(
      "div",
      { class: "buttons" },
      make("button", { type: "submit", class: "go", id: "save" }, say("save")),
      remove,
    );
  }

  get #correction() {
    const scope = byId("holds")?.value ?? "";
    return { language: this.stretch.language, source: this.#source, output: byId("own").value.trim(), scope };
  }

  // Is there a correction of this word already?
  async #look() {
    const { word } = this;
    const wanted = this.#correction;
    this.#dialog.setAttribute("aria-busy", "true");
    try {
      const existing = await corrections.find(wanted);
      if (word !== this.word || wanted.source !== this.#source || !this.#dialog.open) {
        return;
      }
      this.#existing = existing ?? null;
      byId("remove").hidden = !existing;
      const unseen = existing && !word.decided_by.startsWith(OVERRIDE); // not yet there when the word was romanized
      if (unseen || (existing && byId("own").value === wanted.output)) {
        byId("own").value = existing.output;
      }
      this.#note(unseen ? say("changed_meanwhile") : "");
    } catch (error) {
      if (word.decided_by.startsWith(OVERRIDE)) {
        this.#note(error.message);
      }
    } finally {
      this.#dialog.removeAttribute("aria-busy");
    }
  }

  async #save() {
    const wanted = this.#correction;
    const button = byId("save");
    button.textContent = say("saving");
    try {
      await corrections.save(wanted, this.#existing);
      this.#dialog.close();
      this.saved(wanted);
    } catch (error) {
      await this.#refused(error);
    } finally {
      button.textContent = say("save");
    }
  }

  async #remove() {
    try {
      await corrections.remove(this.#existing);
      this.#dialog.close();
      this.saved();
    } catch (error) {
      await this.#refused(error);
    }
  }

  async #refused(error) {
    if (corrections.isConflict(error)) {
      this.#existing = (await corrections.find(this.#correction)) ?? null;
      byId("remove").hidden = !this.#existing;
      byId("own").value = this.#existing?.output ?? byId("own").value;
      this.#note(this.#existing ? say("changed_meanwhile") : error.message);
    } else {
      this.#note(error instanceof ServiceError ? error.message : `${say("silent")}. ${say("silent_more")}`);
    }
  }

  #note(sentence) {
    byId("reading-note").textContent = sentence;
  }
}

function decider(decidedBy) {
  const [name, rest] = source(decidedBy);
  return make("span", {}, name, name && rest ? " " : "", rest ? make("bdi", { lang: "en" }, rest) : "");
}

function fact(key, value) {
  return make("div", {}, make("dt", {}, say(key)), make("dd", {}, value));
}
