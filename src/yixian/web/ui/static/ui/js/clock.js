// Ticks in the server's time: data-clock shows it, data-since counts up, data-until counts down.
const root = document.querySelector("[data-now]");
const two = (n) => String(Math.floor(n)).padStart(2, "0");

if (root) {
  const start = Date.parse(root.dataset.now);
  const loaded = performance.now();
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(root.dataset.now) || [0, "+", 0, 0];
  const zone = (sign === "-" ? -1 : 1) * (hours * 60 + minutes * 1) * 60000;

  const span = (seconds) => {
    const s = Math.max(0, seconds);
    return s < 3600 ? `${two(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two((s / 60) % 60)}:${two(s % 60)}`;
  };
  const tick = () => {
    const now = start + performance.now() - loaded;
    const wall = new Date(now + zone);
    for (const element of document.querySelectorAll("[data-clock],[data-since],[data-until]")) {
      const { clock, since, until } = element.dataset;
      const words = since ? span((now - Date.parse(since)) / 1000)
        : until ? span((Date.parse(until) - now) / 1000)
          : `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}${clock === "seconds" ? `:${two(wall.getUTCSeconds())}` : ""}`;
      if (element.textContent !== words) element.textContent = words;
    }
  };
  tick();
  setInterval(tick, 1000);
}
