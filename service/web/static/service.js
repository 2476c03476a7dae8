// What the page asks of the service.
import { askToken, keep, refusal, token } from "./access.js";
import { say } from "./texts.js";

export class ServiceError extends Error {
  constructor(problem, status) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
  }
}

// Fetch an answer, or throw what the service says is wrong. Where it wants a token, the visitor is asked for it, unless
// the page asks `quietly`, on its own account.
export async function ask(address, { quietly = false, ...options } = {}) {
  let sent = token();
  let fresh = false; // just given, and not yet taken
  for (;;) {
    const bearer = sent ? { Authorization: `Bearer ${sent}` } : {};
    const answer = await fetch(address, { ...options, headers: { ...options.headers, ...bearer } });
    const why = refusal(answer);
    if (fresh && !why) {
      keep(sent);
    }
    if (answer.ok) {
      return answer;
    }
    if (!why) {
      throw new ServiceError(await answer.json().catch(() => ({})), answer.status);
    }
    const refused = new ServiceError({ detail: say(why) }, answer.status);
    if (!fresh && sent !== token()) { // another request has got one in the meantime
      sent = token();
      continue;
    }
    sent = quietly ? "" : await askToken(why);
    fresh = true;
    if (!sent) {
      throw refused;
    }
  }
}

export async function askJson(method, address, { value, headers = {}, ...options } = {}) {
  const body = value === undefined ? {} : { body: JSON.stringify(value) };
  const kind = value === undefined ? {} : { "Content-Type": "application/json" };
  const all = { Accept: "application/json", ...kind, ...headers };
  const answer = await ask(address, { ...options, method, ...body, headers: all });
  return answer.status === 204 ? null : answer.json();
}

// The lines of an answer in NDJSON, each as soon as it is there.
export async function* lines(address, form, signal) {
  const headers = { Accept: "application/x-ndjson, application/problem+json" };
  const answer = await ask(address, { method: "POST", body: form, headers, signal });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield parts.map((line) => JSON.parse(line));
  }
}
