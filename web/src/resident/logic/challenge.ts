// What a person brings from a gate that asks: six figures that were typed, or the text of a QR code that was scanned.
// Which figures the gate has drawn only the gate knows, so the card repeats the typed ones for the two to compare.
import { nonceFromFigures, readChallenge, type Bytes } from '../../credential'

export const FIGURES = 6

/** An answer to a challenge; `figures` where it was typed. */
export interface Answer {
  readonly nonce: Bytes
  readonly figures: string | null
}

export type Typed =
  | { answer: Answer }
  /** Something else than figures, or not six of them. */
  | { fault: 'sign' | 'number'; count: number }

/** Reads what was typed. Blanks and hyphens between figures are how people write them; wide figures are a keyboard's. */
export function readTyped(typed: string): Typed {
  const figures = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  const fault = { count: figures.length }
  if (/\D/.test(figures)) return { ...fault, fault: 'sign' }
  const nonce = figures.length === FIGURES ? nonceFromFigures(Number(figures)) : null
  return nonce === null ? { ...fault, fault: 'number' } : { answer: { nonce, figures } }
}

/** Reads what was scanned; `null` where it is no challenge. */
export function readScanned(text: string): Answer | null {
  const nonce = readChallenge(text)
  return nonce === null ? null : { nonce, figures: null }
}
