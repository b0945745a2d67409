// The first page: files can be dropped, and are named at once.
const form = document.querySelector("[data-drop]");
const pick = form.querySelector("input[type=file]");
const list = form.querySelector(".files");
const zone = form.querySelector(".drop");

function show() {
  list.replaceChildren(...Array.from(pick.files, (file, place) => {
    const row = document.createElement("li");
    const says = document.createElement("span");
    const name = document.createElement("b");
    name.textContent = file.name;
    says.append(name);
    const out = document.createElement("button");
    out.type = "button";
    out.className = "quiet";
    out.textContent = "Not that";
    out.setAttribute("aria-label", `Not that: ${file.name}`);
    out.addEventListener("click", () => take(Array.from(pick.files).filter((_, n) => n !== place)));
    row.append(says, out);
    return row;
  }));
  list.hidden = pick.files.length === 0;
}

function take(files) {
  const carried = new DataTransfer();
  files.forEach((file) => carried.items.add(file));
  pick.files = carried.files;
  show();
}

pick.addEventListener("change", show);
zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
zone.addEventListener("dragleave", () => zone.classList.remove("over"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("over");
  take([...pick.files, ...event.dataTransfer.files]);
});
show();
