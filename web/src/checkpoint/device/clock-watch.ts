// Whether this device may trust its own clock. A gate whose clock is wrong would refuse honest phones and believe
// pictures, so it judges nobody and says why, until it has met the server.
//
// Three signs: the time is earlier than it was before (also before a restart); it moved back while the device ran; or
// three phones of three people in a row agree with each other on another time. A jump ahead alone is no sign, because
// a device that slept looks the same.

/** What a clock may be off between two looks without meaning anything. */
const SLACK_MS = 60_000
/** Phones that disagree by less are slow or fast themselves. */
const DISAGREES_MS = 10 * 60_000
/** How close together the phones' times must lie. */
const AGREE_MS = 2 * 60_000
const PHONES = 3

export interface ClockFault {
  readonly kind: 'went_back' | 'phones_disagree'
  /** By how much the clock is behind (negative) or ahead, as far as can be told. */
  readonly byMs: number
}

export class ClockWatch {
  #last: number
  #monotonic: number | null = null
  #fault: ClockFault | null = null
  #phones: { code: string; aheadMs: number }[] = []

  /** `lastMs`: the latest moment that this device has known, kept through restarts. */
  constructor(lastMs: number) {
    this.#last = lastMs
  }

  get fault(): ClockFault | null {
    return this.#fault
  }

  /** The latest moment known, to be kept. */
  get lastMs(): number {
    return this.#last
  }

  /** Looks at the corrected clock, and at one that only counts on. */
  look(nowMs: number, monotonicMs: number): void {
    const counted = this.#monotonic === null ? 0 : monotonicMs - this.#monotonic
    const byMs = nowMs - this.#last - counted
    if (byMs < -SLACK_MS) {
      this.#fault ??= { kind: 'went_back', byMs }
      return
    }
    this.#last = Math.max(this.#last, nowMs)
    this.#monotonic = monotonicMs
  }

  /** The server has just corrected the clock. */
  corrected(nowMs: number, monotonicMs: number): void {
    this.#last = nowMs
    this.#monotonic = monotonicMs
    this.#fault = null
    this.#phones = []
  }

  /** A code was in time: the clock is right. */
  agrees(): void {
    this.#phones = []
  }

  /** A code whose signatures hold, but which was made at another time than now. */
  disagrees(code: string, aheadMs: number): void {
    if (Math.abs(aheadMs) < DISAGREES_MS) return
    const others = this.#phones.filter((phone) => phone.code !== code && Math.abs(phone.aheadMs - aheadMs) < AGREE_MS)
    this.#phones = [...others, { code, aheadMs }]
    if (this.#phones.length >= PHONES) this.#fault ??= { kind: 'phones_disagree', byMs: aheadMs }
  }
}
