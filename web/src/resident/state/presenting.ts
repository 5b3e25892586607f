// The running code: a new presentation every half minute, signed here, without a call. A phone that slept makes a new
// one before it shows the old.
import { onUnmounted, shallowRef, watch, type Ref } from 'vue'
import { present } from '../../credential'
import { nowMs } from '../../shared/clock'
import { isDue } from '../logic/rotation'
import { now } from './time'
import type { Held } from './wallet'

export interface Presented {
  text: string
  madeMs: number
}

/** Presents the code that is held, as long as the component lives. */
export function usePresentation(held: Ref<Held | null>) {
  const shown = shallowRef<Presented | null>(null)
  let turn = 0

  async function make(): Promise<void> {
    const code = held.value
    const mine = ++turn
    const madeMs = nowMs()
    const text = code === null ? null : await present(code.credential, code.codeKey, madeMs)
    if (mine === turn) shown.value = text === null ? null : { text, madeMs }
  }

  watch(
    held,
    () => {
      shown.value = null
      void make()
    },
    { immediate: true },
  )
  let making = false
  watch(now, async (moment) => {
    if (making || !isDue(shown.value?.madeMs ?? null, moment)) return
    making = true
    await make()
    making = false
  })
  onUnmounted(() => (turn += 1))
  return shown
}
