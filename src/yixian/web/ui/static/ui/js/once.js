// A form is sent once: its button shows pressed at once, "saving" after 400 ms, "try again" after 5 s with the same token.
const waits = new WeakMap();

function begin(button) {
  if (!button || waits.has(button)) return;
  const kept = [...button.childNodes];
  button.setAttribute("aria-busy", "true");
  const say = (words) => words && button.replaceChildren(words);
  const saving = setTimeout(() => say(button.dataset.saving || document.body.dataset.saving), 400);
  const again = setTimeout(() => { say(document.body.dataset.again); button.disabled = false; button.form?.removeAttribute("data-sent"); }, 5000);
  waits.set(button, { kept, saving, again });
}

function end(button) {
  const wait = waits.get(button);
  if (!wait) return;
  clearTimeout(wait.saving);
  clearTimeout(wait.again);
  button.replaceChildren(...wait.kept);
  button.removeAttribute("aria-busy");
  button.disabled = false;
  button.form?.removeAttribute("data-sent");
  waits.delete(button);
}

const buttonOf = (element) => (element.matches("form") ? element.querySelector("[aria-busy]") || element.querySelector("button:not([type=button])") : element.closest("button"));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if ("sent" in form.dataset) { event.preventDefault(); return; }
  form.dataset.sent = "";
  const button = event.submitter || buttonOf(form);
  begin(button);
  // Disable after the browser has collected the fields, or the pressed button's own value would be lost.
  setTimeout(() => { if (button && "sent" in form.dataset) button.disabled = true; });
});
document.addEventListener("htmx:beforeRequest", (event) => event.detail.requestConfig.verb !== "get" && begin(buttonOf(event.detail.elt)));
document.addEventListener("htmx:afterRequest", (event) => end(buttonOf(event.detail.elt)));
// A page taken back from the browser's cache must be usable again.
window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("[aria-busy]").forEach(end));
