// The status lists that this device holds: those of today and tomorrow, with which codes end, and those of paper that
// was shown here; fetched whole once and carried on by
// signed differences. Kept as they were signed, and verified again at each start, so that what is looked up is what the
// service has said. Their age is part of every verdict.
import {
  claimedAddress,
  entryOf,
  goOn,
  ListError,
  verifyStatusDifference,
  verifyStatusList,
  type Bytes,
  type KeySet,
  type LogMark,
  type StatusList,
  type StatusRef,
} from '../../credential'
import { addDays } from '../../shared/days'
import type { StatusAnswer, StatusSource } from '../scan/examine'
import { STATUSES } from '../verdict/types'
import type { ListAnswer } from './server'
import type { Store } from './store'

const LIST = 'application/statuslist+cwt'
/** After so many differences the whole list is fetched again. */
const MOST_DIFFERENCES = 100

/** A sheet of paper is good for a week; no list lies further ahead. */
const LAST_DAY = 7
const HOUR_MS = 3_600_000

/** A list as it is kept. */
interface KeptList {
  readonly whole: Bytes
  readonly differences: readonly Bytes[]
}

interface Held {
  readonly kept: KeptList
  readonly list: StatusList
}

/** Asks the server for the list of a day, or for what has changed in it since a version. */
export type AskList = (day: string, since: number | null) => Promise<ListAnswer | null>

export class Lists implements StatusSource {
  readonly #store: Store
  readonly #keys: () => KeySet
  /** Is told each head of the log that came with a list. */
  readonly #saw: (mark: LogMark) => Promise<void>
  readonly #held = new Map<string, Held>()
  /** Days of codes that were shown here and whose list is not held: sheets of paper, good for a week. */
  readonly #shown = new Set<string>()

  constructor(store: Store, keys: () => KeySet, saw: (mark: LogMark) => Promise<void> = () => Promise.resolve()) {
    this.#store = store
    this.#keys = keys
    this.#saw = saw
  }

  statusOf({ uri, index }: StatusRef): Promise<StatusAnswer> {
    const held = [...this.#held.values()].find(({ list }) => list.uri === uri)
    if (held === undefined) {
      const day = /\/s\/(\d{4}-\d{2}-\d{2})$/.exec(uri)?.[1]
      if (day !== undefined) this.#shown.add(day)
      return Promise.resolve({ status: 'as_issued', issuedMs: null })
    }
    const status = STATUSES[entryOf(held.list, index)] ?? 'unused'
    return Promise.resolve({ status, issuedMs: held.list.issuedMs })
  }

  /** The lists of before the restart that are still good. */
  async load(today: string, nowMs: number): Promise<void> {
    for (const day of await this.#store.listNames('lists')) {
      if (!isGood(day, today)) continue
      const kept = await this.#store.read<KeptList>('lists', day)
      if (kept === undefined) continue
      const list = await this.#read(day, kept, nowMs).catch(ignoreUnbelieved)
      if (list !== null) this.#held.set(day, { kept, list })
    }
  }

  /** Brings the lists up to date, and forgets those whose codes are over. */
  async refresh(ask: AskList, today: string, nowMs: number): Promise<void> {
    for (const day of [...this.#held.keys(), ...this.#shown]) {
      if (isGood(day, today)) continue
      this.#held.delete(day)
      this.#shown.delete(day)
    }
    await this.#store.forgetLists('lists', (day) => isGood(day, today))
    const days = new Set([today, addDays(today, 1), ...this.#held.keys(), ...this.#shown])
    for (const day of days) await this.#renew(ask, day, nowMs).catch(ignoreUnbelieved)
  }

  async #renew(ask: AskList, day: string, nowMs: number): Promise<void> {
    const held = this.#held.get(day)
    const goesOn = held !== undefined && held.kept.differences.length < MOST_DIFFERENCES
    const answer = await ask(day, goesOn ? held.list.version : null)
    if (answer === null) return
    if (answer.whole || !goesOn) return this.#take(day, answer.bytes, nowMs)
    const carried = await this.#carryOn(held, answer.bytes, nowMs).catch(ignoreUnbelieved)
    if (carried !== null) return this.#hold(day, carried)
    const whole = await ask(day, null)
    if (whole !== null) await this.#take(day, whole.bytes, nowMs)
  }

  async #take(day: string, whole: Bytes, nowMs: number): Promise<void> {
    const kept: KeptList = { whole, differences: [] }
    await this.#hold(day, { kept, list: await this.#read(day, kept, nowMs) })
  }

  async #carryOn({ kept, list }: Held, bytes: Bytes, nowMs: number): Promise<Held> {
    const carried = goOn(list, await this.#difference(list, bytes, nowMs))
    return { kept: { ...kept, differences: [...kept.differences, bytes] }, list: carried }
  }

  async #hold(day: string, held: Held): Promise<void> {
    this.#held.set(day, held)
    await this.#store.write('lists', day, held.kept)
    const { log, issuedMs } = held.list
    // A head from a time to come would make the witness forget every true one.
    if (log !== null && log.hour * HOUR_MS <= issuedMs) await this.#saw(log)
  }

  async #read(day: string, { whole, differences }: KeptList, nowMs: number): Promise<StatusList> {
    const uri = claimedAddress(whole, LIST)
    if (!uri.endsWith(`/s/${day}`)) throw new ListError('other')
    let list = await verifyStatusList(whole, this.#keys(), uri, nowMs)
    for (const bytes of differences) list = goOn(list, await this.#difference(list, bytes, nowMs))
    return list
  }

  #difference({ uri }: StatusList, bytes: Bytes, nowMs: number) {
    return verifyStatusDifference(bytes, this.#keys(), uri, nowMs)
  }
}

/** Whether codes of this day's list may still come. */
export function isGood(day: string, today: string): boolean {
  return day >= today && day <= addDays(today, LAST_DAY)
}

/** What is not believed is as if it were not there: its codes are said to be without a list. */
export function ignoreUnbelieved(error: unknown): null {
  if (error instanceof ListError) return null
  throw error
}
