// Presses whatever carries the key: data-key="P", "G D", "Ctrl+Enter", "Alt+1", "F1".
// Each letter goes out as the event "yx:key" first, for tables and grid.
// Letters alone can be switched off on this device (WCAG 2.1.4): the box in the list of keys.
const names = { " ": "Space" };
const letters = document.querySelector("[data-letters]");
let before = "";
let forget;

const typing = (element) => element.closest("input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]");
const visible = (element) => element.getClientRects().length > 0 && !element.disabled;

function spelled(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : names[event.key] || event.key;
  return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + key;
}

function press(key, event) {
  const scope = document.querySelector("dialog[open]") || document;
  const found = [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(visible);
  if (!found) return false;
  event.preventDefault();
  if (found.matches("input,select,textarea")) found.focus();
  else found.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  // While an input method composes, every key belongs to it.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const key = spelled(event);
  const plain = !/^(Ctrl|Alt)\+|^F\d/.test(key);
  if (plain && (typing(event.target) || key.length > 1 || (letters && !letters.checked))) return;
  const sequence = before ? `${before} ${key}` : key;
  clearTimeout(forget);
  before = "";
  // Where somebody stands (a cell, a row) knows the key before the page does.
  const offer = new CustomEvent("yx:key", { bubbles: true, cancelable: true, detail: key });
  if (plain && sequence === key && !event.target.dispatchEvent(offer)) {
    event.preventDefault();
    return;
  }
  if (press(sequence, event) || (sequence !== key && press(key, event)) || key !== "G") return;
  before = key;
  forget = setTimeout(() => { before = ""; }, 1500);
});

if (letters) {
  letters.checked = localStorage.getItem("letters") !== "off";
  letters.addEventListener("change", () => localStorage.setItem("letters", letters.checked ? "on" : "off"));
}
