// Asks one cheap address what has changed since event N, then lets each named part fetch itself.
// The part under the pointer or the focus waits, unless it is data-live-now (alarms); nothing takes the focus.
const lamp = document.querySelector("[data-live-poll]");
const waiting = new WeakSet();
let after = lamp && lamp.dataset.after;
let tag = "";
let seen = Date.now();

const held = (part) => !("liveNow" in part.dataset) && (part.matches(":hover") || part.contains(document.activeElement));

function fetchParts() {
  for (const part of document.querySelectorAll("[data-live]")) {
    if (!waiting.has(part)) continue;
    const newer = part.querySelector("[data-live-newer]");
    if (newer) newer.hidden = !held(part);
    if (held(part)) continue;
    waiting.delete(part);
    htmx.ajax("GET", part.dataset.liveUrl || location.href, { source: part, target: part, swap: "outerHTML" });
  }
}

function show(state) {
  lamp.dataset.state = state;
  const seconds = Math.round((Date.now() - seen) / 1000);
  const words = lamp.querySelector("[data-live-age]");
  words.textContent = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

async function poll() {
  try {
    const answer = await fetch(`${lamp.dataset.livePoll}?after=${after}`, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
    if (answer.status === 200) {
      const news = await answer.json();
      after = news.after;
      tag = answer.headers.get("ETag") || "";
      for (const part of document.querySelectorAll("[data-live]")) {
        if (part.dataset.live.split(" ").some((name) => news.changed.includes(name))) waiting.add(part);
      }
    }
    seen = Date.now();
    show("live");
  } catch {
    show("broken");
  }
}

if (lamp) {
  const every = 1000 * (Number(lamp.dataset.every) || 5);
  setInterval(() => document.hidden || poll(), every);
  setInterval(() => { fetchParts(); if (lamp.dataset.state === "broken") show("broken"); }, 1000);
  document.addEventListener("visibilitychange", () => document.hidden || poll());
  document.addEventListener("click", (event) => {
    const part = event.target.closest("[data-live-newer]")?.closest("[data-live]");
    if (part) htmx.ajax("GET", part.dataset.liveUrl || location.href, { source: part, target: part, swap: "outerHTML" });
  });
}
