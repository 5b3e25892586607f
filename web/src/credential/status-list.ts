// A status list: two bits for each place, packed with zlib and signed as a CWT (Token Status List). The form is that of
// `crates/credential/src/status_list.rs`. It is unpacked only where its signature held.
import { type Bytes } from './bytes'
import { require, type Reader } from './cbor'
import type { KeySet } from './key-set'
import { readMark, type LogMark } from './log'
import { believe, ListError, readHead, VERSION, type Head } from './status-claims'

const [STATUS_LIST, TTL] = [65_533, 65_534] as const
const TTL_S = 300
const MOST_LIST_BYTES = 17 << 20
/** Two bits each of at most 2^26 places. */
const MOST_BYTES = 1 << 24

/** A list as it is believed. */
export interface StatusList extends Head {
  /** From which differences go on. */
  readonly version: number
  /** The newest head of the log of its service. */
  readonly log: LogMark | null
  /** The entry of place n stands in the bits 2 (n mod 4) and up of byte n / 4. */
  readonly entries: Bytes
}

/** The two bits of a place; 3, which has no meaning, where the list does not have it. */
export function entryOf({ entries }: StatusList, place: number): number {
  const byte = entries[Math.floor(place / 4)]
  return byte === undefined ? 3 : (byte >> ((place % 4) * 2)) & 3
}

/** Verifies a list that was fetched for this address, with the keys of its service. Throws `ListError`. */
export async function verifyStatusList(bytes: Bytes, keys: KeySet, uri: string, nowMs: number): Promise<StatusList> {
  if (bytes.length > MOST_LIST_BYTES) throw new ListError('too_long')
  const { packed, ...list } = await believe(bytes, 'application/statuslist+cwt', keys, uri, nowMs, readList)
  return { ...list, entries: await unpack(packed) }
}

function readList(reader: Reader): Omit<StatusList, 'entries'> & { packed: Bytes } {
  const entries = reader.map()
  require(entries === 6 || entries === 7)
  const head = readHead(reader)
  reader.exactly(STATUS_LIST)
  reader.mapOf(2)
  reader.word('lst')
  const packed = reader.bytes()
  reader.word('bits')
  reader.exactly(2)
  reader.exactly(TTL)
  require(reader.uint() === TTL_S)
  reader.exactly(VERSION)
  return { ...head, version: reader.uint(), log: readMark(reader, entries === 7), packed }
}

async function unpack(packed: Bytes): Promise<Bytes> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  // What comes from memory fails for one reason: it was not packed by zlib.
  const next = () => reader.read().catch(() => Promise.reject(new ListError('claims')))
  for (let part = await next(); !part.done; part = await next()) {
    length += part.value.length
    if (length > MOST_BYTES) throw new ListError('claims')
    parts.push(part.value)
  }
  return joined(parts, length)
}

function joined(parts: readonly Uint8Array[], length: number): Bytes {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
