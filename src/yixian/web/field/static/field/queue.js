// What the phone has noted, each entry under a key of its own so that two open pages never overwrite each other.
// Kept: uuid, kind, time, post, key of the task. No names, nothing about anybody's health.
const queue = (() => {
  const PREFIX = "yx.entry.";
  const KEEP_MS = 48 * 3600e3;
  const KEEP_SENT = 40;
  const memory = new Map(); // where the browser refuses to keep anything

  function put(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  }

  function read(key) {
    if (memory.has(key)) return memory.get(key);
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function keys() {
    try {
      return [...new Set([...Object.keys(localStorage), ...memory.keys()])].filter((key) => key.startsWith(PREFIX));
    } catch {
      return [...memory.keys()].filter((key) => key.startsWith(PREFIX));
    }
  }

  function drop(key) {
    memory.delete(key);
    try { localStorage.removeItem(key); } catch { /* nothing was kept there */ }
  }

  // crypto.randomUUID exists on secure addresses only; a county's own network may have none.
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return [...bytes].map((byte, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  }

  const all = () => keys().map(read).filter(Boolean).sort((a, b) => a.at.localeCompare(b.at) || a.order - b.order);
  const waiting = () => all().filter((entry) => entry.state === "waiting");

  function note(kind, { post, task, undoes, text }) {
    const entry = { uuid: uuid(), kind, post, at: new Date().toISOString(), order: performance.now(), state: "waiting" };
    if (task) entry.task = task;
    if (undoes) entry.undoes = undoes;
    if (text) entry.text = text;
    put(PREFIX + entry.uuid, entry);
    changed();
    return entry;
  }

  function answered(answers) {
    for (const { uuid: id, result, reason } of answers) {
      const entry = read(PREFIX + id);
      if (entry && result !== "rejected") delete entry.text; // what was written may name somebody: gone once it is sent
      // Too many at once is not the entry's fault: it waits for the next upload.
      if (entry && reason !== "too_many") put(PREFIX + id, { ...entry, state: result === "rejected" ? "rejected" : "sent", reason });
    }
    prune();
    changed();
  }

  // What has not been sent is never thrown away.
  function prune() {
    const past = all().filter((entry) => entry.state !== "waiting");
    const old = new Date(Date.now() - KEEP_MS).toISOString();
    past.filter((entry, i) => entry.at < old || i < past.length - KEEP_SENT).forEach((entry) => drop(PREFIX + entry.uuid));
  }

  const changed = () => document.dispatchEvent(new CustomEvent("queue"));
  addEventListener("storage", changed);
  return { all, waiting, note, answered, put, read, drop, isFull: () => memory.size > 0 };
})();
