// One person after the other: what is held before the gate becomes a scan, is judged at once, asked of the server, told,
// and told again where the server knows something worse.
//
// The same code that is still held before the gate is the same scan. A challenge waits for its answer for a while; what
// is shown meanwhile without one is judged only when the time is up.
import { peek, recognise, type Bytes } from '../../credential'
import type { ScanVerdict } from '../../shared/api/gate'
import type { ClockWatch } from '../device/clock-watch'
import type { Outbox } from '../device/outbox'
import type { ByHand, KeptScan, Store } from '../device/store'
import { stricter, type Direction } from '../verdict/types'
import { examine, type Examined, type Gate } from './examine'
import { needsNoServer, toldByBoth, toldByDevice, type Told } from './told'

/** How much longer than the device itself the server may take before the guard is told. */
const SERVER_WAIT_MS = 400
/** What is read again within this time has never left. */
const STILL_MS = 3_000
/** How long a person has to answer a challenge. */
export const CHALLENGE_MS = 15_000

/** What the guard is told about one scan. */
export interface OnScreen {
  readonly scan: KeptScan
  readonly told: Told
  readonly atMs: number
  /** The text of a code that is believed, for a purchase at a pharmacy; in memory alone, and gone with the screen. */
  readonly text: string | null
}

export interface LaneDevice {
  readonly store: Store
  readonly outbox: Outbox
  readonly watch: ClockWatch
  gate(): Gate
  nowMs(): number
  /** Whether the last contact with the server went well. */
  reachable(): boolean
  /** A new verdict, or a worse one for the person who is still there: shown and sounded. */
  tell(shown: OnScreen): void
  /** The server has confirmed what is shown. */
  confirm(shown: OnScreen): void
  /** A worse verdict for somebody who has gone on. */
  tellLate(shown: OnScreen): void
  /** The clock of this device is wrong: nobody is judged. */
  doubt(): void
}

interface Held {
  readonly text: string
  code: string | null
  sightMs: number
}

interface Challenge {
  readonly nonce: Bytes
  held: { text: string; atMs: number } | null
}

