// The ten minutes for which a gate remembers that it saw a code, and the presentations that it has taken. In memory
// alone, by hashes: a restart forgets them, and nothing of them is ever written down.

/** Longer than any presentation is good. */
const TAKEN_MS = 5 * 60_000

export class Memory {
  readonly #seen = new Map<string, number>()
  readonly #taken = new Map<string, number>()

  /** Remembers a code; answers how many seconds ago it was seen here before, within the window. */
  see(code: string, nowMs: number, windowMs: number): number | null {
    const before = this.#seen.get(code)
    remember(this.#seen, code, nowMs, windowMs)
    if (before === undefined) return null
    const agoMs = nowMs - before
    return agoMs >= 0 && agoMs <= windowMs ? Math.floor(agoMs / 1_000) : null
  }

  /** Takes a presentation; answers how many seconds ago it was taken before. One is taken once. */
  take(presentation: string, nowMs: number): number | null {
    const before = this.#taken.get(presentation)
    if (before !== undefined) return Math.max(0, Math.floor((nowMs - before) / 1_000))
    remember(this.#taken, presentation, nowMs, TAKEN_MS)
    return null
  }
}

/** Entries stand in the order of their moments, so the old ones are in front. */
function remember(moments: Map<string, number>, key: string, nowMs: number, windowMs: number): void {
  moments.delete(key)
  moments.set(key, nowMs)
  for (const [old, ms] of moments) {
    if (nowMs - ms <= windowMs) return
    moments.delete(old)
  }
}
