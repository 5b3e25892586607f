// The letters of a file of bytes. Tables come in UTF-8, and from older programs in GB 18030 (GBK): bytes that are no UTF-8 are read as that.

export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'gb18030'
}

/** Letters that UTF-8 writes with two bytes, as GBK writes its Chinese characters. */
const OF_TWO_BYTES = /^[\u0080-\u07FF]+$/
/** In GB 2312, where names are written, both bytes of a character are this large. */
const SMALLEST_BYTE = 0xa1
const HAN = /\p{Script=Han}/u
const ALL_HAN = /^\p{Script=Han}+$/u
const GREEK_OR_CYRILLIC = /[\p{Script=Greek}\p{Script=Cyrillic}]/u

/** Reads a file; a mark of its byte order is no letter of it. */
export function decode(bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'gb18030' }
  }
}

/**
 * Whether a name looks like a Chinese one in GBK whose bytes happen to be UTF-8 as well, as those of 谢伟 are (`лΰ`): in a file
 * that has no other bytes nothing else tells. `chinese`: the document is one whose holder has a Chinese name.
 */
export function isMisread(name: string, chinese: boolean): boolean {
  if (HAN.test(name)) return false
  if (chinese && GREEK_OR_CYRILLIC.test(name)) return true
  const letters = name.replace(/\s/g, '')
  if (!OF_TWO_BYTES.test(letters)) return false
  const bytes = new TextEncoder().encode(letters)
  return bytes.every((byte) => byte >= SMALLEST_BYTE) && ALL_HAN.test(new TextDecoder('gb18030').decode(bytes))
}
