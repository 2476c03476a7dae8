// The page works without this. With it entries come in one by one, and words can be corrected where they stand.
import * as corrections from "./corrections.js";
import { byId } from "./elements.js";
import { stretches } from "./entry.js";
import { openReading } from "./reading.js";
import { clearProblem, Result, showProblem } from "./result.js";
import { ask as fetched, lines, ServiceError } from "./service.js";
import { announce, say } from "./texts.js";

const ask = byId("ask");
const source = byId("source");
const file = byId("file");
const go = byId("go");
const result = new Result();
const LINKED = ["profile", "scheme", "language", "scope", "to"]; // what the address carries: never a text
const CARRIED = "romanbib-text"; // the text, for as long as it takes to load the page in another language

let sent = null; // what the result on the page was made of
let running = null;

// What is asked

function settings() {
  const form = new FormData(ask);
  const chosen = LINKED.map((name) => [name, form.get(name)?.trim() ?? ""]).filter(([, value]) => value);
  return chosen.filter(([name, value]) => name !== "profile" || value !== "romanized");
}

function link() {
  const address = new URL(location.pathname, location.href);
  const language = new URLSearchParams(location.search).get("lang");
  for (const [name, value] of [...settings(), ...(language ? [["lang", language]] : [])]) {
    address.searchParams.set(name, value);
  }
  return address;
}

function keepSettings() {
  history.replaceState(null, "", link());
  for (const tongue of document.querySelectorAll(".tongues a")) {
    const address = link();
    address.searchParams.set("lang", tongue.lang);
    tongue.href = address.href;
  }
  const example = link();
  example.searchParams.set("example", "");
  byId("example").href = example.href;
}

function showFile() {
  const [chosen] = file.files;
  byId("chip").hidden = !chosen;
  byId("box").classList.toggle("hasfile", Boolean(chosen));
  if (chosen) {
    byId("chip-name").textContent = chosen.name;
    byId("chip-remove").setAttribute("aria-label", say("file_remove", { name: chosen.name }));
    announce(say("file_dropped", { name: chosen.name }));
  }
}

function dropFile() {
  file.value = "";
  showFile();
}

function showProfile() {
  const chosen = ask.querySelector("[name=profile]:checked");
  if (chosen) {
    const profile = chosen.closest(".profile");
    byId("chosen").textContent = profile.querySelector(".profilename").textContent;
    byId("chosen-sample").textContent = (profile.querySelector(".sample") ?? profile.querySelector(".profileabout")).textContent;
  }
}

function showChecked() {
  if (byId("chooser").open) {
    ask.querySelector("[name=profile]:checked")?.closest(".profile").scrollIntoView({ block: "nearest" });
  }
}

// What comes of it

function busy(is) {
  ask.toggleAttribute("aria-busy", is);
  go.setAttribute("aria-disabled", String(is));
  byId("progress").hidden = !is;
}

// Have `form` worked on; of a result that is there already, `kept` entries are to be on the page again.
async function run(form, kept = 0) {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  clearProblem();
  busy(true);
  byId("share").removeAttribute("value");
  byId("count").textContent = say("working");
  announce(say("working"));
  let begun = false;
  let drawn = 0;
  try {
    for await (const events of lines(ask.dataset.entries, form, mine.signal)) {
      if (!begun) {
        result.begin(kept);
        begun = true;
      }
      take(events);
      if (performance.now() - drawn > 120) {
        result.draw();
        byId("count").textContent = say("working_on", { n: result.length });
        drawn = performance.now();
      }
    }
    result.draw();
    return true;
  } catch (error) {
    if (error.name === "AbortError") {
      announce(say("stopped"));
      return false;
    }
    const known = error instanceof ServiceError;
    showProblem(say(known ? "failed" : "silent"), known ? error.message : say("silent_more"));
    return false;
  } finally {
    if (running === mine) {
      running = null;
      busy(false);
    }
  }
}

function take(events) {
  for (const event of events) {
    if (event.entry) {
      result.take(event);
      byId("share").value = event.at;
    } else if (event.output !== undefined) {
      result.output.push(event.output);
    } else if (event.problem) {
      showProblem(say("failed"), event.problem);
    } else if (event.totals) {
      finish(event);
    }
  }
}

