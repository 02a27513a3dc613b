// The larger type is remembered on the phone without asking anybody; the service worker keeps the page for later.
const foot = document.getElementById("foot");
foot.addEventListener("submit", (event) => {
  const { name, value } = event.submitter || {};
  if (name !== "large") {
    if (navigator.onLine === false) event.preventDefault();
    return;
  }
  event.preventDefault();
  document.cookie = `large=${value}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.toggleAttribute("data-large", value === "1");
});
// The kept page may be older than the choice.
document.documentElement.toggleAttribute("data-large", /(^|; )large=1/.test(document.cookie));
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(document.getElementById("words").dataset.worker, { scope: "/f/" }).catch(() => {});
}
if (navigator.storage?.persist) navigator.storage.persist();
