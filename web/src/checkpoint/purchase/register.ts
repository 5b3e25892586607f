// Registering purchases at a pharmacy: the keys and classes that the server gave, the boxes that wait, and sending them.
// What waits is sealed; the code and the class live in memory for as long as the person stands at the counter.
import { Failure } from '../../shared/api/failure'
import { fromBase64Url, toBase64Url } from '../../shared/bytes'
import { dayOf } from '../../shared/days'
import { newId } from '../../shared/ids'
import type { PurchaseClass, PurchaseKeys, SealedPurchase } from '../../shared/api/types'
import type { Store } from '../device/store'
import { seal } from './seal'

/** How many purchases go out at once. */
const MOST_AT_ONCE = 50

export type SendPurchases = (purchases: SealedPurchase[]) => Promise<void>

export class Purchases {
  readonly #store: Store
  readonly #send: SendPurchases
  #given: PurchaseKeys | null = null
  #flushing: Promise<void> | null = null

  constructor(store: Store, send: SendPurchases) {
    this.#store = store
    this.#send = send
  }

  /** What was given before the restart. */
  async load(): Promise<void> {
    this.#given = (await this.#store.read<PurchaseKeys>('device', 'purchase_keys')) ?? null
  }

  /** Takes what the server gives. */
  async take(given: PurchaseKeys): Promise<void> {
    this.#given = given
    await this.#store.write('device', 'purchase_keys', given)
  }

  /** The classes from which the pharmacist picks; none before the first answer of the server. */
  get classes(): readonly PurchaseClass[] {
    return this.#given?.classes ?? []
  }

  /** Seals and keeps a purchase, and sends it where there is a network. Whether it is kept: without a key it cannot be. */
  async register(text: string, ofClass: string, atMs: number): Promise<boolean> {
    const today = dayOf(atMs)
    // Longer without a network than the keys reach, the last of them is used: what lies under it dies the sooner.
    const key = this.#given?.keys.filter(({ day }) => day <= today).at(-1)
    if (key === undefined) return false
    const bound = { id: newId(), day: key.day, at_ms: atMs }
    const sealed = toBase64Url(await seal(fromBase64Url(key.public_key), bound, { text, class: ofClass }))
    await this.#store.keepPurchase({ ...bound, sealed })
    this.flush().catch(() => undefined)
    return true
  }

  /** Sends what waits, in parts; throws the `Failure` at which it stopped. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flushAll().finally(() => (this.#flushing = null))
    return this.#flushing
  }

  async #flushAll(): Promise<void> {
    for (;;) {
      const part = await this.#store.waitingPurchases(MOST_AT_ONCE)
      if (part.length === 0) return
      try {
        await this.#send(part)
      } catch (error) {
        // What the server will never take must not stand in the way of the others.
        if (!(error instanceof Failure) || error.word !== 'invalid') throw error
      }
      await this.#store.settlePurchases(part)
    }
  }
}