function finish(event) {
  byId("output").value = result.output.join("");
  byId("copy").hidden = event.binary;
  byId("whole").hidden = event.binary;
  for (const id of ["print", "link"]) {
    byId(id).hidden = false;
  }
  document.title = `${say("records", { n: event.totals.records })} · romanbib`;
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

async function normalize(event) {
  if (event.submitter === byId("download")) {
    event.preventDefault();
    await download();
    return;
  }
  event.preventDefault();
  if (running) {
    return;
  }
  byId("chooser").open = false;
  sent = new FormData(ask);
  const whole = await run(sent);
  if (whole && result.length) {
    byId("totals").focus({ preventScroll: true });
    byId("result").scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
    announce(`${byId("total").textContent} ${byId("part").textContent}`);
  }
}

// What people take away

function flash(button, key) {
  const before = button.dataset.text ?? button.textContent;
  button.dataset.text = before;
  button.textContent = say("copied");
  announce(say(key));
  setTimeout(() => { button.textContent = before; }, 1600);
}

async function copy() {
  const output = byId("output");
  try {
    await navigator.clipboard.writeText(output.value);
    flash(byId("copy"), "copied");
  } catch {
    // Outside a secure context there is no clipboard; select the text, so that it can be copied by hand.
    byId("whole").open = true;
    output.focus();
    output.select();
    announce(say("copy_by_hand"));
  }
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(link().href);
    flash(byId("link"), "link_copied");
  } catch {
    announce(link().href);
  }
}

async function download() {
  const form = sent ?? new FormData(ask);
  form.set("to", byId("to").value);
  try {
    const answer = await fetched(ask.dataset.download, { method: "POST", body: form });
    const [, name] = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"));
    const address = URL.createObjectURL(await answer.blob());
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    clearProblem();
  } catch (error) {
    const known = error instanceof ServiceError;
    showProblem(say(known ? "failed" : "silent"), known ? error.message : say("silent_more"));
  }
}

// Corrections

const scope = () => byId("scope").value.trim();

function listCorrections() {
  corrections.list(scope(), async (one) => {
    try {
      await corrections.remove(one);
      await corrected();
    } catch (error) {
      announce(error.message);
    }
  }).catch(() => { byId("corrections").hidden = true; }); // a service without a database has none to show
}

// A word has been corrected: apply it to the whole bibliography, and leave the reader where they were.
async function corrected(correction, from = null) {
  listCorrections();
  if (!sent) {
    return;
  }
  const entry = from?.closest(".entry");
  const place = entry ? [...byId("entries").children].indexOf(entry) : -1;
  const top = window.scrollY;
  sent.set("scope", scope());
  await run(sent, result.shown);
  window.scrollTo({ top, behavior: "instant" });
  byId("entries").children[place]?.querySelector(".after .word")?.focus({ preventScroll: true });
  announce(correction ? say("applied", { n: result.places(correction) }) : say("removed"));
}

async function press(event) {
  const button = event.target.closest(".word");
  if (!button || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) {
    return;
  }
  event.preventDefault();
  try {
    await openReading(stretches.get(button), scope(), (correction) => corrected(correction, button));
  } catch (error) {
    showProblem(say("failed"), error.message);
  }
}

// Everything together

function restoreText() {
  const carried = sessionStorage.getItem(CARRIED);
  sessionStorage.removeItem(CARRIED);
  if (carried && !source.value) {
    source.value = carried;
  }
}

function begin() {
  restoreText();
  ask.addEventListener("submit", normalize);
  ask.addEventListener("change", keepSettings);
  ask.addEventListener("change", showProfile);
  byId("chooser").addEventListener("toggle", showChecked);
  byId("to").addEventListener("change", keepSettings);
  byId("scope").addEventListener("change", listCorrections);
  source.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask.requestSubmit(go);
    }
  });
  source.addEventListener("input", dropFile);
  file.addEventListener("change", showFile);
  byId("chip-remove").addEventListener("click", () => { dropFile(); file.focus(); });
  byId("clear").hidden = false;
  byId("clear").addEventListener("click", () => { source.value = ""; dropFile(); source.focus(); });
  byId("stop").addEventListener("click", () => running?.abort());
  byId("copy").addEventListener("click", copy);
  byId("link").addEventListener("click", copyLink);
  byId("print").addEventListener("click", () => { result.all(); window.print(); });
  byId("filters").addEventListener("change", (event) => result.filter(event.target.value));
  byId("more").addEventListener("click", () => result.more());
  byId("entries").addEventListener("click", press);
  byId("entries").addEventListener("keydown", press);
  document.querySelector(".tongues").addEventListener("click", () => sessionStorage.setItem(CARRIED, source.value));
  const box = byId("box");
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", (event) => box.classList.toggle("over", box.contains(event.relatedTarget)));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    if (event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      showFile();
    } else {
      source.value = event.dataTransfer.getData("text/plain");
    }
  });
  document.addEventListener("token", listCorrections);
  showFile();
  showProfile();
  keepSettings();
  listCorrections();
}

begin();
