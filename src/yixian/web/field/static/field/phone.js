// Draws the one job of this shift from what the server last said and what this phone has noted since.
const words = document.getElementById("words").dataset;
const at = (id) => document.getElementById(id);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const clock = (moment) => new Date(moment).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: words.zone });
const day = (moment) => new Date(moment).toLocaleDateString("zh-CN", { timeZone: words.zone });
const ANSWERS = { ok: ["answer-ok", "#sign-pass"], warn: ["answer-warn", "#sign-wait"], off: ["", "#sign-off"] };
const BARE_MS = 12 * 3600e3;
let pressed = null; // what the answer speaks of: {task, entry, repeats}

const job = () => queue.read("yx.job");
const now = () => Date.now() - (job()?.ahead_ms || 0);
const undone = (entries) => new Set(entries.filter((entry) => entry.kind === "undo").map((entry) => entry.undoes));

// The last step of a task: from this phone, else what the server knew when the job was fetched.
function last(task) {
  const entries = queue.all();
  const taken = undone(entries);
  const isNew = (entry) => task.key || now() - Date.parse(entry.at) < BARE_MS; // a sign-in without a shift speaks of today
  const mine = entries.filter((entry) => ["checkin", "checkout"].includes(entry.kind) && entry.state !== "rejected" && (entry.task || "") === task.key && isNew(entry));
  const valid = mine.filter((entry) => !taken.has(entry.uuid));
  if (valid.length) return valid[valid.length - 1];
  if (mine.length) return null;
  if (task.left_at) return { kind: "checkout", at: task.left_at, state: "sent" };
  return task.came_at ? { kind: "checkin", at: task.came_at, state: "sent" } : null;
}

// Which tasks are shown is the server's word (shows_from, shows_until); none now: the next one; none at all: a bare sign-in.
function shown() {
  const { tasks, post, name } = job();
  const current = tasks.filter((task) => Date.parse(task.shows_from) <= now() && now() < Date.parse(task.shows_until));
  if (current.length) return current;
  const next = tasks.filter((task) => Date.parse(task.starts_at) > now());
  const soonest = next.filter((task) => task.starts_at === next[0].starts_at);
  return soonest.length ? soonest : [{ key: "", who: "", post, name, is_bare: true }];
}

function hours(task) {
  if (task.is_bare) return words.noShift;
  if (task.reports) return [task.name, day(task.starts_at) !== day(now()) && day(task.starts_at), fill(words.reportBy, { at: clock(task.starts_at) })].filter(Boolean).join(" ");
  const isLater = day(task.starts_at) !== day(now()) && Date.parse(task.starts_at) > now();
  const parts = [Date.parse(task.shows_from) > now() && words.next, isLater && words.tomorrow, `${clock(task.starts_at)}–${clock(task.ends_at)}`, task.leads && words.leads];
  return parts.filter(Boolean).join(" ");
}

function press(task, kind) {
  const before = last(task);
  const repeats = before && before.kind === kind;
  const entry = repeats ? before : queue.note(kind, { post: task.post, task: task.key });
  pressed = { task, entry, repeats };
  const isInside = !task.is_bare && Date.parse(task.shows_from) <= now() && now() < Date.parse(task.shows_until);
  if (navigator.vibrate) navigator.vibrate(isInside ? 60 : [60, 80, 60]);
  draw();
  upload.send();
}

function undo(entry) {
  queue.note("undo", { post: entry.post, task: entry.task, undoes: entry.uuid });
  pressed = null;
  draw();
  upload.send();
}

function drawTasks(tasks) {
  const list = at("tasks");
  const wanted = tasks.map((task) => task.key).join(" ");
  if (list.dataset.keys !== wanted || list.children.length !== tasks.length) {
    list.dataset.keys = wanted;
    list.classList.toggle("tasks-many", tasks.length > 1);
    list.replaceChildren(...tasks.map(() => at("task").content.firstElementChild.cloneNode(true)));
  }
  tasks.forEach((task, i) => {
    const part = list.children[i];
    part.dataset.now = last(task)?.kind || "";
    part.querySelector("[data-who]").textContent = tasks.length > 1 ? task.who : "";
    part.querySelector("[data-about]").textContent = tasks.length > 1 ? hours(task) : "";
    part.querySelector("[data-who]").hidden = part.querySelector("[data-about]").hidden = tasks.length < 2;
    part.querySelector("[data-kind=checkin]").textContent = task.reports ? words.report : words.checkin;
    part.querySelector("[data-kind=checkout]").hidden = Boolean(task.reports);
    part.querySelectorAll("[data-kind]").forEach((button) => { button.onclick = () => press(task, button.dataset.kind); });
  });
}

