// People's corrections: overrides that the service keeps.
import { ARABIC, byId, make } from "./elements.js";
import { askJson, ServiceError } from "./service.js";
import { say } from "./texts.js";

const ADDRESS = "/v1/overrides";

const of = (query) => askJson("GET", `${ADDRESS}?${new URLSearchParams(query)}`, { quietly: true });
const named = (one) => `${ADDRESS}/${one.id}`;
const seen = (one) => ({ headers: { "If-Match": `"${one.revision}"` } });

// The correction that holds for just this text, if there is one.
export async function find({ language, source, scope }) {
  const { overrides } = await of({ language, scope, holding: source });
  return overrides.find((one) => one.source.toLowerCase() === source.toLowerCase() && !one.kind);
}

// Save a correction; over what is there already only if that is what `before` says.
export async function save(correction, before) {
  if (before) {
    return askJson("PUT", named(before), { value: correction, ...seen(before) });
  }
  return askJson("POST", ADDRESS, { value: correction });
}

export function remove(one) {
  return askJson("DELETE", named(one), seen(one));
}

// Whether the service refused because somebody else was quicker.
export function isConflict(error) {
  return error instanceof ServiceError && (error.status === 409 || error.status === 412);
}

// List those that hold, the ones of the project first; `changed` is told when one is removed.
export async function list(scope, changed) {
  const scopes = scope ? [scope, ""] : [""];
  const found = (await Promise.all(scopes.map((one) => of({ scope: one })))).flatMap((one) => one.overrides);
  byId("corrections-none").hidden = found.length > 0;
  byId("corrections-list").replaceChildren(...found.map((one) => listed(one, changed)));
  byId("corrections").hidden = false;
}

function listed(one, changed) {
  const button = make(
    "button",
    { type: "button", class: "quiet", "aria-label": say("remove_named", { word: one.source }) },
    say("remove"),
  );
  button.addEventListener("click", () => changed(one));
  return make(
    "li",
    {},
    make("bdi", { lang: one.language, class: "from" }, one.source),
    make("span", { role: "img", "aria-label": say("becomes"), class: "arrow" }, "→"),
    make("bdi", { class: "to", lang: ARABIC.test(one.output) ? one.language : `${one.language}-Latn` }, one.output),
    make("span", { class: "meta", dir: "auto" }, one.scope),
    button,
  );
}
