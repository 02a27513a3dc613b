// J and K walk the links of [data-rows]; X ticks the row; the bar with bulk acts shows how many are ticked.
const rowsOf = (place) => [...place.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length);

function walk(step) {
  const place = document.activeElement.closest("[data-rows]") || document.querySelector("[data-rows]");
  if (!place) return false;
  const rows = rowsOf(place);
  const here = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("is-selected"));
  const row = rows[Math.min(rows.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
  if (!row) return false;
  rows.forEach((other) => other.classList.toggle("is-selected", other === row));
  const link = row.querySelector("a,button,input") || row;
  link.focus();
  row.scrollIntoView({ block: "nearest" });
  const panel = document.getElementById("panel");
  if (panel && !panel.hidden && link.matches("a[data-panel]")) link.click();
  return true;
}

function tick() {
  const row = document.activeElement.closest("[data-row]") || document.querySelector("[data-row].is-selected");
  const box = row && row.querySelector("input[type=checkbox]");
  if (box) box.click();
  return Boolean(box);
}

document.addEventListener("yx:key", (event) => {
  const acted = { J: () => walk(1), K: () => walk(-1), X: tick }[event.detail]?.();
  if (acted) event.preventDefault();
});
document.addEventListener("change", (event) => {
  const place = event.target.closest("[data-rows]");
  const bulk = place && document.querySelector(`[data-bulk="${place.id}"]`);
  if (!bulk) return;
  const n = place.querySelectorAll("[data-row] input[type=checkbox]:checked").length;
  bulk.hidden = n === 0;
  bulk.querySelectorAll("[data-bulk-count]").forEach((word) => { word.textContent = n; });
});
