// What the device keeps through a restart: its enrolment, the city's rules, the issuers' public keys, whom the service
// recognises, status lists, the heads of the log that were seen, the scans that have not reached the server, and, at a
// pharmacy, purchases that were sealed to the key of the day.
//
// A scan here is what the server keeps of it: number, minute, outcome, reason, state and kind. *Invariant:* no code, no
// name and no person's key is ever written here; they live in memory for as long as the person stands at the gate.
import type { Kind, LogMark, State } from '../../credential'
import type { SealedPurchase } from '../../shared/api/types'
import { dayOf } from '../../shared/days'
import type { Direction, Outcome, Words } from '../verdict/types'

const ROOMS = ['device', 'numbers', 'scans', 'lists', 'theirs', 'heads', 'purchases'] as const
type Room = (typeof ROOMS)[number]
/** Where status lists are kept: those of the own service by day, those of others by address. */
type ListRoom = 'lists' | 'theirs'
/** Raised with each new room. */
const VERSION = 3

/** What the guard decided where the table says *by hand*. */
export type ByHand = 'let_through' | 'not_let_through'

/** What the device said. */
export interface Judged {
  readonly outcome: Outcome
  readonly reason: Words
  readonly state?: State
  readonly kind?: Kind
}

/** A scan that waits for the server. Day and number name it: sent again, it is the same scan. */
export interface KeptScan {
  readonly day: string
  readonly number: number
  readonly direction: Direction
  readonly at_ms: number
  readonly judged: Judged
  readonly by_hand?: ByHand
}

const keyOf = ({ day, number }: KeptScan): IDBValidKey => [day, number]

export class Store {
  readonly #database: IDBDatabase

  private constructor(database: IDBDatabase) {
    this.#database = database
  }

