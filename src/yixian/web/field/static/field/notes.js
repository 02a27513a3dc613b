// What one shift leaves to the next. What others wrote is never kept on the phone: it may name somebody.
let notes = [];

function drawNotes() {
  const waiting = queue.waiting().filter((entry) => entry.kind === "handover").map((entry) => ({ at: entry.at, text: entry.text, who: words.onPhone }));
  at("notes").hidden = !job()?.notes;
  at("note-lines").replaceChildren(...[...waiting.reverse(), ...notes].map((note) => {
    const line = at("note").content.firstElementChild.cloneNode(true);
    line.querySelector("[data-text]").textContent = note.text;
    line.querySelector("[data-who]").textContent = [clock(note.at), note.who, note.post].filter(Boolean).join(" · ");
    return line;
  }));
}

async function readNotes() {
  if (!job()?.notes || navigator.onLine === false) return;
  const answer = await fetch(job().notes, { credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (answer?.ok) notes = (await answer.json()).notes;
  drawNotes();
}

at("note-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("note-text").value.trim();
  if (!text) return;
  queue.note("handover", { post: shown()[0].post, text });
  at("note-text").value = "";
  upload.send();
});
document.addEventListener("job", readNotes);
document.addEventListener("queue", () => { drawNotes(); if (!queue.waiting().some((entry) => entry.kind === "handover")) readNotes(); });
drawNotes();
readNotes();
