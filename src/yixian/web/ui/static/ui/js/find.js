// The find box: asks after a short pause, arrows walk the list, Enter opens, Escape closes.
const box = document.querySelector("[data-find]");

if (box) {
  const input = box.querySelector("input");
  const list = box.querySelector("[data-find-list]");
  let pause;
  let asked = "";

  const rows = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const choose = (row) => {
    rows().forEach((other) => other.setAttribute("aria-selected", String(other === row)));
    if (row) { input.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
  };
  const close = () => { list.replaceChildren(); asked = ""; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const ask = async () => {
    const words = input.value.trim();
    if (words === asked && list.childElementCount) return;
    asked = words;
    await htmx.ajax("GET", `${box.dataset.find}?q=${encodeURIComponent(words)}`, { source: input, target: list, swap: "innerHTML" });
    input.setAttribute("aria-expanded", String(list.childElementCount > 0));
    choose(rows()[0]);
  };
  const soon = () => { clearTimeout(pause); pause = setTimeout(ask, 120); };

  input.addEventListener("input", (event) => event.isComposing || soon());
  input.addEventListener("compositionend", soon);
  input.addEventListener("focus", soon);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = rows();
    const at = all.indexOf(chosen());
    if (event.key === "Escape") { close(); input.blur(); }
    else if (event.key === "ArrowDown" && all.length) choose(all[Math.min(all.length - 1, at + 1)]);
    else if (event.key === "ArrowUp" && all.length) choose(all[Math.max(0, at - 1)]);
    else if (event.key === "Enter" && chosen()) chosen().click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => box.contains(event.target) || close());
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey && event.key.toLowerCase() === "k")) return;
    event.preventDefault();
    input.focus();
  });
}
