// Scans on their way to the server: each under its day and number, so that one that is sent twice is one.
//
// A live scan takes the text of its code along and waits for the answer. What did not arrive so is sent later without
// it, with what the device said: the text was never kept.
import { Failure } from '../../shared/api/failure'
import type { Scan, ScanVerdict } from '../../shared/api/gate'
import type { ByHand, KeptScan, Store } from './store'

/** How many scans go out at once. */
const MOST_AT_ONCE = 200

/** Sends scans, and answers with the verdict of each. */
export type Send = (scans: Scan[]) => Promise<ScanVerdict[]>

const nameOf = ({ day, number }: KeptScan) => `${day}/${number}`

function judgedScan({ number, direction, at_ms: atMs, judged, by_hand: byHand }: KeptScan): Scan {
  return { number, direction, at_ms: atMs, judged, ...(byHand === undefined ? {} : { by_hand: byHand }) }
}

export class Outbox {
  readonly #store: Store
  readonly #send: Send
  readonly #changed: () => void
  readonly #live = new Set<string>()
  #flushing: Promise<void> | null = null

  /** `changed` is called whenever more or fewer scans wait. */
  constructor(store: Store, send: Send, changed: () => void) {
    this.#store = store
    this.#send = send
    this.#changed = changed
  }

  /** Sends a kept scan with the text of its code, or without one where the person had none. */
  async live(scan: KeptScan, text: string | null): Promise<ScanVerdict> {
    const { number, direction, at_ms: atMs } = scan
    this.#live.add(nameOf(scan))
    try {
      const answers = await this.#send([{ number, direction, at_ms: atMs, ...(text === null ? {} : { text }) }])
      await this.#store.settle([scan])
      const answer = answers.find((verdict) => verdict.number === number)
      if (answer === undefined) throw new Failure(null)
      return answer
    } finally {
      this.#live.delete(nameOf(scan))
      this.#changed()
    }
  }

  /** Keeps what the guard decided, and sends it. */
  async decide(scan: KeptScan, byHand: ByHand): Promise<void> {
    await this.#store.decide(scan, byHand)
    this.#changed()
  }

  /** Sends what waits, in parts, until nothing does; throws the `Failure` at which it stopped. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flushAll().finally(() => {
      this.#flushing = null
      this.#changed()
    })
    return this.#flushing
  }

  async #flushAll(): Promise<void> {
    for (;;) {
      const first = await this.#store.waiting(MOST_AT_ONCE + this.#live.size)
      const part = first.filter((scan) => !this.#live.has(nameOf(scan))).slice(0, MOST_AT_ONCE)
      if (part.length === 0) return
      await this.#sendPart(part)
      this.#changed()
    }
  }

  async #sendPart(part: KeptScan[]): Promise<void> {
    try {
      await this.#send(part.map(judgedScan))
      await this.#store.settle(part)
    } catch (error) {
      const faulty = error instanceof Failure ? faultyOf(error, part) : []
      if (faulty.length === 0) throw error
      // The server will never take these; they must not stand in the way of the others.
      await this.#store.settle(faulty)
    }
  }
}

/** The scans of a part that the server names as invalid (`scans[3].at_ms`). */
function faultyOf(failure: Failure, part: readonly KeptScan[]): KeptScan[] {
  if (failure.word !== 'invalid') return []
  const positions = [...failure.fields.keys()].map((field) => /^scans\[(\d+)\]/.exec(field)?.[1])
  return part.filter((_, position) => positions.includes(String(position)))
}
