// How a call sounds: a voice through the band of a telephone line, and the phone that rings.
const BAND = [300, 3400]; // hertz, what a telephone line lets through
const STEEP = [0.5412, 1.3066]; // the two halves of a Butterworth filter of the fourth order
const RING = { tones: [400, 450], pattern: [0.4, 0.2, 0.4, 2], loud: 0.08 };
const RINGS = 3;

let context = null;
let sounding = () => {}; // ends what is heard now

function ears() {
  context ??= new AudioContext();
  return context;
}

// The line: what goes in at `input` comes out with the band of a telephone.
export function line(within) {
  const filter = (type, frequency, Q) => new BiquadFilterNode(within, { type, frequency, Q: 20 * Math.log10(Q) });
  const chain = [
    ...STEEP.map((half) => filter("highpass", BAND[0], half)),
    ...STEEP.map((half) => filter("lowpass", BAND[1], half)),
  ];
  chain.reduce((one, next) => one.connect(next));
  return { input: chain[0], output: chain.at(-1) };
}

// Something spoken by this machine, as it would come over the line; false where it couldn't be.
export async function speakOverLine(place) {
  hush();
  try {
    const within = ears();
    await within.resume();
    const reply = await fetch(place);
    if (!reply.ok) return false;
    const voice = new AudioBufferSourceNode(within, { buffer: await within.decodeAudioData(await reply.arrayBuffer()) });
    const wire = line(within);
    voice.connect(wire.input);
    wire.output.connect(within.destination);
    sounding = () => voice.stop();
    voice.start();
    return true;
  } catch {
    return false;
  }
}

// It rings a few times, and stops by itself.
export async function ring() {
  hush();
  const within = ears();
  await within.resume();
  const loudness = new GainNode(within, { gain: 0 });
  loudness.connect(within.destination);
  const tones = RING.tones.map((frequency) => new OscillatorNode(within, { frequency }));
  let at = within.currentTime;
  for (let n = 0; n < RINGS; n += 1) {
    RING.pattern.forEach((seconds, part) => {
      loudness.gain.setTargetAtTime(part % 2 ? 0 : RING.loud, at, 0.01);
      at += seconds;
    });
  }
  for (const tone of tones) {
    tone.connect(loudness);
    tone.start();
    tone.stop(at);
  }
  sounding = () => tones.forEach((tone) => tone.stop());
  return new Promise((over) => (tones[0].onended = over));
}

export function hush() {
  sounding();
  sounding = () => {};
}
