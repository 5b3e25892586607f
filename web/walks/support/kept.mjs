// Everything that a browser keeps for the page's origin, as bytes by the place where they lie, and what is looked for in it.

/**
 * What the browser keeps: each store with its keys and values, and the body of each kept answer.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ place: string, bytes: Buffer }[]>}
 */
export async function everythingKept(page) {
  const found = await page.evaluate(async () => {
    const kept = new Map()
    const keep = (place, ...parts) => kept.set(place, [...(kept.get(place) ?? []), ...parts.flatMap((part) => [part, '\n'])])
    const whole = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const isBytes = (value) => Array.isArray(value) && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256)
    const partsOf = (value) => {
      if (value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return [value]
      if (isBytes(value)) return [Uint8Array.from(value)]
      if (value === null || typeof value !== 'object') return [String(value)]
      const entries = value instanceof Map || value instanceof Set ? [...value.entries()].flat() : Object.entries(value).flat()
      return [Object.prototype.toString.call(value), ...entries.flatMap(partsOf)]
    }
    for (const { name } of await indexedDB.databases()) {
      const database = await whole(indexedDB.open(name))
      for (const room of database.objectStoreNames) {
        const store = database.transaction(room).objectStore(room)
        const [keys, values] = await Promise.all([whole(store.getAllKeys()), whole(store.getAll())])
        keep(`indexedDB ${name} ${room}`, ...partsOf(keys), ...partsOf(values))
      }
      database.close()
    }
    keep('localStorage', ...partsOf({ ...localStorage }))
    keep('sessionStorage', ...partsOf({ ...sessionStorage }))
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        kept.set(`cache ${new URL(request.url).pathname}`, [await answer.arrayBuffer()])
        keep('headers of the cache', request.url, ...partsOf(Object.fromEntries(answer.headers)))
      }
    }
    const files = await navigator.storage.getDirectory()
    for await (const name of files.keys()) keep('files', name)
    const base64 = (parts) =>
      new Promise((resolve) => {
        const reader = new FileReader()
        reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
        reader.readAsDataURL(new Blob(parts))
      })
    return Promise.all([...kept].map(async ([place, parts]) => ({ place, bytes: await base64(parts) })))
  })
  const cookies = await page.context().cookies()
  const stores = found.map(({ place, bytes }) => ({ place, bytes: Buffer.from(bytes, 'base64') }))
  return [...stores, { place: 'cookies', bytes: Buffer.from(JSON.stringify(cookies)) }]
}

/** How bytes may be written down: as they are, in hexadecimal, and in Base64 wherever they begin in it. */
export function writtenDown(bytes) {
  const whole = Buffer.from(bytes)
  const sixes = [0, 1, 2].map((skipped) => whole.subarray(skipped, skipped + Math.floor((whole.length - skipped) / 3) * 3))
  return [
    whole,
    ...[whole.toString('hex'), whole.toString('hex').toUpperCase()].map((text) => Buffer.from(text)),
    ...sixes.flatMap((part) => [part.toString('base64'), part.toString('base64url')].map((text) => Buffer.from(text))),
  ]
}

/** The places that hold any of these. */
export function placesOf(kept, wanted) {
  return kept.filter(({ bytes }) => wanted.some((one) => bytes.includes(one))).map(({ place }) => place)
}
