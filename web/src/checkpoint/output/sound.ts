// Verdicts by ear, so that a guard need not look: one bright rise to go on, two even tones for *by hand*, two low ones
// for *stop*. Browsers play nothing before the first touch or key; until then the page says that it is silent.
import { shallowRef } from 'vue'
import type { Outcome } from '../verdict/types'

interface Tone {
  readonly hertz: number
  readonly seconds: number
}

const TONES: Readonly<Record<Outcome, readonly Tone[]>> = {
  pass: [
    { hertz: 880, seconds: 0.09 },
    { hertz: 1_318, seconds: 0.16 },
  ],
  by_hand: [
    { hertz: 587, seconds: 0.14 },
    { hertz: 587, seconds: 0.22 },
  ],
  stop: [
    { hertz: 196, seconds: 0.32 },
    { hertz: 147, seconds: 0.55 },
  ],
}
const PAUSE_S = 0.07
const LOUD = 0.5

let context: AudioContext | null = null

/** Whether sounds can be heard. */
export const audible = shallowRef(false)

/** Begins to play at the first touch or key. */
export function unlockSound(): void {
  const unlock = () => {
    context ??= new AudioContext()
    void context.resume().then(() => (audible.value = context?.state === 'running'))
  }
  document.addEventListener('pointerdown', unlock)
  document.addEventListener('keydown', unlock)
}

/** Sounds a verdict. */
export function sound(outcome: Outcome): void {
  if (context === null) return
  let at = context.currentTime
  for (const { hertz, seconds } of TONES[outcome]) {
    play(context, hertz, at, seconds)
    at += seconds + PAUSE_S
  }
}

function play(on: AudioContext, hertz: number, at: number, seconds: number): void {
  const oscillator = new OscillatorNode(on, { frequency: hertz, type: hertz < 300 ? 'square' : 'triangle' })
  const gain = new GainNode(on, { gain: 0 })
  gain.gain.linearRampToValueAtTime(LOUD, at + 0.01)
  gain.gain.setValueAtTime(LOUD, at + seconds - 0.04)
  gain.gain.linearRampToValueAtTime(0, at + seconds)
  oscillator.connect(gain).connect(on.destination)
  oscillator.start(at)
  oscillator.stop(at + seconds)
}
