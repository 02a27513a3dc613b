// A table that is wider than its frame can be scrolled by keys: the frame takes the focus only while it scrolls.
const frames = () => document.querySelectorAll(".table-wrap:not([role])");
const measure = () => {
  for (const frame of frames()) {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  }
};
measure();
addEventListener("resize", measure);
document.addEventListener("htmx:afterSettle", measure);
