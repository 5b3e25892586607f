// The moment, for every clock and date on the page: the server's time as far as the phone knows it.
import { computed, ref } from 'vue'
import { nowMs, sentByDemo } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { askTime } from '../../shared/api'

const TICK_MS = 250

const moment = ref(nowMs())
const demoKnown = ref(sentByDemo() || localStorage.getItem('healthcode.demo') === '1')

setInterval(() => (moment.value = nowMs()), TICK_MS)

/** Milliseconds since 1970, four times a second. */
export const now = computed(() => moment.value)
/** The local day. */
export const today = computed(() => dayOf(moment.value))
/** Whether the server said that it is a demo. */
export const demo = computed(() => demoKnown.value)

/** Whether the service asks for tickets, so that journeys can be filled in from them. */
export const tickets = ref(false)

/** Asks the server for the time; without a network the phone goes on with what it knows. */
export async function meetServer(): Promise<void> {
  const time = await askTime()
  moment.value = nowMs()
  demoKnown.value = time.demo
  tickets.value = time.tickets
  localStorage.setItem('healthcode.demo', time.demo ? '1' : '0')
}
