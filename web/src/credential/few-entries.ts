// The entries of a status list of which most are as issued: a gate that holds those of several services has no room for
// two bits of every place.
import { entryOf, type StatusList } from './status-list'

/** Of more entries than this the list itself is smaller. */
const FEW = 1 << 22

export class Entries {
  readonly #list: StatusList | null
  readonly #places: number
  /** Place times four, plus the entry, in their order. */
  readonly #changed: Uint32Array

  constructor(list: StatusList) {
    const count = countChanged(list)
    this.#list = count > FEW ? list : null
    this.#places = list.entries.length * 4
    this.#changed = new Uint32Array(count > FEW ? 0 : count)
    if (this.#list === null) fill(this.#changed, list)
  }

  /** The two bits of a place; 3, which has no meaning, where the list does not have it. */
  at(place: number): number {
    if (this.#list !== null) return entryOf(this.#list, place)
    if (place >= this.#places) return 3
    let [low, high] = [0, this.#changed.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#changed[middle]! < place * 4) low = middle + 1
      else high = middle
    }
    const found = this.#changed[low] ?? 0
    return Math.floor(found / 4) === place ? found % 4 : 0
  }
}

function countChanged({ entries }: StatusList): number {
  let count = 0
  for (const byte of entries) {
    if (byte === 0) continue
    for (let shift = 0; shift < 8; shift += 2) if (((byte >> shift) & 3) !== 0) count += 1
  }
  return count
}

function fill(changed: Uint32Array, { entries }: StatusList): void {
  let next = 0
  for (let at = 0; at < entries.length; at++) {
    const byte = entries[at]!
    if (byte === 0) continue
    for (let n = 0; n < 4; n++) {
      const bits = (byte >> (n * 2)) & 3
      if (bits !== 0) changed[next++] = (at * 4 + n) * 4 + bits
    }
  }
}
