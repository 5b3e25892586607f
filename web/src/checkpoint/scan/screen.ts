// What stands on the screen of the gate, and what the guard can do there. A verdict leaves by itself after a while, so
// that nobody's name stays for the next person to read.
import { shallowReactive } from 'vue'
import { nonceFromFigures, type Bytes } from '../../credential'
import { nowMs } from '../../shared/clock'
import { device, gate, look, meet, tools } from '../device/device'
import type { ByHand } from '../device/store'
import { sound } from '../output/sound'
import type { Direction, Outcome } from '../verdict/types'
import { CHALLENGE_MS, Lane, type OnScreen } from './lane'

const STAYS_MS: Readonly<Record<Outcome, number>> = { pass: 6_000, by_hand: 90_000, stop: 20_000 }
const DECIDED_MS = 2_500
/** At a pharmacy the class of medicine is picked meanwhile. */
const PICKING_MS = 60_000
const KEY = 'healthcode.checkpoint.direction'

export interface ShownChallenge {
  readonly nonce: Bytes
  /** The six figures to type, where the challenge is no QR code. */
  readonly figures: string | null
  readonly untilMs: number
}

interface Screen {
  shown: OnScreen | null
  decided: ByHand | null
  late: OnScreen | null
  challenge: ShownChallenge | null
  direction: Direction
}

export const screen = shallowReactive<Screen>({
  shown: null,
  decided: null,
  late: null,
  challenge: null,
  direction: localStorage.getItem(KEY) === 'out' ? 'out' : 'in',
})

let lane: Lane
let leaves = 0
let challengeEnds = 0

/** Opens the gate of the device that has just been enrolled or started. */
export function openLane(): void {
  lane = new Lane({
    ...tools(),
    gate,
    nowMs,
    reachable: () => device.reachable,
    tell,
    confirm: (shown) => (screen.shown = shown),
    tellLate: (shown) => {
      screen.late = shown
      sound(shown.told.outcome)
    },
    doubt: () => {
      look()
      void meet()
    },
  })
}

function tell(shown: OnScreen): void {
  screen.shown = shown
  screen.decided = null
  sound(shown.told.outcome)
  const picks = device.checkpoint?.scene === 'pharmacy' && shown.text !== null
  leaveIn(Math.max(STAYS_MS[shown.told.outcome], picks ? PICKING_MS : 0))
}

function leaveIn(ms: number): void {
  clearTimeout(leaves)
  leaves = window.setTimeout(() => {
    screen.shown = null
    screen.decided = null
    lane.clear()
  }, ms)
}

/** Takes what a reader has read; `null` is the button *no code*. */
export function take(text: string | null): void {
  if (device.phase !== 'gate') return
  void lane.take(text, screen.direction)
  if (!lane.challenged) closeChallenge()
}

/** Keeps the guard's decision about the person who is there, and makes way for the next. */
export async function decide(byHand: ByHand): Promise<void> {
  if (screen.shown === null) return
  screen.decided = byHand
  leaveIn(DECIDED_MS)
  await lane.decide(screen.shown.scan, byHand)
  if (device.reachable) await meet()
}

export function setDirection(direction: Direction): void {
  localStorage.setItem(KEY, direction)
  screen.direction = direction
}

/** Challenges the person who is there: eight random bytes as a QR code, or six random figures. */
export function challenge(asFigures: boolean): void {
  const random = crypto.getRandomValues(new Uint32Array(2))
  const number = random[0]! % 1_000_000
  const nonce = (asFigures ? nonceFromFigures(number) : null) ?? new Uint8Array(random.buffer)
  lane.challenge(nonce)
  const figures = asFigures ? String(number).padStart(6, '0') : null
  screen.challenge = { nonce, figures, untilMs: nowMs() + CHALLENGE_MS }
  clearTimeout(challengeEnds)
  challengeEnds = window.setTimeout(endChallenge, CHALLENGE_MS)
}

/** The time is up, or the guard gave up: what was shown without an answer is judged. */
export function endChallenge(): void {
  closeChallenge()
  void lane.endChallenge(screen.direction)
}

function closeChallenge(): void {
  clearTimeout(challengeEnds)
  screen.challenge = null
}
