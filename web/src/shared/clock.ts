// The server's time, kept by a phone whose own clock may be wrong (and by the demo's, which is years away). The
// difference is measured at each contact and kept for the time without a network.

const KEY = 'healthcode.clock'

function stored(): number {
  const offset = Number(localStorage.getItem(KEY))
  return Number.isFinite(offset) ? offset : 0
}

let offsetMs = stored()

/** The server's time now, as far as the phone knows it. */
export function nowMs(): number {
  return Date.now() + offsetMs
}

/** Takes the server's answer `serverMs` to a question sent at `sentMs`: the answer was made half way. */
export function learnTime(serverMs: number, sentMs: number, receivedMs: number = Date.now()): void {
  offsetMs = Math.round(serverMs - (sentMs + receivedMs) / 2)
  localStorage.setItem(KEY, String(offsetMs))
}

/** Whether a demo's server sent this page, as the page's own answer says: known before anything is asked. */
export function sentByDemo(): boolean {
  const [answer] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return answer?.serverTiming?.some((entry) => entry.name === 'demo') ?? false
}
