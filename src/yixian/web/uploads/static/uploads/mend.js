// On a row of a dry run: Enter takes its mend or goes into its empty field, S skips it, Y and N say who it is.
// After each step the focus is on the row that now stands where the last one stood.
const rows = () => [...document.querySelectorAll("[data-mends] [data-row]")];
let stood = 0;

function partsOf(row) {
  const parts = [row];
  for (let next = row.nextElementSibling; next && !("row" in next.dataset); next = next.nextElementSibling) parts.push(next);
  return parts;
}

function rowOf(element) {
  let part = element.closest("[data-mends] tr");
  while (part && !("row" in part.dataset)) part = part.previousElementSibling;
  return part;
}

const within = (row, selector) => row && partsOf(row).map((part) => part.querySelector(selector)).find(Boolean);
const here = () => rowOf(document.activeElement) || document.querySelector("[data-mends] .is-selected") || rows()[0];

function press(selector) {
  const button = within(here(), selector);
  if (button) button.click();
  return Boolean(button);
}

document.addEventListener("yx:key", (event) => {
  const selector = { S: "[data-skip]", Y: "[data-same]", N: "[data-other]" }[event.detail];
  if (selector && press(selector)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const row = rowOf(event.target);
  if (event.key === "Enter" && event.target.matches("[data-mends] .row-link")) {
    event.preventDefault();
    const take = within(row, "[data-accept]");
    if (take) take.click();
    else within(row, "[data-fill]")?.focus();
  }
  if (event.key === "Escape" && event.target.matches("[data-fill]")) within(row, ".row-link").focus();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const row = rowOf(event.detail.elt);
  if (row) stood = rows().indexOf(row);
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "dry") return;
  const row = rows()[Math.min(stood, rows().length - 1)];
  row?.querySelector(".row-link").focus();
});
