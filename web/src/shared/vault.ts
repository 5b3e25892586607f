// What a phone keeps of people through a restart: what was read, and what was made without a network and waits to be sent. All
// of it is sealed under a key that no script can read out. A face opens its own store, and says when what goes.
//
// *Invariant:* no value lies here in the clear, and no name of a value says anything about a person.

const ROOMS = ['keys', 'sealed', 'outbox'] as const
type Room = (typeof ROOMS)[number]
const VERSION = 1
const KEY = 'key'
const IV_BYTES = 12

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
}

const encode = (text: string) => new TextEncoder().encode(text)

export class Vault {
  readonly #database: IDBDatabase

  private constructor(database: IDBDatabase) {
    this.#database = database
  }

  static open(name: string): Promise<Vault> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, VERSION)
      request.onupgradeneeded = () => ROOMS.forEach((room) => request.result.createObjectStore(room))
      request.onsuccess = () => resolve(new Vault(request.result))
      request.onerror = () => reject(request.error ?? new Error('the store cannot be opened'))
    })
  }

  close(): void {
    this.#database.close()
  }

  /** Keeps a value under a name, in place of the one before. */
  async put(name: string, value: unknown): Promise<void> {
    await this.#write('sealed', name, value)
  }

  /** The value of a name; undefined where there is none or it cannot be opened. */
  async get<T>(name: string): Promise<T | undefined> {
    return this.#read<T>('sealed', name)
  }

  /** Keeps something to be sent under its id; the same id twice is one. */
  async post(id: string, value: unknown): Promise<void> {
    await this.#write('outbox', id, value)
  }

  /** What waits to be sent, in the order of the ids. */
  async waiting<T>(): Promise<{ id: string; value: T }[]> {
    const ids = await this.#run('outbox', 'readonly', (store) => store.getAllKeys())
    const all = await Promise.all(ids.map(async (id) => ({ id: String(id), value: await this.#read<T>('outbox', String(id)) })))
    return all.flatMap(({ id, value }) => (value === undefined ? [] : [{ id, value }]))
  }

  async countWaiting(): Promise<number> {
    return this.#run('outbox', 'readonly', (store) => store.count())
  }

  /** Lets go of what has arrived. */
  async settle(id: string): Promise<void> {
    await this.#run('outbox', 'readwrite', (store) => store.delete(id))
  }

  /** Forgets people; what waits to be sent stays, with its key. */
  async forgetPeople(): Promise<void> {
    await this.#run('sealed', 'readwrite', (store) => store.clear())
    if ((await this.countWaiting()) === 0) await this.#run('keys', 'readwrite', (store) => store.clear())
  }

  /** Forgets everything, the key first: what is left by a crash opens no more. */
  async empty(): Promise<void> {
    for (const room of ROOMS) await this.#run(room, 'readwrite', (store) => store.clear())
  }

  async #key(): Promise<CryptoKey> {
    const kept = await this.#run('keys', 'readonly', (store) => store.get(KEY) as IDBRequest<CryptoKey | undefined>)
    if (kept !== undefined) return kept
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    await this.#run('keys', 'readwrite', (store) => store.put(made, KEY))
    return made
  }

  async #write(room: Room, name: string, value: unknown): Promise<void> {
    const key = await this.#key()
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const about = { name: 'AES-GCM', iv, additionalData: encode(`${room}/${name}`) }
    const bytes = await crypto.subtle.encrypt(about, key, encode(JSON.stringify(value)))
    const sealed: Sealed = { iv, bytes }
    await this.#run(room, 'readwrite', (store) => store.put(sealed, name))
  }

  async #read<T>(room: Room, name: string): Promise<T | undefined> {
    const sealed = await this.#run(room, 'readonly', (store) => store.get(name) as IDBRequest<Sealed | undefined>)
    if (sealed === undefined) return undefined
    const about = { name: 'AES-GCM', iv: sealed.iv, additionalData: encode(`${room}/${name}`) }
    const opened = await crypto.subtle.decrypt(about, await this.#key(), sealed.bytes).catch(() => undefined)
    return opened === undefined ? undefined : (JSON.parse(new TextDecoder().decode(opened)) as T)
  }

  #run<R>(room: Room, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> {
    const tx = this.#database.transaction(room, mode)
    const request = act(tx.objectStore(room))
    return new Promise((resolve, reject) => {
      tx.oncomplete = () => resolve(request.result)
      tx.onabort = () => reject(tx.error ?? new Error('the store refused'))
    })
  }
}
