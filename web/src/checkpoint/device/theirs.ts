// The status lists of services that are recognised here. The own service fetches them and hands them on as they were
// signed: what a device believes is the signature of the other service, whose key stands in the trust list.
//
// A whole list is kept with the newest difference that leads from it; both are verified again at each start.
import {
  Entries,
  hasList,
  ListError,
  verifyStatusDifference,
  verifyStatusList,
  type Bytes,
  type KeySet,
  type StatusRef,
  type TrustedIssuer,
  type TrustList,
} from '../../credential'
import { addDays } from '../../shared/days'
import type { StatusAnswer, StatusSource } from '../scan/examine'
import { STATUSES } from '../verdict/types'
import { ignoreUnbelieved, isGood } from './lists'
import type { ListAnswer } from './server'
import type { Store } from './store'

interface KeptList {
  readonly whole: Bytes
  readonly difference: Bytes | null
}

interface Held {
  readonly kept: KeptList
  readonly version: number
  readonly issuedMs: number
  readonly entries: Entries
  readonly changes: ReadonlyMap<number, number>
}

/**
 * Asks the own server for a list of others, or for what has changed since the whole list of a version; `known` where
 * nothing has, `null` where it has no such list.
 */
export type AskTheirs = (uri: string, since: number | null) => Promise<ListAnswer | 'known' | null>

export class TheirLists implements StatusSource {
  readonly #store: Store
  readonly #trust: () => TrustList | null
  readonly #held = new Map<string, Held>()
  /** Lists of codes that were shown here and that are not held: sheets of paper, good for a week. */
  readonly #shown = new Set<string>()

  constructor(store: Store, trust: () => TrustList | null) {
    this.#store = store
    this.#trust = trust
  }

  statusOf({ uri, index }: StatusRef): Promise<StatusAnswer> {
    const held = this.#held.get(uri)
    if (held === undefined) {
      this.#shown.add(uri)
      return Promise.resolve({ status: 'as_issued', issuedMs: null })
    }
    const bits = held.changes.get(index) ?? held.entries.at(index)
    return Promise.resolve({ status: STATUSES[bits] ?? 'unused', issuedMs: held.issuedMs })
  }

  /** The lists of before the restart that are still good. */
  async load(today: string, nowMs: number): Promise<void> {
    for (const uri of await this.#store.listNames('theirs')) {
      const kept = this.#isGood(uri, today) ? await this.#store.read<KeptList>('theirs', uri) : undefined
      if (kept === undefined) continue
      const held = await this.#restored(uri, kept, nowMs).catch(ignoreUnbelieved)
      if (held !== null) this.#held.set(uri, held)
    }
  }

  /** Brings the lists of today and tomorrow up to date, and forgets those whose codes are over or count no more. */
  async refresh(ask: AskTheirs, today: string, nowMs: number): Promise<void> {
    for (const uri of [...this.#held.keys(), ...this.#shown]) {
      if (this.#isGood(uri, today)) continue
      this.#held.delete(uri)
      this.#shown.delete(uri)
    }
    await this.#store.forgetLists('theirs', (uri) => this.#isGood(uri, today))
    const days = [today, addDays(today, 1)]
    const usual = this.#issuers.flatMap(({ address }) => days.map((day) => `${address}/s/${day}`))
    for (const uri of new Set([...usual, ...this.#held.keys(), ...this.#shown])) {
      await this.#renew(ask, uri, nowMs).catch(ignoreUnbelieved)
    }
  }

  async #renew(ask: AskTheirs, uri: string, nowMs: number): Promise<void> {
    const held = this.#held.get(uri)
    const answer = await ask(uri, held?.version ?? null)
    if (answer === null || answer === 'known') return
    if (answer.whole || held === undefined) return this.#take(ask, uri, answer.bytes, nowMs)
    const carried = await this.#carriedOn(uri, held, answer.bytes, nowMs).catch(ignoreUnbelieved)
    if (carried !== null) return this.#hold(uri, carried)
    const whole = await ask(uri, null)
    if (whole !== null && whole !== 'known') await this.#take(ask, uri, whole.bytes, nowMs)
  }

  /** Takes a whole list, and what has changed since it was made. */
  async #take(ask: AskTheirs, uri: string, whole: Bytes, nowMs: number): Promise<void> {
    const held = await this.#read(uri, whole, nowMs)
    await this.#hold(uri, held)
    const newer = await ask(uri, held.version)
    if (newer === null || newer === 'known' || newer.whole) return
    await this.#hold(uri, await this.#carriedOn(uri, held, newer.bytes, nowMs))
  }

  async #hold(uri: string, held: Held): Promise<void> {
    this.#held.set(uri, held)
    await this.#store.write('theirs', uri, held.kept)
  }

  async #restored(uri: string, { whole, difference }: KeptList, nowMs: number): Promise<Held> {
    const held = await this.#read(uri, whole, nowMs)
    return difference === null ? held : this.#carriedOn(uri, held, difference, nowMs)
  }

  async #read(uri: string, bytes: Bytes, nowMs: number): Promise<Held> {
    const list = await verifyStatusList(bytes, this.#keysOf(uri), uri, nowMs)
    const { version, issuedMs } = list
    return { kept: { whole: bytes, difference: null }, version, issuedMs, entries: new Entries(list), changes: new Map() }
  }

  /** The list with a difference that leads from its whole; the one of before is left out. */
  async #carriedOn(uri: string, held: Held, bytes: Bytes, nowMs: number): Promise<Held> {
    const { from, changes, issuedMs } = await verifyStatusDifference(bytes, this.#keysOf(uri), uri, nowMs)
    if (from !== held.version) throw new ListError('other')
    const kept = { ...held.kept, difference: bytes }
    return { ...held, kept, changes: new Map(changes), issuedMs: Math.max(held.issuedMs, issuedMs) }
  }

  /** The keys of the service whose list it is. */
  #keysOf(uri: string): KeySet {
    const issuer = this.#issuers.find((one) => hasList(one, uri))
    if (issuer === undefined) throw new ListError('other')
    return issuer.keys
  }

  get #issuers(): readonly TrustedIssuer[] {
    return this.#trust()?.issuers ?? []
  }

  #isGood(uri: string, today: string): boolean {
    const day = /\/s\/(\d{4}-\d{2}-\d{2})$/.exec(uri)?.[1]
    return day !== undefined && isGood(day, today) && this.#issuers.some((issuer) => hasList(issuer, uri))
  }
}
