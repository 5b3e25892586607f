// The moment by the corrected clock, for what is written on the screen.
import { computed, onBeforeUnmount, ref } from 'vue'
import { nowMs } from '../shared/clock'
import { dayOf } from '../shared/days'

const TICK_MS = 250

/** The moment, four times a second, and its local day. */
export function useNow() {
  const now = ref(nowMs())
  const timer = setInterval(() => (now.value = nowMs()), TICK_MS)
  onBeforeUnmount(() => clearInterval(timer))
  return { now, today: computed(() => dayOf(now.value)) }
}
