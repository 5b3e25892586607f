// What stands on the screen of a pharmacy beside the verdict: the classes, and that the purchase is registered.
import { shallowReactive } from 'vue'
import type { PurchaseClass } from '../../shared/api/types'
import { purchases } from '../device/device'
import type { OnScreen } from '../scan/lane'

interface Counter {
  /** The scan whose purchase is registered, or could not be. */
  of: OnScreen['scan'] | null
  /** The class that was picked. */
  picked: PurchaseClass | null
  /** Whether it is kept. */
  kept: boolean
}

export const counter = shallowReactive<Counter>({ of: null, picked: null, kept: false })

/** Registers the purchase of whoever is there; once for a scan. */
export async function pick(shown: OnScreen, ofClass: PurchaseClass): Promise<void> {
  if (shown.text === null || counter.of === shown.scan) return
  Object.assign(counter, { of: shown.scan, picked: ofClass, kept: true })
  counter.kept = await purchases().register(shown.text, ofClass.id, shown.atMs)
}
