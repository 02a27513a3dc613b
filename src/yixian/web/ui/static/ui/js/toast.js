// A toast leaves after eight seconds; it stays while it is focused or hovered. At most one is shown.
const region = document.getElementById("toasts");

function tick() {
  const toasts = [...region.querySelectorAll("[data-toast]")];
  toasts.slice(0, -1).forEach((old) => old.remove());
  const toast = toasts.pop();
  if (!toast || toast.matches(":hover") || toast.contains(document.activeElement)) return;
  const left = Number(toast.dataset.toast || 8) - 1;
  toast.dataset.toast = left;
  const count = toast.querySelector(".toast-left");
  if (count) count.textContent = left;
  if (left <= 0) toast.remove();
}

// An answer that never came, or came as a fault of ours, must not look like one that was kept.
function failed() {
  const words = document.querySelector("template[data-toast-failed]");
  if (words) region.replaceChildren(words.content.cloneNode(true));
}

if (region) {
  setInterval(tick, 1000);
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
}
