// What the phone keeps: keys that cannot leave it, and codes for the time without a network. IndexedDB, because only
// it can hold a key without ever showing its bytes.

const NAME = 'healthcode'
const ROOMS = ['keys', 'wallet'] as const
export type Room = (typeof ROOMS)[number]

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => ROOMS.forEach((room) => request.result.createObjectStore(room))
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the store cannot be opened'))
  })
  return opened
}

async function run<R>(room: Room, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> {
  const transaction = (await open()).transaction(room, mode)
  const request = act(transaction.objectStore(room))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error ?? new Error('the store refused'))
  })
}

export function read<T>(room: Room, key: string): Promise<T | undefined> {
  return run(room, 'readonly', (store) => store.get(key) as IDBRequest<T | undefined>)
}

export function readAll<T>(room: Room): Promise<T[]> {
  return run(room, 'readonly', (store) => store.getAll() as IDBRequest<T[]>)
}

export async function write(room: Room, key: string, value: unknown): Promise<void> {
  await run(room, 'readwrite', (store) => store.put(value, key))
}

export async function remove(room: Room, key: string): Promise<void> {
  await run(room, 'readwrite', (store) => store.delete(key))
}

export async function empty(room: Room): Promise<void> {
  await run(room, 'readwrite', (store) => store.clear())
}
