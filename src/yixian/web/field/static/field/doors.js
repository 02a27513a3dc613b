// Where else this phone may go: the rooms say it with the job; without a network the links would lead nowhere.
function drawDoors() {
  const doors = job()?.doors || [];
  const box = at("doors");
  box.hidden = !doors.length || upload.state() !== "online";
  box.replaceChildren(...doors.map(({ label, text, url }) => {
    const door = at("door").content.firstElementChild.cloneNode(true);
    door.href = url;
    door.querySelector("[data-label]").textContent = label;
    door.querySelector("[data-text]").textContent = text;
    return door;
  }));
}

document.addEventListener("job", drawDoors);
document.addEventListener("queue", drawDoors);
drawDoors();
