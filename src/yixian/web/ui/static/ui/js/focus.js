// After an error the focus goes to the summary, on load and after a swap.
const summary = (place) => place.querySelector("[data-errors]")?.focus();
summary(document);
document.addEventListener("htmx:afterSwap", (event) => summary(event.detail.elt.parentElement || document));
