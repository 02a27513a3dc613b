// Opens a[data-panel] beside the list; on small screens, and with Ctrl+Enter, the same link is a page.
const panel = document.getElementById("panel");
let opener = null;
let list = location.href;

function close() {
  panel.hidden = true;
  panel.replaceChildren();
  if (location.href !== list) history.replaceState(null, "", list);
  const back = opener && (document.getElementById(opener.id) || opener);
  opener = null;
  if (back) back.focus();
}

async function open(link) {
  if (panel.hidden) list = location.href;
  opener = link;
  await htmx.ajax("GET", link.href, { target: panel, swap: "innerHTML" });
  if (!panel.childElementCount) return;
  panel.hidden = false;
  if (!("panelQuiet" in link.dataset)) history.replaceState(null, "", link.href);
  const title = panel.querySelector("h2");
  if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); }
}

if (panel) {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]") && panel.contains(event.target)) { event.preventDefault(); close(); return; }
    const link = event.target.closest("a[data-panel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || window.innerWidth <= 900) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("yx:panel", (event) => { opener = event.target; panel.hidden = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || panel.hidden || document.querySelector("dialog[open]")) return;
    close();
  });
}
