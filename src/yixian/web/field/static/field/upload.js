// Sends what waits: at once, on load, when the network or the page comes back, and every 15 s while something waits.
// An entry leaves the queue only by the server's answer; a lost answer means that it is sent again and counted once.
const upload = (() => {
  let most = 200; // halved when the server finds an upload too big
  const EVERY_MS = 15000;
  const PATIENCE_MS = 20000;
  const words = document.getElementById("words").dataset;
  let isBusy = false;
  let notBefore = 0;
  let state = navigator.onLine === false ? "offline" : "online"; // online | offline | unknown (this phone is shut out)

  function say(next) {
    if (state === next) return;
    state = next;
    document.dispatchEvent(new CustomEvent("queue"));
  }

  async function ask(url, options) {
    if (navigator.onLine === false) {
      say("offline");
      return { status: 0, wait: 0, body: null };
    }
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(url, { credentials: "same-origin", cache: "no-store", signal: stop.signal, ...options });
      const body = answer.ok ? await answer.json() : null;
      say(answer.status === 401 || body?.post === null ? "unknown" : "online");
      return { status: answer.status, wait: Number(answer.headers.get("Retry-After")) || 0, body };
    } catch {
      say("offline");
      return { status: 0, wait: 0, body: null };
    } finally {
      clearTimeout(timer);
    }
  }

  async function send() {
    const entries = queue.waiting().slice(0, most).map(({ state: _state, order: _order, reason: _reason, ...entry }) => entry);
    if (!entries.length || isBusy || Date.now() < notBefore) return;
    isBusy = true;
    const answer = await ask(words.sync, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sent_at: new Date().toISOString(), entries }),
    });
    isBusy = false;
    notBefore = Date.now() + answer.wait * 1000;
    if (answer.status === 413) most = Math.max(1, Math.floor(most / 2));
    if (!answer.body) return;
    queue.answered(answer.body.answers);
    if (queue.waiting().length && answer.body.answers.some(({ reason }) => reason !== "too_many")) send();
  }

  async function job() {
    const answer = await ask(words.job);
    if (answer.body?.post) {
      queue.put("yx.job", { ...answer.body, ahead_ms: Date.now() - Date.parse(answer.body.server_at) });
      document.dispatchEvent(new CustomEvent("job"));
    }
  }

  const both = () => { job(); send(); };
  addEventListener("online", both);
  addEventListener("offline", () => say("offline"));
  addEventListener("pageshow", both);
  document.addEventListener("visibilitychange", () => document.hidden || both());
  setInterval(() => { send(); if (state === "offline" && !queue.waiting().length) job(); }, EVERY_MS);
  setInterval(job, 5 * 60e3);
  return { send, state: () => state };
})();
