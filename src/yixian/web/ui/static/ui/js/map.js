// Pans and enlarges an inline svg[data-map] by buttons, wheel, drag and keys; a pick shows in map and list alike.
function frame(svg) {
  const home = svg.getAttribute("viewBox").split(/\s+/).map(Number);
  let [x, y, width, height] = home;
  const show = () => {
    svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    svg.style.setProperty("--enlarged", svg.getScreenCTM().a);
  };
  new ResizeObserver(show).observe(svg);
  const enlarge = (factor, cx = x + width / 2, cy = y + height / 2) => {
    const next = Math.min(home[2], Math.max(home[2] / 40, width / factor));
    const ratio = next / width;
    [x, y, width, height] = [cx - (cx - x) * ratio, cy - (cy - y) * ratio, next, height * ratio];
    if (width === home[2]) [x, y] = home;
    show();
  };
  const pan = (dx, dy) => { x += dx * width; y += dy * height; show(); };
  const moves = { "+": () => enlarge(1.5), "=": () => enlarge(1.5), "-": () => enlarge(1 / 1.5), 0: () => enlarge(0.001),
    ArrowLeft: () => pan(-0.1, 0), ArrowRight: () => pan(0.1, 0), ArrowUp: () => pan(0, -0.1), ArrowDown: () => pan(0, 0.1) };

  svg.addEventListener("keydown", (event) => {
    if (event.target !== svg || event.ctrlKey || event.altKey || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  svg.addEventListener("wheel", (event) => {
    // Without focus or Ctrl the wheel scrolls the page, as everywhere else.
    if (!event.ctrlKey && document.activeElement !== svg) return;
    event.preventDefault();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    enlarge(event.deltaY < 0 ? 1.25 : 0.8, at.x, at.y);
  }, { passive: false });
  svg.addEventListener("pointermove", (event) => {
    if (event.buttons !== 1 || event.pointerType === "touch") return;
    pan(-event.movementX / svg.clientWidth, -event.movementY / svg.clientHeight);
  });
  svg.closest(".map").addEventListener("click", (event) => {
    const button = event.target.closest("[data-map-do]");
    if (button) ({ in: moves["+"], out: moves["-"], whole: moves[0] })[button.dataset.mapDo]();
  });
}

const frames = () => document.querySelectorAll("svg[data-map]:not([data-framed])").forEach((svg) => { svg.dataset.framed = ""; frame(svg); });
frames();
document.addEventListener("htmx:load", frames);
document.addEventListener("click", (event) => {
  const picked = event.target.closest("[data-pick]");
  if (!picked) return;
  for (const other of document.querySelectorAll("[data-pick]")) {
    const same = other.dataset.pick === picked.dataset.pick;
    if (same) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
    if (same && other !== picked && !other.closest("svg")) other.scrollIntoView({ block: "nearest" });
  }
});
