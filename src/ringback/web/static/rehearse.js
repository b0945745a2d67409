// The rehearsal room: the question spoken by this machine, the answer recorded in this page alone.
// Without this script every page works by typing.
import { say } from "./away.js";
import { hush, ring, speakOverLine } from "./telephone.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const heard = new Map(); // recordings of this visit, by the number of their take; they never leave the page
const LOUD = 0.02; // root mean square from which a sound counts as a voice
let ended = () => {}; // lets go of the microphone of the page before

// The voice: this machine's own over a telephone line; else one of the browser's that lives on this machine,
// since others send the text away.

function voice() {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  const near = voices.filter((one) => one.localService && one.lang.toLowerCase().startsWith("en"));
  return near.find((one) => one.lang === document.documentElement.lang) ?? near[0] ?? null;
}

function speaks(block) {
  return Boolean(block.dataset.spoken ? window.AudioContext : voice());
}

async function ask(block) {
  if (block.dataset.spoken && (await speakOverLine(block.dataset.spoken))) return;
  await speak(block.dataset.ask);
}

function quiet() {
  hush();
  window.speechSynthesis?.cancel();
}

function speak(text) {
  const chosen = voice();
  if (!chosen) return Promise.resolve(false);
  return new Promise((done) => {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = chosen;
    said.lang = chosen.lang;
    said.onend = () => done(true);
    said.onerror = () => done(false);
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  });
}

// What is heard while somebody speaks: the level, when it began, when it last sounded.

class Ears {
  constructor(stream, shown) {
    this.stream = stream;
    this.shown = shown;
    this.context = new AudioContext();
    this.context.resume();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 1024;
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.samples = new Float32Array(this.analyser.fftSize);
    this.began = performance.now();
    this.first = null;
    this.last = null;
    this.timer = setInterval(() => this.listen(), 50);
  }

  listen() {
    this.analyser.getFloatTimeDomainData(this.samples);
    const level = Math.sqrt(this.samples.reduce((sum, one) => sum + one * one, 0) / this.samples.length);
    const now = performance.now();
    if (level >= LOUD) {
      this.first ??= now;
      this.last = now;
    }
    this.shown(level, (now - this.began) / 1000, this.first !== null);
  }

  // Seconds before the first word, and of the answer itself; null where nothing was heard.
  get times() {
    if (this.first === null) return { latency: null, seconds: null };
    const latency = (this.first - this.began) / 1000;
    return { latency, seconds: Math.max((this.last - this.first) / 1000, 0.1) };
  }

  close() {
    clearInterval(this.timer);
    this.stream.getTracks().forEach((track) => track.stop());
    this.context.close();
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// One question.

function prepare(block) {
  const recorder = block.querySelector("[data-recorder]");
  const form = document.querySelector("[data-take]");
  const find = (name) => recorder.querySelector(`[data-do="${name}"]`);
  const status = recorder.querySelector("[data-status]");
  const bars = [...recorder.querySelectorAll(".meter rect")];
  const hint = document.querySelector("[data-hint]");
  let ears = null;
  let tape = null;
  let sound = null;

  form.addEventListener("submit", (event) => send(event, form, () => sound));
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !window.AudioContext) {
    recorder.hidden = true;
    return;
  }
  find("ask").hidden = !speaks(block);

  function level(loudness, seconds, speaking) {
    const lit = Math.min(bars.length, Math.round(Math.sqrt(loudness) * bars.length * 1.6));
    if (!still.matches) {
      bars.forEach((bar, n) => bar.setAttribute("class", n >= lit ? "" : n < 9 ? "lit" : "good"));
    }
    const words = speaking ? "Hearing you well." : "Whenever you’re ready.";
    const told = `${words} ${clock(seconds)}`;
    if (status.dataset.told !== told) {
      status.dataset.told = told;
      status.setAttribute("aria-live", status.dataset.words === words ? "off" : "polite");
      status.dataset.words = words;
      status.textContent = told;
    }
  }

  function show(recording) {
    find("start").hidden = recording;
    find("stop").hidden = find("again").hidden = !recording;
  }

  function letGo() {
    ears?.close();
    ears = null;
    bars.forEach((bar) => bar.setAttribute("class", ""));
  }

  // What is being recorded isn't wanted: without a tape nothing is kept of it.
  function drop() {
    const going = tape;
    tape = null;
    if (going?.state === "recording") going.stop();
    letGo();
  }

  async function start() {
    let stream;
    quiet();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      status.textContent = "No microphone could be used. Type the answer instead; it works the same.";
      form.querySelector("textarea").focus();
      return;
    }
    recorder.querySelector("[data-playback]").hidden = true;
    const pieces = [];
    const mine = new MediaRecorder(stream);
    mine.ondataavailable = (event) => pieces.push(event.data);
    mine.onstop = () => mine === tape && keep(new Blob(pieces, { type: mine.mimeType }));
    mine.start();
    tape = mine;
    ears = new Ears(stream, level);
    show(true);
    find("stop").focus();
  }

