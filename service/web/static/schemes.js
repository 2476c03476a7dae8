// The page works without this. With it every scheme follows what is typed.
import { byId } from "./elements.js";
import { ask } from "./service.js";
import { say } from "./texts.js";

const PAUSE = 200; // milliseconds without a key before the service is asked
const form = byId("compare");
const lines = new Map([...document.querySelectorAll(".line")].map((line) => [line.dataset.key, line]));
let waiting = 0;
let running = null;

async function compare() {
  running?.abort();
  running = new AbortController();
  try {
    const answer = await ask(form.dataset.lines, { method: "POST", body: new FormData(form), signal: running.signal });
    const found = await answer.json();
    const there = new Set();
    for (const one of found) {
      const key = `${one.language}/${one.id}`;
      there.add(key);
      lines.get(key).querySelector(".romanized").textContent = one.output;
    }
    for (const [key, line] of lines) {
      line.hidden = !there.has(key);
    }
    byId("tally").textContent = say("compared", { n: found.length });
  } catch (error) {
    if (error.name !== "AbortError") {
      byId("tally").textContent = error.message;
    }
  }
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(compare, PAUSE);
}

byId("text").addEventListener("input", later);
byId("language").addEventListener("change", compare);
form.addEventListener("submit", (event) => { event.preventDefault(); compare(); });