  /** Opens the store of this device. */
  static open(name = 'healthcode-checkpoint'): Promise<Store> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, VERSION)
      request.onupgradeneeded = () => {
        const known = request.result.objectStoreNames
        ROOMS.filter((room) => !known.contains(room)).forEach((room) => request.result.createObjectStore(room))
      }
      request.onsuccess = () => resolve(new Store(request.result))
      request.onerror = () => reject(request.error ?? new Error('the store cannot be opened'))
    })
  }

  close(): void {
    this.#database.close()
  }

  /** A value of the device by its name. */
  read<T>(room: 'device' | ListRoom, key: string): Promise<T | undefined> {
    return this.#run(room, 'readonly', (tx) => tx.objectStore(room).get(key) as IDBRequest<T | undefined>)
  }

  async write(room: 'device' | ListRoom, key: string, value: unknown): Promise<void> {
    await this.#run(room, 'readwrite', (tx) => tx.objectStore(room).put(value, key))
  }

  /** The names of the lists that are kept. */
  async listNames(room: ListRoom): Promise<string[]> {
    const keys = await this.#run(room, 'readonly', (tx) => tx.objectStore(room).getAllKeys())
    return keys.map(String)
  }

  /** Forgets the lists that are not to be kept. */
  async forgetLists(room: ListRoom, keep: (name: string) => boolean): Promise<void> {
    const old = (await this.listNames(room)).filter((name) => !keep(name))
    await Promise.all(old.map((key) => this.#run(room, 'readwrite', (tx) => tx.objectStore(room).delete(key))))
  }

  /** Keeps a head of the log under its name; the same head twice is one. */
  async keepHead(name: string, head: LogMark): Promise<void> {
    await this.#run('heads', 'readwrite', (tx) => tx.objectStore('heads').put(head, name))
  }

  /** The heads that are kept. */
  heads(): Promise<LogMark[]> {
    return this.#run('heads', 'readonly', (tx) => tx.objectStore('heads').getAll() as IDBRequest<LogMark[]>)
  }

  async forgetHead(name: string): Promise<void> {
    await this.#run('heads', 'readwrite', (tx) => tx.objectStore('heads').delete(name))
  }

  /** Keeps a scan under the next number of its day, in one step: after a restart no number is given twice. */
  keep(scan: Omit<KeptScan, 'day' | 'number'>): Promise<KeptScan> {
    const day = dayOf(scan.at_ms)
    return new Promise((resolve, reject) => {
      const tx = this.#database.transaction(['numbers', 'scans'], 'readwrite')
      let kept: KeptScan | null = null
      const next = tx.objectStore('numbers').get(day) as IDBRequest<number | undefined>
      next.onsuccess = () => {
        kept = { day, number: next.result ?? 0, ...scan }
        tx.objectStore('numbers').put(kept.number + 1, day)
        tx.objectStore('scans').put(kept, keyOf(kept))
      }
      tx.oncomplete = () => (kept === null ? reject(new Error('no number was given')) : resolve(kept))
      tx.onabort = () => reject(tx.error ?? new Error('the store refused'))
    })
  }

  /** Keeps what the guard decided about a scan, whether it still waits here or has arrived already. */
  async decide(scan: KeptScan, byHand: ByHand): Promise<KeptScan> {
    const decided = { ...scan, by_hand: byHand }
    await this.#run('scans', 'readwrite', (tx) => tx.objectStore('scans').put(decided, keyOf(scan)))
    return decided
  }

  /** The first scans that wait, at most `most`. */
  waiting(most: number): Promise<KeptScan[]> {
    return this.#run('scans', 'readonly', (tx) => tx.objectStore('scans').getAll(null, most) as IDBRequest<KeptScan[]>)
  }

  countWaiting(): Promise<number> {
    return this.#run('scans', 'readonly', (tx) => tx.objectStore('scans').count())
  }

  /** Lets go of scans that have arrived, unless the guard has decided something about them since they were sent. */
  settle(sent: readonly KeptScan[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const tx = this.#database.transaction('scans', 'readwrite')
      const scans = tx.objectStore('scans')
      for (const scan of sent) {
        const now = scans.get(keyOf(scan)) as IDBRequest<KeptScan | undefined>
        now.onsuccess = () => {
          if (now.result?.by_hand === scan.by_hand) scans.delete(keyOf(scan))
        }
      }
      tx.oncomplete = () => resolve()
      tx.onabort = () => reject(tx.error ?? new Error('the store refused'))
    })
  }

  /** Keeps a purchase that was sealed already. */
  async keepPurchase(purchase: SealedPurchase): Promise<void> {
    await this.#run('purchases', 'readwrite', (tx) => tx.objectStore('purchases').put(purchase, purchase.id))
  }

  /** The first purchases that wait, at most `most`. */
  waitingPurchases(most: number): Promise<SealedPurchase[]> {
    const all = (tx: IDBTransaction) => tx.objectStore('purchases').getAll(null, most) as IDBRequest<SealedPurchase[]>
    return this.#run('purchases', 'readonly', all)
  }

  /** Lets go of purchases that have arrived. */
  async settlePurchases(sent: readonly SealedPurchase[]): Promise<void> {
    for (const { id } of sent) await this.#run('purchases', 'readwrite', (tx) => tx.objectStore('purchases').delete(id))
  }

  /**
   * Forgets everything but the heads of the log: the device was cut off, or is enrolled anew. A witness forgets nothing
   * because the server tells it to.
   */
  async empty(): Promise<void> {
    for (const room of ROOMS.filter((room) => room !== 'heads')) await this.#run(room, 'readwrite', (tx) => tx.objectStore(room).clear())
  }

  #run<R>(room: Room, mode: IDBTransactionMode, act: (tx: IDBTransaction) => IDBRequest<R>): Promise<R> {
    const tx = this.#database.transaction(room, mode)
    const request = act(tx)
    return new Promise((resolve, reject) => {
      tx.oncomplete = () => resolve(request.result)
      tx.onabort = () => reject(tx.error ?? new Error('the store refused'))
    })
  }
}