  function keep(blob) {
    const { latency, seconds } = ears.times;
    letGo();
    show(false);
    find("start").textContent = "Say it again";
    find("start").classList.remove("primary");
    sound = blob;
    const player = recorder.querySelector("[data-audio]");
    player.src = URL.createObjectURL(blob);
    recorder.querySelector("[data-playback]").hidden = false;
    form.elements.seconds.value = seconds === null ? "" : seconds.toFixed(1);
    form.elements.latency.value = latency === null ? "" : latency.toFixed(1);
    if (seconds === null) status.textContent = "Nothing was heard. Is the microphone on? Or type the answer.";
    else if (form.dataset.ears) writeDown(blob);
    else {
      status.textContent = `Heard: ${clock(seconds)}. Listen back, then type what you said below.`;
      hint.textContent =
        "What was said isn’t written down by itself here: type it, roughly as it was. Its time is measured already.";
    }
    form.querySelector("textarea").focus();
  }

  // By the speech model of this machine; the sound goes no further, and isn't kept.
  async function writeDown(blob) {
    status.textContent = "Writing down what you said…";
    const body = new FormData();
    body.append("form_word", form.elements.form_word.value);
    body.append("sound", blob, "take");
    let said;
    try {
      const reply = await fetch(form.dataset.ears, { method: "POST", body });
      said = await reply.json();
    } catch {
      said = {};
    }
    if (blob !== sound) return; // said again meanwhile
    if (!said.words) {
      status.textContent = `${said.says ?? "It couldn’t be written down."} Listen back, and type what you said.`;
      return;
    }
    form.elements.words.value = said.words;
    for (const name of ["seconds", "latency", "fillers_low", "fillers_high"]) {
      form.elements[name].value = said[name] ?? "";
    }
    form.elements.heard.value = "yes";
    status.textContent = "Written down below. Listen back, and mend what was misheard.";
    hint.textContent = "Written down by this machine, which mishears some words and leaves out most ums. Mend it.";
  }

  find("start").addEventListener("click", start);
  find("start").disabled = false; // until now nobody would have heard the click
  find("stop").addEventListener("click", () => tape?.state === "recording" && tape.stop());
  find("again").addEventListener("click", () => {
    drop();
    start();
  });
  find("ask").addEventListener("click", () => ask(block));
  ended = drop;
}

// Going on within this page, so that recordings can still be heard.

async function send(event, form, sound) {
  event.preventDefault();
  const button = form.querySelector("button.primary");
  const label = button.textContent;
  button.style.minWidth = `${button.offsetWidth}px`;
  button.disabled = true;
  button.textContent = "Working…";
  let reply, text;
  try {
    reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    text = await reply.text();
  } catch {
    button.disabled = false;
    button.textContent = label;
    say(form);
    return;
  }
  const take = reply.url.match(/\/takes\/(\d+)/);
  if (take && sound()) heard.set(take[1], sound());
  try {
    put(text, reply.url);
  } catch {
    form.submit(); // the plain way
  }
}

async function go(event) {
  const link = event.target.closest("a[data-answer]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  quiet();
  try {
    const reply = await fetch(link.href);
    put(await reply.text(), reply.url);
    const block = document.querySelector("[data-ask]");
    if (block) await ask(block);
  } catch {
    location.assign(link.href);
  }
}

function address() { return location.pathname + location.search; }

let shown = address();

function put(text, place) {
  const page = new DOMParser().parseFromString(text, "text/html");
  ended();
  ended = () => {};
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.title = page.title;
  history.pushState({}, "", place);
  shown = address();
  const heading = document.querySelector("main h1");
  heading.tabIndex = -1;
  heading.focus();
  scrollTo(0, 0);
  ready();
}

function ready() {
  const block = document.querySelector("[data-ask]");
  if (block) prepare(block);
  const says = document.querySelector("[data-voice]");
  if (says && voice()) says.textContent = "The voice comes from this machine. You can say the answer or type it.";
  const again = document.querySelector("[data-heard]");
  const blob = again && heard.get(again.dataset.heard);
  if (blob) {
    again.hidden = false;
    again.querySelector("audio").src = URL.createObjectURL(blob);
  }
}

// The bell is heard by whoever wants it: nothing sounds in a quiet room unasked.
async function toll(event) {
  const bell = event.target.closest("[data-ring]");
  if (!bell) return;
  const ringing = bell.getAttribute("aria-pressed") === "true";
  bell.setAttribute("aria-pressed", String(!ringing));
  if (ringing) return hush();
  await ring();
  bell.setAttribute("aria-pressed", "false");
}

document.addEventListener("click", go);
document.addEventListener("click", toll);
// A link to a place within the page goes through the history too, and is no other page.
addEventListener("popstate", () => { if (address() !== shown) location.reload(); });
window.speechSynthesis?.addEventListener?.("voiceschanged", offerVoice);

function offerVoice() {
  const block = document.querySelector("[data-ask]");
  const button = block?.querySelector('[data-do="ask"]');
  if (button) button.hidden = !speaks(block);
}

ready();
