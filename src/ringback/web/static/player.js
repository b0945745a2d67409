// The player: a place that is named is jumped to and played, the line that is heard is marked, and ums are counted.
const there = document.querySelector("[data-player]");
const wave = there.querySelector("[data-wave]");
const lines = Array.from(there.querySelectorAll("[data-line]"));
const count = document.getElementById("ums");
const from = Number(there.dataset.from ?? 0);
const to = Number(there.dataset.to ?? Infinity);
const near = 9;
let audio = there.querySelector("[data-sound]");

function play(at) {
  audio.currentTime = at;
  audio.play().catch(() => {});
}

function show() {
  const at = audio.currentTime;
  const here = lines.findLast((line) => Number(line.dataset.line) <= at + 0.05);
  for (const line of lines) line.toggleAttribute("aria-current", line === here);
  if (here) here.setAttribute("aria-current", "true");
  wave?.querySelector("[data-now]").setAttribute("transform", `translate(${(540 * at) / wave.dataset.wave} 0)`);
  if (at >= to && !audio.paused) audio.pause();
}

function follow() {
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("seeking", show);
  wave?.classList.add("seekable");
  if (from) audio.addEventListener("loadedmetadata", () => { audio.currentTime = from; }, { once: true });
}

function um() {
  count.value = (Number.parseInt(count.value, 10) || 0) + 1;
}

there.addEventListener("click", (event) => {
  const place = event.target.closest("[data-seek]");
  if (place && audio) {
    event.preventDefault();
    play(Number(place.dataset.seek));
  } else if (event.target.closest("[data-tap]")) {
    um();
  } else if (wave?.contains(event.target) && audio) {
    const box = wave.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 540;
    const marks = Array.from(wave.querySelectorAll("[data-at]"), (mark) => Number(mark.dataset.at));
    const length = Number(wave.dataset.wave);
    const hit = marks.find((at) => Math.abs((540 * at) / length - x) <= near);
    play(hit ?? (length * x) / 540);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("textarea, input, select, audio")) return;
  if (event.key.toLowerCase() === "u" && count) um();
  if (!audio || (event.key === " " && event.target.closest("button, summary"))) return;
  const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
  if (step) audio.currentTime = Math.max(audio.currentTime + step, 0);
  else if (event.key !== " ") return;
  else if (audio.paused) audio.play().catch(() => {});
  else audio.pause();
  event.preventDefault();
});

// Where no sound is kept: its owner's own file, played within the page.
const local = there.querySelector("[data-local]");
local?.querySelector("input").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (!file) return;
  audio = local.querySelector("audio");
  audio.src = URL.createObjectURL(file);
  audio.hidden = false;
  follow();
  for (const line of lines) {
    const time = line.querySelector("time");
    if (!time) continue;
    const button = Object.assign(document.createElement("button"), { className: "seek", textContent: time.textContent });
    button.dataset.seek = line.dataset.line;
    time.replaceWith(button);
  }
});
local?.querySelector("audio").addEventListener("error", () => {
  local.querySelector(".error-note").hidden = false;
  local.querySelector("audio").hidden = true;
});

if (audio) follow();