function drawAnswer(tasks) {
  const task = pressed?.task || tasks[0];
  const step = last(task);
  const entry = pressed ? pressed.entry : tasks.length === 1 ? step : null;
  const isInside = !task.is_bare && Date.parse(task.shows_from) <= now() && now() < Date.parse(task.shows_until);
  const look = !entry ? "off" : isInside ? "ok" : "warn";
  const box = at("answer");
  box.className = `answer ${ANSWERS[look][0]}`.trim();
  box.querySelector("use").setAttribute("href", ANSWERS[look][1]);
  const current = entry && queue.all().find((known) => known.uuid === entry.uuid);
  at("answer-word").textContent = !entry ? words.notYet : pressed?.repeats ? fill(words.noted, { at: clock(entry.at) }) : entry.kind === "checkin" ? (task.reports ? words.reported : words.came) : words.left;
  const place = entry && entry.at && !pressed?.repeats ? clock(entry.at) : "";
  at("answer-line").textContent = [tasks.length > 1 && task.who, place, entry && stateWords(current || entry)].filter(Boolean).join(" · ");
  at("answer-more").textContent = !entry ? (task.is_bare ? words.noShift : "") : isInside ? "" : task.is_bare ? words.noShift : words.outside;
  const canUndo = current && !undone(queue.all()).has(current.uuid);
  at("undo").hidden = !canUndo;
  at("undo").onclick = () => undo(current);
}

const stateWords = (entry) => ({ waiting: words.onPhone, sent: words.sent, rejected: words.rejected })[entry.state];

function drawPast() {
  const entries = queue.all();
  const taken = undone(entries);
  const recent = entries.filter((entry) => entry.kind !== "undo").slice(-20).reverse();
  at("past").hidden = !recent.length;
  const names = new Map((job()?.tasks || []).map((task) => [task.key, task.who]));
  at("entries").replaceChildren(...recent.map((entry) => {
    const line = at("entry").content.firstElementChild.cloneNode(true);
    line.classList.toggle("is-undone", taken.has(entry.uuid));
    line.querySelector("[data-word]").textContent = `${clock(entry.at)} ${words[entry.kind]}`;
    line.querySelector("[data-who]").textContent = names.get(entry.task) || "";
    line.querySelector("[data-state]").textContent = taken.has(entry.uuid) ? words.undone : stateWords(entry);
    line.querySelector("[data-undo]").hidden = taken.has(entry.uuid) || entry.state === "rejected";
    line.querySelector("[data-undo]").onclick = () => undo(entry);
    return line;
  }));
}

function drawLamp() {
  const waiting = queue.waiting();
  const oldest = waiting.length ? fill(words.since, { n: waiting.length, at: clock(waiting[0].at) }) : words.offlineNone;
  at("lamp").toggleAttribute("data-waiting", waiting.length > 0);
  at("waiting").textContent = fill(words.waiting, { n: waiting.length });
  at("offline").hidden = upload.state() !== "offline";
  at("offline-waiting").textContent = oldest;
  const ahead = Math.round((job()?.ahead_ms || 0) / 60e3);
  const trouble = queue.isFull() ? words.full : ahead > 5 ? fill(words.ahead, { n: ahead }) : ahead < -5 ? fill(words.behind, { n: -ahead }) : "";
  at("trouble").hidden = !trouble;
  at("trouble-text").textContent = trouble;
  const isUnknown = upload.state() === "unknown";
  at("unknown").hidden = !isUnknown;
  at("lamp").hidden = isUnknown && !waiting.length;
  at("unknown-kept").hidden = !waiting.length;
  at("unknown-kept").textContent = fill(words.kept, { n: waiting.length });
  at("answer").hidden = at("tasks").hidden = isUnknown || !job();
}

function draw() {
  drawLamp();
  drawPast();
  const known = job();
  if (!known) return;
  const tasks = shown();
  at("post").textContent = known.name;
  at("window").textContent = [tasks.length === 1 && !tasks[0].is_bare && hours(tasks[0]), known.who].filter(Boolean).join(" · ") || known.number;
  drawTasks(tasks);
  drawAnswer(tasks);
}

document.addEventListener("queue", draw);
document.addEventListener("job", draw);
setInterval(draw, 30e3);
draw();
