// What the page asks of the service.
const KEPT = "romanbib-token"; // for this tab alone

export class ServiceError extends Error {
  constructor(problem, status) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
  }
}

export function keepToken(token) {
  sessionStorage.setItem(KEPT, token);
}

// Fetch an answer, or throw what the service says is wrong.
export async function ask(address, options = {}) {
  const token = sessionStorage.getItem(KEPT);
  const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(address, { ...options, headers });
  if (!answer.ok) {
    throw new ServiceError(await answer.json().catch(() => ({})), answer.status);
  }
  return answer;
}

export async function askJson(method, address, value, headers = {}) {
  const body = value === undefined ? {} : { body: JSON.stringify(value) };
  const kind = value === undefined ? {} : { "Content-Type": "application/json" };
  const answer = await ask(address, { method, ...body, headers: { Accept: "application/json", ...kind, ...headers } });
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
