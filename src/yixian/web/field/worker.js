// Keeps the shell of the phone's page: the page itself and its own files. Never an answer that speaks of anybody.
const SHELL = "/f/";
const PATIENCE_MS = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...FILES, SHELL])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const olds = caches.keys().then((names) => names.filter((name) => name.startsWith("yx-") && name !== CACHE));
  event.waitUntil(olds.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// The newest page if the network gives it soon, else the kept one; a page that needs other files is not kept.
async function page(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(SHELL);
  const fresh = fetch(request).then(async (answer) => {
    const text = answer.ok ? await answer.clone().text() : "";
    if (FILES.every((file) => text.includes(file))) await cache.put(SHELL, answer.clone());
    return answer.status >= 500 && kept ? kept : answer;
  });
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  return Promise.race([fresh.catch(() => kept), late]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === SHELL) event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
});
