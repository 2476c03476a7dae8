// How a word is read, who says so, what else it could be; and a field for one's own reading.
import * as corrections from "./corrections.js";
import { byId, make } from "./elements.js";
import { askJson, keepToken, ServiceError } from "./service.js";
import { percent, say } from "./texts.js";

const OVERRIDE = "override ";
const UNTOUCHED = "left as it is";
const SURE = 0.9; // confidence from which a word is not marked

// Open the dialog for a stretch of text; `saved` is told the word and its new romanization, "" if a correction is gone.
export async function openReading(stretch, scope, saved) {
  const { tokens } = await askJson("POST", "/v1/transliterate", {
    text: stretch.source,
    language: stretch.language,
    scheme: stretch.scheme,
    kind: stretch.kind,
    scope,
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

  constructor(words, stretch, scope, saved) {
    this.words = words;
    this.stretch = stretch;
    this.scope = scope;
    this.saved = saved;
  }

  show(word) {
    this.word = word;
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
        fact("decided_by", make("bdi", { lang: "en" }, word.decided_by)),
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
    const list = make("div", { class: "words", role: "group", "aria-label": say("words") });
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

  #readings() {
    const readings = [this.word.output, ...this.word.alternatives];
    const list = make("fieldset", { class: "readings" }, make("legend", {}, say("readings")));
    for (const [place, reading] of readings.entries()) {
      const radio = make("input", { type: "radio", name: "reading", value: reading });
      radio.checked = place === 0;
      radio.addEventListener("change", () => { byId("own").value = reading; });
      list.append(make("label", {}, radio, make("bdi", { lang: `${this.stretch.language}-Latn` }, reading)));
    }
    return list;
  }

  #own() {
    const hint = this.stretch.language.startsWith("fa") ? "own_reading_persian" : "own_reading_other";
    const field = make("input", {
      id: "own", name: "own", dir: "auto", maxlength: "300", autocomplete: "off", spellcheck: "false",
      required: true, "aria-describedby": "own-hint",
    });
    field.value = this.word.output;
    return make(
      "div",
      { class: "own" },
      make("label", { for: "own" }, say("own_reading")),
      field,
      make("p", { id: "own-hint", class: "soft" }, say(hint)),
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
    return { language: this.stretch.language, source: this.word.source, output: byId("own").value.trim(), scope };
  }

  // Is there a correction of this word already?
  async #look() {
    const { word } = this;
    this.#dialog.setAttribute("aria-busy", "true");
    try {
      const existing = await corrections.find(this.#correction);
      if (word !== this.word || !this.#dialog.open) {
        return;
      }
      this.#existing = existing ?? null;
      byId("remove").hidden = !existing;
      const unseen = existing && !word.decided_by.startsWith(OVERRIDE); // not yet there when the word was romanized
      if (unseen || (existing && byId("own").value === word.output)) {
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
      this.saved(wanted.source, wanted.output);
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
      this.saved(this.word.source, "");
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
    } else if (error instanceof ServiceError && error.status === 401) {
      this.#askToken();
    } else {
      this.#note(error instanceof ServiceError ? error.message : `${say("silent")}. ${say("silent_more")}`);
    }
  }

  #askToken() {
    const field = make("input", { type: "password", id: "token", autocomplete: "off" });
    field.addEventListener("change", () => keepToken(field.value.trim()));
    byId("reading-note").replaceChildren(say("needs_token"), " ", make("label", { for: "token" }, say("token")), field);
    field.focus();
  }

  #note(sentence) {
    byId("reading-note").textContent = sentence;
  }
}

function fact(key, value) {
  return make("div", {}, make("dt", {}, say(key)), make("dd", {}, value));
}
