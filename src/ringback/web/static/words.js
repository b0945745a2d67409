// The words: looked over while they are typed, and kept once they have been; nothing is lost to a second tab.
import { keeper } from "./keeper.js";

const WAIT = 300;
const word = document.querySelector("meta[name=form-word]").content;
const WORST = ["consider", "mend", "stop"];

// The server counts code points, a browser UTF-16 units.
function units(text) {
  const places = [0];
  for (const sign of text) places.push(places[places.length - 1] + sign.length);
  return (place) => places[Math.min(place, places.length - 1)];
}

function sentenceAt(rests, at) {
  return rests.find((one) => one.from <= at && at <= one.to);
}

function asking(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, value);
  return { method: "POST", headers: { "x-form-word": word }, body };
}

class Words {
  constructor(form) {
    this.form = form;
    this.text = form.querySelector("textarea");
    this.mirror = form.querySelector(".mirror");
    this.remarks = form.querySelector("[data-remarks]");
    this.rests = [];
    this.lookedOver = this.text.defaultValue;
    this.turn = 0;
    this.finished = !form.querySelector("[data-copy]").disabled;
    this.keep = form.hasAttribute("data-sample") ? null : keeper(form, word);
    this.begin();
  }

  part(name) { return this.form.querySelector(`[data-${name}]`); }

  begin() {
    this.form.classList.add("live");
    if (!navigator.clipboard) this.part("copy").hidden = true;
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("click", (event) => this.pressed(event));
    this.form.addEventListener("submit", () => this.stop());
    this.part("copy").addEventListener("click", () => this.copy());
    for (const event of ["keyup", "click", "focus"]) this.text.addEventListener(event, () => this.ground());
    document.addEventListener("selectionchange", () => document.activeElement === this.text && this.ground());
    this.mark([]);
    const early = this.text.value !== this.text.defaultValue;
    if (early || this.form.dataset.state === "unsaved") this.typed();
    else this.look(false);
  }

  typed() {
    this.mark([]);
    if (this.keep) this.keep.unsaved();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(true), WAIT);
  }

  // A form on its way takes its button with it, so no answer may replace that button now.
  stop() {
    this.turn += 1;
    this.asked?.abort();
    clearTimeout(this.timer);
  }

  // The newest answer wins: one that was asked for earlier is let go.
  async look(changed) {
    const turn = ++this.turn;
    this.asked?.abort();
    this.asked = new AbortController();
    const text = this.text.value;
    try {
      const answer = await fetch(`${this.form.dataset.words}/review`, { ...asking(this.form), signal: this.asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await answer.json();
      if (turn === this.turn && text === this.text.value) this.show(found, text);
    } catch (error) {
      if (turn !== this.turn || error.name === "AbortError") return;
      if (!this.keep) this.part("saved").textContent = "Not looked over; trying again";
      this.timer = setTimeout(() => this.look(false), 3000);
    }
    if (changed && turn === this.turn && this.keep) this.keep.save(text);
  }

  show(found, text) {
    const at = units(text);
    const place = (one) => ({ ...one, from: at(one.start), to: at(one.end) });
    this.lookedOver = text;
    this.rests = found.rests.map(place);
    this.remarks.innerHTML = found.remarks;
    this.part("length").textContent = found.length;
    if (this.part("counts").textContent !== found.counts) this.part("counts").textContent = found.counts;
    this.part("gaps").innerHTML = found.gaps;
    if (!this.keep) this.part("saved").textContent = "A sample: nothing is kept";
    this.allow(found);
    this.mark(found.findings.map(place));
    this.ground();
  }

  allow(found) {
    this.part("copy").disabled = !found.finished;
    const mail = this.part("mail");
    if (mail) {
      mail.hidden = !found.mailto;
      if (found.mailto) mail.href = found.mailto; else mail.removeAttribute("href");
    }
    const file = this.part("file");
    if (file) file.hidden = !found.finished;
    const ours = this.part("ours");
    if (ours) ours.hidden = !found.changed;
  }

  // The layer behind the field holds the same words, unseen, with a line under what was found.
  mark(findings) {
    const text = this.text.value;
    const edges = new Set([0, text.length]);
    for (const one of findings) edges.add(one.from).add(one.to);
    const places = [...edges].sort((a, b) => a - b);
    const parts = [];
    let letters = [];
    for (let n = 0; n + 1 < places.length; n += 1) {
      const [from, to] = [places[n], places[n + 1]];
      const here = findings.filter((one) => one.from <= from && to <= one.to);
      if (!here.length) { parts.push(text.slice(from, to)); continue; }
      const worst = here.map((one) => WORST.indexOf(one.weight)).reduce((a, b) => Math.max(a, b));
      const mark = document.createElement("mark");
      mark.className = `m-${WORST[worst]}`;
      const words = text.slice(from, to);
      const end = words.trimEnd().length;
      mark.append(words.slice(0, end));
      letters.push(...here.filter((found) => found.to === to).map((found) => found.letter));
      const room = to + 3 * letters.length;
      if (letters.length && !here.some((found) => found.to > to && found.to < room)) {
        const letter = document.createElement("sup");
        letter.textContent = letters.sort().join(" ");
        letters = [];
        mark.append(letter);
      }
      mark.append(words.slice(end));
      parts.push(mark);
    }
    this.mirror.replaceChildren(...parts, "\n");
    this.findings = findings;
  }

  ground() {
    const line = this.part("rests");
    const found = document.activeElement === this.text && sentenceAt(this.rests, this.text.selectionStart);
    if (!found) return;
    if (line.dataset.of !== found.says) { line.innerHTML = found.says; line.dataset.of = found.says; }
    line.hidden = false;
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.letter) return this.point(button.dataset.letter);
    const [what] = button.value.split(":", 1);
    const key = button.value.slice(what.length + 1);
    if (what === "use") { event.preventDefault(); this.use(button); }
    if (what === "leave") { event.preventDefault(); this.leave(key); }
    if ((what === "ours" || what === "stand") && this.keep) this.keep.still();
    return undefined;
  }

  point(letter) {
    const found = this.findings.find((one) => one.letter === letter);
    if (!found) return;
    this.text.focus();
    this.text.setSelectionRange(found.from, found.to);
  }

  // A remark is of the text that was looked over; what was typed since may have moved its words, or taken them.
  use(button) {
    const at = units(this.lookedOver);
    const [from, to] = [at(Number(button.dataset.from)), at(Number(button.dataset.to))];
    const words = this.lookedOver.slice(from, to);
    const now = this.text.value.startsWith(words, from) ? from : this.text.value.indexOf(words);
    this.text.focus();
    if (now < 0) return;
    this.text.setRangeText(button.dataset.words, now, now + words.length, "end");
    this.typed();
  }

  leave(key) {
    const left = document.createElement("input");
    Object.assign(left, { type: "hidden", name: "left", value: key });
    this.form.append(left);
    this.text.focus();
    this.look(false);
  }

  async copy() {
    if (this.part("copy").disabled) return;
    await navigator.clipboard.writeText(this.text.value);
    this.part("copy").textContent = "Copied";
    setTimeout(() => { this.part("copy").textContent = "Copy"; }, 2000);
  }
}

for (const form of document.querySelectorAll("form[data-words]")) new Words(form);
