// The check-in of the day: kept with its moment and its id until the server has answered, so that one made without a
// network counts for its day, and counts once.
import { ref, watch } from 'vue'
import { ask, client, Failure, type Symptom } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { newId } from '../../shared/ids'
import { take } from './decisions'
import { noteRefusal } from './session'

export interface CheckIn {
  id: string
  made_ms: number
  temperature?: number
  symptoms: Symptom[]
}

const KEY = 'healthcode.check-in'
const text = localStorage.getItem(KEY)

/** A check-in that has had no answer yet. */
export const waiting = ref<CheckIn | null>(text === null ? null : (JSON.parse(text) as CheckIn))

watch(
  waiting,
  (kept) => {
    if (kept === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(kept))
  },
  { flush: 'sync' },
)

/** Sends what is waiting. What the server refuses is not kept: the person makes it anew. */
export async function sendCheckIn(): Promise<void> {
  const body = waiting.value
  if (body === null) return
  try {
    const { decisions } = await ask(client.POST('/api/check-ins', { body }))
    waiting.value = null
    await take(decisions)
  } catch (failure) {
    if (failure instanceof Failure) {
      noteRefusal(failure)
      if (failure.word === 'invalid' || failure.word === 'refused') waiting.value = null
    }
    throw failure
  }
}

/** Makes the check-in of now, and sends it. */
export function checkIn(temperature: number | null, symptoms: Symptom[]): Promise<void> {
  const made = { id: newId(), made_ms: nowMs(), symptoms }
  waiting.value = temperature === null ? made : { ...made, temperature }
  return sendCheckIn()
}
