// The server's time on this page; a demonstration has its own.
import { ref } from 'vue'
import { askTime, Failure } from '../../shared/api'
import { nowMs, sentByDemo } from '../../shared/clock'

const TICK_MS = 1_000

export const now = ref(nowMs())
export const demo = ref(sentByDemo())

setInterval(() => (now.value = nowMs()), TICK_MS)

/** Asks the server for its time. Without an answer the clock goes on as it was. */
export async function meetServer(): Promise<void> {
  try {
    demo.value = (await askTime()).demo
    now.value = nowMs()
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason
  }
}
