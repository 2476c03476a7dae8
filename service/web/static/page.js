// The page works without this. With it the result comes in place, and can be copied and saved as it is shown.
"use strict";

const ask = document.getElementById("ask");
const source = document.getElementById("source");
const state = document.getElementById("state");
const clear = document.getElementById("clear");

function say(sentence) {
  state.textContent = sentence;
}

// Only the server writes results, and it escapes them; the page is parsed as a document of its own, in which no script
// runs, and its result taken over.
function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const result = fresh.getElementById("result");
  if (!result) {
    throw new Error("no result in the answer");
  }
  document.getElementById("result").replaceWith(result);
  document.title = fresh.title;
  prepare();
  const heading = result.querySelector("h1, h2");
  heading.focus({ preventScroll: true });
  result.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  say(heading.textContent.replace(/\s+/g, " ").trim());
}

function fail() {
  const message = document.createElement("div");
  message.className = "message";
  message.setAttribute("role", "alert");
  const heading = document.createElement("h2");
  heading.textContent = "The service does not answer";
  const advice = document.createElement("p");
  advice.textContent = "Your text is still in the box. Try again in a moment.";
  message.append(heading, advice);
  document.getElementById("result").replaceChildren(message);
}

function calm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

async function normalize(event) {
  if (event.submitter && event.submitter.id === "download") {
    return; // without a result to save, the server sends the file
  }
  event.preventDefault();
  const go = ask.querySelector(".go");
  if (go.getAttribute("aria-disabled") === "true") {
    return;
  }
  go.setAttribute("aria-disabled", "true");
  ask.setAttribute("aria-busy", "true");
  say("Working …");
  try {
    const answer = await fetch(ask.action, {
      method: "POST",
      body: new FormData(ask),
      headers: { Accept: "text/html" },
    });
    show(await answer.text());
  } catch {
    fail();
  } finally {
    go.removeAttribute("aria-disabled");
    ask.removeAttribute("aria-busy");
  }
}

async function copy(button, output) {
  try {
    await navigator.clipboard.writeText(output.value);
  } catch {
    // Outside a secure context there is no clipboard; select the text, so that it can be copied by hand.
    output.closest("details").open = true;
    output.focus();
    output.select();
    say("The result is selected; copy it with the keyboard.");
    return;
  }
  button.textContent = "Copied";
  say("Copied");
  setTimeout(() => { button.textContent = "Copy"; }, 1600);
}

function save(event, name, output) {
  event.preventDefault();
  const address = URL.createObjectURL(new Blob([output.value], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function prepare() {
  const button = document.getElementById("copy");
  const output = document.getElementById("output");
  if (!button || !output) {
    return;
  }
  const download = document.getElementById("download");
  button.hidden = false;
  button.addEventListener("click", () => copy(button, output));
  download.addEventListener("click", (event) => save(event, download.dataset.name, output));
}

ask.addEventListener("submit", normalize);
source.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    ask.requestSubmit();
  }
});
clear.hidden = false;
clear.addEventListener("click", () => {
  source.value = "";
  source.focus();
});
prepare();
