// The roster grid: one tab stop; arrows move; Enter, L and ? ask the cell's own address.
// table[data-grid] > td[data-cell][data-url][id][tabindex]; GET url+"swap/", POST url+"lock/", GET url+"why/".
const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function neighbour(cell, [down, right]) {
  if (right) {
    let next = cell;
    do next = right > 0 ? next.nextElementSibling : next.previousElementSibling;
    while (next && !("cell" in next.dataset));
    return next;
  }
  let row = cell.parentElement;
  do row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
  while (row && !row.querySelector("[data-cell]"));
  return row && row.children[cell.cellIndex];
}

async function ask(cell, what) {
  const panel = document.getElementById("panel");
  await htmx.ajax("GET", `${cell.dataset.url}${what}/`, { source: cell, target: panel, swap: "innerHTML" });
  if (!panel.childElementCount) return;
  cell.dispatchEvent(new CustomEvent("yx:panel", { bubbles: true }));
  (panel.querySelector(".panel-part :is(button,a,input)") || panel.querySelector("button,a"))?.focus();
}
const lock = (cell) => htmx.ajax("POST", `${cell.dataset.url}lock/`, { source: cell, target: cell, swap: "outerHTML" });

document.addEventListener("focusin", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell) return;
  cell.closest("[data-grid]").querySelectorAll('[data-cell][tabindex="0"]').forEach((old) => { old.tabIndex = -1; });
  cell.tabIndex = 0;
});
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell || event.isComposing || event.target !== cell) return;
  const next = step[event.key] && !event.altKey && !event.ctrlKey && neighbour(cell, step[event.key]);
  if (next && "cell" in next.dataset) next.focus();
  else if (event.key === "Enter" && !event.ctrlKey && cell.dataset.url) ask(cell, "swap");
  else return;
  event.preventDefault();
});
document.addEventListener("yx:key", (event) => {
  const cell = event.target.closest("[data-cell][data-url]");
  if (!cell || !["L", "?"].includes(event.detail)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.detail === "L") lock(cell);
  else ask(cell, "why");
});
document.addEventListener("dblclick", (event) => {
  const cell = event.target.closest("[data-cell][data-url]");
  if (cell) ask(cell, "swap");
});
