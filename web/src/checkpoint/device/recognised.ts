// Whom this device recognises: the trust list of its service, kept as it was signed and verified again at each start.
import { verifyTrustList, type Bytes, type KeySet, type TrustList } from '../../credential'
import { ignoreUnbelieved } from './lists'
import type { Store } from './store'

/** A list as it is kept, with the server's tag of it. */
export interface KeptTrust {
  readonly bytes: Bytes
  readonly tag: string
}

/** Asks the server for the trust list; `null` where the one of this tag is the newest. */
export type AskTrust = (tag: string | null) => Promise<KeptTrust | null>

export class RecognisedIssuers {
  readonly #store: Store
  readonly #keys: () => KeySet
  #list: TrustList | null = null
  #tag: string | null = null

  constructor(store: Store, keys: () => KeySet) {
    this.#store = store
    this.#keys = keys
  }

  /** The list; `null` where none is believed. Whether its time is over is asked when a code is. */
  get list(): TrustList | null {
    return this.#list
  }

  /** The list of before the restart. */
  async load(nowMs: number): Promise<void> {
    const kept = await this.#store.read<KeptTrust>('device', 'trust')
    if (kept !== undefined) await this.#take(kept, nowMs)
  }

  /** Brings it up to date. One that is not believed changes nothing. */
  async refresh(ask: AskTrust, nowMs: number): Promise<void> {
    const newer = await ask(this.#tag)
    if (newer !== null && (await this.#take(newer, nowMs))) await this.#store.write('device', 'trust', newer)
  }

  async #take({ bytes, tag }: KeptTrust, nowMs: number): Promise<boolean> {
    const list = await verifyTrustList(bytes, this.#keys(), nowMs).catch(ignoreUnbelieved)
    if (list === null) return false
    this.#list = list
    this.#tag = tag
    return true
  }
}
