// This gate is a witness: it remembers for a month the heads of the log that it was told, so that a log that was cut, put
// back or written anew is found; years later too, by heads that were saved elsewhere in time. A head is about nobody. Two
// heads of one hour are both kept: that is the proof.
import type { LogMark } from '../../credential'
import type { Store } from './store'

const HOURS_OF_A_DAY = 24
/** Every head of the last two days. */
const ALL_HOURS = 48
/** Of each day before, the last one. */
const DAYS = 30

/** What stands first in the file, for `healthcode audit verify --head`. */
const FORMAT = 'healthcode log heads 1'

export class Witness {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Remembers a head, and forgets what is older than a month. */
  async saw(mark: LogMark): Promise<void> {
    await this.#store.keepHead(nameOf(mark), mark)
    const heads = await this.#store.heads()
    const kept = new Set(worthKeeping(heads).map(nameOf))
    await Promise.all(
      heads
        .map(nameOf)
        .filter((name) => !kept.has(name))
        .map((name) => this.#store.forgetHead(name)),
    )
  }

  /** Whether any head is kept. */
  async hasSeen(): Promise<boolean> {
    return (await this.#store.heads()).length > 0
  }

  /** The file of the heads that were seen here. */
  async file(): Promise<string> {
    const heads = (await this.#store.heads()).sort((a, b) => a.hour - b.hour)
    return JSON.stringify({ format: FORMAT, heads }, null, 2) + '\n'
  }
}

const nameOf = ({ hour, digest }: LogMark) => `${hour} ${digest}`
const dayOf = ({ hour }: LogMark) => Math.floor(hour / HOURS_OF_A_DAY)

/** All heads of the last two days, and of each day of the last month those of its last hour. */
export function worthKeeping(heads: readonly LogMark[]): LogMark[] {
  const newest = Math.max(...heads.map(({ hour }) => hour))
  const lastHours = new Map<number, number>()
  for (const head of heads) lastHours.set(dayOf(head), Math.max(head.hour, lastHours.get(dayOf(head)) ?? 0))
  return heads.filter((head) => {
    const age = newest - head.hour
    return age < ALL_HOURS || (age < DAYS * HOURS_OF_A_DAY && lastHours.get(dayOf(head)) === head.hour)
  })
}
