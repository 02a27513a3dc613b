// "?" lists the keys of this page: each visible element with data-key, by its own words.
const dialog = document.querySelector("[data-keylist]");

function words(element) {
  if (element.dataset.keyWords) return element.dataset.keyWords;
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".key,.badge,.voice").forEach((part) => part.remove());
  return copy.textContent.trim() || element.getAttribute("aria-label") || element.placeholder || "";
}

function fill() {
  const list = dialog.querySelector("ul");
  const row = dialog.querySelector("template").content.firstElementChild;
  const seen = new Set();
  list.replaceChildren();
  for (const element of document.querySelectorAll("[data-key],[data-key-words]")) {
    const key = element.dataset.key;
    if (!key || seen.has(key) || dialog.contains(element)) continue;
    seen.add(key);
    const line = row.cloneNode(true);
    line.querySelector("span").textContent = words(element);
    line.querySelector("kbd").textContent = key.replace("Ctrl+Enter", "Ctrl ⏎");
    list.append(line);
  }
}

document.addEventListener("click", (event) => {
  if (!dialog || !event.target.closest("[data-keylist-open]")) return;
  fill();
  dialog.showModal();
});
