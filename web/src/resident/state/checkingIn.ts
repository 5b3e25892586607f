// Check-ins that have had no answer yet: each kept with its moment and its id until the server has answered, so that one
// made without a network counts for its day, and counts once. Several days without a network are several.
import { computed, ref, watch } from 'vue'
import { ask, client, Failure, type Symptom } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { newId } from '../../shared/ids'
import { take } from './decisions'
import { noteRefusal } from './session'
import { today } from './time'

export interface CheckIn {
  id: string
  made_ms: number
  temperature?: number
  symptoms: Symptom[]
  known_symptoms?: Symptom[]
  words?: string
}

const KEY = 'healthcode.check-in'

/** What is kept on the phone; an earlier version of the page kept one alone. */
function kept(): CheckIn[] {
  const text = localStorage.getItem(KEY)
  if (text === null) return []
  const read = JSON.parse(text) as CheckIn | CheckIn[]
  return Array.isArray(read) ? read : [read]
}

/** In the order in which they were made. */
const waiting = ref<CheckIn[]>(kept())

/** The newest that waits and was made today. */
export const waitingToday = computed(() => waiting.value.findLast((one) => dayOf(one.made_ms) === today.value) ?? null)

watch(
  waiting,
  (all) => {
    if (all.length === 0) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(all))
  },
  { flush: 'sync' },
)

function drop(id: string): void {
  waiting.value = waiting.value.filter((one) => one.id !== id)
}

/** Sends what is waiting, the oldest first. What the server refuses is not kept: the person makes it anew. */
export async function sendCheckIn(): Promise<void> {
  for (const body of waiting.value) {
    try {
      const { decisions } = await ask(client.POST('/api/check-ins', { body }))
      drop(body.id)
      await take(decisions)
    } catch (failure) {
      if (failure instanceof Failure) {
        noteRefusal(failure)
        if (failure.word === 'invalid' || failure.word === 'refused') drop(body.id)
      }
      throw failure
    }
  }
}

/** What the person says of their health. */
export type Said = Omit<CheckIn, 'id' | 'made_ms'>

/** Makes the check-in of now, and sends it with what was waiting. */
export function checkIn(said: Said): Promise<void> {
  waiting.value = [...waiting.value, { id: newId(), made_ms: nowMs(), ...said }]
  return sendCheckIn()
}

/** What waits goes with the person. */
export function forgetCheckIns(): void {
  waiting.value = []
}
