// The token of a service that asks for one. It is kept for this tab alone: many work at a shared computer, and whoever
// has a token is taken for its owner.
import { byId } from "./elements.js";
import { announce, say } from "./texts.js";

const KEPT = "romanbib-token";
const SENDABLE = /^[!-~]+$/; // what a header can carry

let asking = null; // one question for all that wait for the answer

export const token = () => sessionStorage.getItem(KEPT) ?? "";

// Keep a token that the service has taken, and tell the page.
export function keep(taken) {
  sessionStorage.setItem(KEPT, taken);
  showKept();
  document.dispatchEvent(new Event("token"));
}

// Why an answer asks for another token than it got, as a key of the texts; "" if it does not.
export function refusal(answer) {
  const challenge = answer.headers.get("WWW-Authenticate") ?? "";
  if (answer.ok || !challenge.startsWith("Bearer")) {
    return "";
  }
  if (challenge.includes("insufficient_scope")) {
    return "token_reads_only";
  }
  return challenge.includes("invalid_token") ? "token_unknown" : "token_needed";
}

// Ask for a token, and say why; "" if none is given.
export function askToken(why) {
  asking ??= answered(why).finally(() => { asking = null; });
  return asking;
}

function answered(why) {
  const dialog = byId("access");
  const field = byId("token");
  byId("access-why").textContent = say(why);
  field.value = "";
  return new Promise((resolve) => {
    let given = "";
    const enter = (event) => {
      event.preventDefault();
      const entered = field.value.trim();
      if (SENDABLE.test(entered)) {
        given = entered;
        dialog.close();
      } else {
        byId("access-why").textContent = say("token_unknown");
        field.select();
      }
    };
    dialog.addEventListener("submit", enter);
    dialog.addEventListener("close", () => {
      dialog.removeEventListener("submit", enter);
      field.value = "";
      resolve(given);
    }, { once: true });
    dialog.showModal();
    field.focus();
  });
}

function showKept() {
  byId("token-kept").hidden = !token();
}

byId("token-cancel").addEventListener("click", () => byId("access").close());
byId("token-forget").addEventListener("click", () => {
  sessionStorage.removeItem(KEPT);
  showKept();
  announce(say("token_forgotten"));
  document.dispatchEvent(new Event("token"));
});
showKept();
