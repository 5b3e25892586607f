// What has changed in a status list since a version: some KB every few minutes, where the whole list is hundreds. A
// difference without a change renews the age of the list. The form is that of
// `crates/credential/src/status_difference.rs`.
import type { Bytes } from './bytes'
import { require, type Reader } from './cbor'
import type { KeySet } from './key-set'
import { readMark, type LogMark } from './log'
import { believe, ListError, readHead, VERSION, type Head } from './status-claims'
import type { StatusList } from './status-list'

const MOST_CHANGES = 50_000
const MOST_BYTES = 5 * MOST_CHANGES + 1_000
const MOST_PLACES = 1 << 26

/** What has changed between two versions of a list. */
export interface StatusDifference extends Head {
  readonly from: number
  readonly to: number
  /** Places and their two bits. */
  readonly changes: readonly (readonly [place: number, bits: number])[]
  /** The newest head of the log of its service. */
  readonly log: LogMark | null
}

/** Verifies a difference to the list at this address. Throws `ListError`. */
export async function verifyStatusDifference(
  bytes: Bytes,
  keys: KeySet,
  uri: string,
  nowMs: number,
): Promise<StatusDifference> {
  if (bytes.length > MOST_BYTES) throw new ListError('too_long')
  return believe(bytes, 'application/vnd.healthcode.status-difference+cwt', keys, uri, nowMs, readDifference)
}

function readDifference(reader: Reader): StatusDifference {
  const entries = reader.map()
  require(entries === 4 || entries === 5)
  const head = readHead(reader)
  reader.exactly(VERSION)
  reader.arrayOf(3)
  const [from, to] = [reader.uint(), reader.uint()]
  require(from <= to)
  const changes = readChanges(reader.bytes())
  return { ...head, from, to, changes, log: readMark(reader, entries === 5) }
}

/**
 * One number for each change, in the order of their places: the distance to the place before, less one, times four, plus
 * the entry; in groups of seven bits, the lowest first (LEB128), as short as can be.
 */
function readChanges(bytes: Bytes): [number, number][] {
  const changes: [number, number][] = []
  let [number, weight, next] = [0, 1, 0]
  for (const byte of bytes) {
    require(weight < 2 ** 35)
    number += (byte & 0x7f) * weight
    if ((byte & 0x80) !== 0) {
      weight *= 128
      continue
    }
    require(byte !== 0 || weight === 1)
    const place = next + Math.floor(number / 4)
    require(place < MOST_PLACES && changes.length < MOST_CHANGES)
    changes.push([place, number % 4])
    ;[number, weight, next] = [0, 1, place + 1]
  }
  require(weight === 1)
  return changes
}

/** The list as the difference makes it. Refused where the difference is to another list or version. */
export function goOn(list: StatusList, difference: StatusDifference): StatusList {
  if (difference.uri !== list.uri || difference.from !== list.version) throw new ListError('other')
  const entries = difference.changes.length === 0 ? list.entries : list.entries.slice()
  for (const [place, bits] of difference.changes) {
    const at = Math.floor(place / 4)
    const shift = (place % 4) * 2
    if (at < entries.length) entries[at] = (entries[at]! & ~(3 << shift)) | (bits << shift)
  }
  const issuedMs = Math.max(list.issuedMs, difference.issuedMs)
  return { ...list, entries, version: difference.to, issuedMs, log: difference.log ?? list.log }
}