export class Lane {
  readonly #device: LaneDevice
  #held: Held | null = null
  #shown: OnScreen | null = null
  #challenge: Challenge | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(device: LaneDevice) {
    this.#device = device
  }

  /** Takes what a reader has read; `null` is the button *no code*. Resolves when the guard has been told. */
  take(text: string | null, direction: Direction): Promise<void> {
    if (text !== null && this.#stillHeld(text)) return Promise.resolve()
    if (text !== null && this.#waitsForAnswer(text)) return Promise.resolve()
    const nonce = this.#challenge?.nonce ?? null
    this.#challenge = null
    return this.#queue(() => this.#judge(text, direction, this.#device.nowMs(), nonce))
  }

  /** Asks the person who comes next for an answer to these bytes. */
  challenge(nonce: Bytes): void {
    this.#challenge = { nonce, held: null }
  }

  /** Ends the challenge: what was shown without an answer is judged, where there was something. */
  endChallenge(direction: Direction): Promise<void> {
    const ended = this.#challenge
    this.#challenge = null
    const held = ended?.held
    if (ended === null || held === null || held === undefined) return Promise.resolve()
    return this.#queue(() => this.#judge(held.text, direction, held.atMs, ended.nonce))
  }

  get challenged(): boolean {
    return this.#challenge !== null
  }

  /** Keeps what the guard has decided. */
  async decide(scan: KeptScan, byHand: ByHand): Promise<void> {
    await this.#device.outbox.decide(scan, byHand)
  }

  /** Nobody stands at the gate any more. */
  clear(): void {
    this.#shown = null
  }

  #queue(act: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(act, act)
    return this.#turn
  }

  #stillHeld(text: string): boolean {
    const nowMs = this.#device.nowMs()
    const held = this.#held
    if (held !== null && held.text === text && Math.abs(nowMs - held.sightMs) < STILL_MS) {
      held.sightMs = nowMs
      return this.#challenge === null
    }
    return false
  }

  #waitsForAnswer(text: string): boolean {
    const challenge = this.#challenge
    const claimed = challenge === null ? null : peek(text)
    if (challenge === null || claimed === null || claimed.claims.kind === 'channel') return false
    const answers = claimed.nonce !== null && claimed.nonce.every((byte, i) => byte === challenge.nonce[i])
    if (!answers) challenge.held = { text, atMs: this.#device.nowMs() }
    return !answers
  }

  async #judge(text: string | null, direction: Direction, nowMs: number, nonce: Bytes | null): Promise<void> {
    const { store, outbox, watch } = this.#device
    if (watch.fault !== null) return this.#device.doubt()
    const before = this.#held
    const held: Held | null = text === null ? null : { text, code: null, sightMs: nowMs }
    this.#held = held
    const examined = await examine(text, direction, nowMs, nonce, this.#device.gate())
    if (held !== null) held.code = examined.code
    await this.#compareClocks(text, examined, nowMs)
    if (watch.fault !== null) return
    // The same person still holds the phone, whose code has turned meanwhile.
    const stays = before !== null && before.code === examined.code && Math.abs(nowMs - before.sightMs) < STILL_MS
    if (stays && examined.code !== null && nonce === null) return
    const scan = await store.keep({ direction, at_ms: nowMs, judged: judgedOf(examined) })
    const answer = examined.onlyHere ? null : outbox.live(scan, text)
    const believed = examined.code === null ? null : text
    await this.#tell({ scan, text: believed, atMs: nowMs }, examined, answer)
    // What did not go out live waits; the next contact takes it along.
    if (answer === null) outbox.flush().catch(() => undefined)
  }

  async #tell(of: Omit<OnScreen, 'told'>, examined: Examined, answer: Promise<ScanVerdict> | null): Promise<void> {
    const arriving = answer?.catch(() => null) ?? Promise.resolve(null)
    const waits = answer !== null && this.#device.reachable() && !needsNoServer(examined)
    const intime = waits ? await Promise.race([arriving, wait(SERVER_WAIT_MS)]) : null
    const told = intime === null ? toldByDevice(examined) : toldByBoth(examined, intime)
    this.#shown = { ...of, told }
    this.#device.tell(this.#shown)
    if (intime === null) void arriving.then((late) => late && this.#learn(of, examined, late))
  }

  /** An answer after the guard was told. */
  #learn(of: Omit<OnScreen, 'told'>, examined: Examined, answer: ScanVerdict): void {
    const own = toldByDevice(examined)
    const later: OnScreen = { ...of, told: toldByBoth(examined, answer) }
    const worse = stricter(later.told.outcome, own.outcome)
    if (this.#shown?.scan !== of.scan) {
      if (worse) this.#device.tellLate(later)
      return
    }
    this.#shown = later
    if (later.told.outcome === own.outcome) this.#device.confirm(later)
    else this.#device.tell(later)
  }

  /** A code that is right but for its moment speaks about the clocks. */
  async #compareClocks(text: string | null, examined: Examined, nowMs: number): Promise<void> {
    const { watch } = this.#device
    if (examined.code !== null) watch.agrees()
    const timely = /^refused\.(too_old|from_the_future|not_yet_valid|expired)$/.test(examined.verdict.words)
    const claimed = timely && !examined.onlyHere && text !== null ? peek(text) : null
    if (claimed === null || text === null) return
    const { keys, trust, rules } = this.#device.gate()
    const then = await recognise(text, keys, trust, claimed.madeMs, { ...rules, nonce: null })
    if ('ok' in then) watch.disagrees(then.ok.code, nowMs - claimed.madeMs)
    if (watch.fault !== null) this.#device.doubt()
  }
}

function judgedOf({ verdict, state, kind }: Examined): KeptScan['judged'] {
  return {
    outcome: verdict.outcome,
    reason: verdict.words,
    ...(state === null ? {} : { state }),
    ...(kind === null ? {} : { kind }),
  }
}

function wait(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms))
}
