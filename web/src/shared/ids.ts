// Ids are made on the page, so that sending twice after a lost network is once. The server reads positive 63-bit
// numbers; they travel as decimal text, because JSON's numbers are too short for them.

/** A fresh id: a random positive 63-bit number as decimal text. */
export function newId(): string {
  const [number] = crypto.getRandomValues(new BigUint64Array(1))
  const positive = (number ?? 0n) >> 1n
  return positive === 0n ? newId() : positive.toString()
}
