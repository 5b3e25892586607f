// The running code: a new presentation every half minute, signed here, without a call. A phone that slept makes a new
// one before it shows the old. Where a gate asks, its challenge is answered for one half minute, and then the code runs on.
import { onUnmounted, shallowRef, watch, type Ref } from 'vue'
import { present } from '../../credential'
import { nowMs } from '../../shared/clock'
import type { Answer } from '../logic/challenge'
import { isDue } from '../logic/rotation'
import { now } from './time'
import type { Held } from './wallet'

export interface Presented {
  text: string
  /** When its half minute began. */
  sinceMs: number
  /** The challenge that it answers. */
  answer: Answer | null
}

/** Presents the code that is held, as long as the component lives; `answer` answers a gate's challenge at once. */
export function usePresentation(held: Ref<Held | null>) {
  const shown = shallowRef<Presented | null>(null)
  let asked: { answer: Answer; sinceMs: number } | null = null
  let turn = 0

  async function make(): Promise<void> {
    const code = held.value
    const mine = ++turn
    const madeMs = nowMs()
    if (asked !== null && isDue(asked.sinceMs, madeMs)) asked = null
    const [answer, sinceMs] = [asked?.answer ?? null, asked?.sinceMs ?? madeMs]
    const text = code === null ? null : await present(code.credential, code.codeKey, madeMs, answer?.nonce)
    if (mine === turn) shown.value = text === null ? null : { text, sinceMs, answer }
  }

  function answer(given: Answer): Promise<void> {
    asked = { answer: given, sinceMs: nowMs() }
    return make()
  }

  // A newer decision beside the same credential changes nothing of what is shown.
  watch(
    () => held.value?.credential,
    () => {
      shown.value = null
      void make()
    },
    { immediate: true },
  )
  let making = false
  watch(now, async (moment) => {
    if (making || !isDue(shown.value?.sinceMs ?? null, moment)) return
    making = true
    await make()
    making = false
  })
  onUnmounted(() => (turn += 1))
  return { shown, answer }
}
