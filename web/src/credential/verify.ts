// Verification, in the order of the refusals: the first fault is the answer, here as on the server
// (`crates/credential/src/verify.rs`). Nothing here asks a network or a clock.
import { same, sha256, toHex, type Bytes } from './bytes'
import { Malformed } from './cbor'
import type { Claims } from './claims'
import { readSign1, type Sign1 } from './cose'
import { credentialOf, orRefuse, readMessage, type Credential } from './credential'
import { checkIssuing } from './issuing'
import { verifies } from './key'
import type { KeySet } from './key-set'
import { readPayload, type Payload } from './presentation'
import { Refused, type Refusal } from './refusal'
import { fromText } from './text'

/** What a gate accepts. */
export interface Rules {
  /** The greatest age of a presentation. */
  readonly maxAgeMs: number
  /** How far ahead of the gate's clock a presentation or the start of a credential may lie. */
  readonly aheadMs: number
  /** The challenge, where one was asked. */
  readonly nonce: Bytes | null
}

/** 45 seconds old, 15 seconds ahead, no challenge: a picture is dead within a minute. */
export const DEFAULT_RULES: Rules = { maxAgeMs: 45_000, aheadMs: 15_000, nonce: null }

/** What became of the gate's challenge. */
export type Challenge = 'not_asked' | 'passed' | 'failed'

/** A code that is believed: both signatures held, at this time. */
export interface Verified {
  readonly claims: Claims
  /** The issuer's key. */
  readonly kid: string
  /** SHA-256 of what the issuer signed: by this a gate remembers a code for ten minutes. */
  readonly code: string
  /** A failed challenge is no refusal: the verdict table has a row for it. */
  readonly challenge: Challenge
  /** The holder's part; `null` where the credential stood alone. */
  readonly presentation: {
    readonly madeMs: number
    /** SHA-256 of what the holder signed: by this a gate takes a presentation once. */
    readonly digest: string
  } | null
}

export type Verification = { readonly ok: Verified } | { readonly refused: Refusal }

/** Verifies a credential alone, as a phone does that has just received one. */
export function verifyCredential(bytes: Bytes, keys: KeySet, nowMs: number): Promise<Verification> {
  return answer(async () => {
    const message = readMessage(bytes)
    const credential = credentialOf(message)
    await byIssuer(credential, message, keys, nowMs, 0)
    return believed(credential, message, 'not_asked', null)
  })
}

/** Verifies the text of a code: a presentation, or a sheet of paper. */
export function verifyPresentation(
  text: string,
  keys: KeySet,
  nowMs: number,
  rules: Rules,
): Promise<Verification> {
  return answer(async () => {
    const bytes = fromText(text)
    const outer = orRefuse('structure', () => readSign1(bytes))
    if (!('credential' in outer.header)) return alone(outer, keys, nowMs, rules)
    const inside = outer.header.credential
    const payload = orRefuse('structure', () => readPayload(outer.payload))
    const message = orRefuse('structure', () => readSign1(inside))
    const credential = credentialOf(message)
    // A sheet of paper is bound to no key, so nobody can present it.
    const key = credential.claims.codeKey
    if (key === null) throw new Refused('claims')
    await byIssuer(credential, message, keys, nowMs, rules.aheadMs)
    if (!(await verifies(key, outer.signed, outer.signature))) throw new Refused('holder_signature')
    byHolder(payload, nowMs, rules)
    const presentation = { madeMs: payload.madeMs, digest: toHex(await sha256(outer.signed)) }
    return believed(credential, message, answered(payload.nonce, rules), presentation)
  })
}

/**
 * What a presentation claims, before any signature was looked at: for a gate that waits for an answer to its challenge,
 * or doubts its own clock. `null` where the text is no presentation.
 */
export function peek(text: string): { madeMs: number; nonce: Bytes | null; claims: Claims } | null {
  try {
    const { header, payload } = readSign1(fromText(text))
    if (!('credential' in header)) return null
    const { madeMs, nonce } = readPayload(payload)
    return { madeMs, nonce, claims: credentialOf(readSign1(header.credential)).claims }
  } catch (error) {
    if (error instanceof Refused || error instanceof Malformed) return null
    throw error
  }
}

/** A credential that is shown without a holder's part: a sheet of paper, or a copy. */
async function alone(message: Sign1, keys: KeySet, nowMs: number, rules: Rules): Promise<Verified> {
  const credential = credentialOf(message)
  await byIssuer(credential, message, keys, nowMs, rules.aheadMs)
  if (credential.claims.codeKey !== null) throw new Refused('holder_missing')
  return believed(credential, message, answered(null, rules), null)
}

async function byIssuer(
  credential: Credential,
  message: Sign1,
  keys: KeySet,
  nowMs: number,
  aheadMs: number,
): Promise<void> {
  const { claims, kid } = credential
  await checkIssuing(claims, kid, message, keys)
  if (claims.beginsMs > nowMs + aheadMs) throw new Refused('not_yet_valid')
  if (nowMs >= claims.expiresMs) throw new Refused('expired')
}

function byHolder(payload: Payload, nowMs: number, rules: Rules): void {
  if (nowMs - payload.madeMs > rules.maxAgeMs) throw new Refused('too_old')
  if (payload.madeMs > nowMs + rules.aheadMs) throw new Refused('from_the_future')
}

function answered(nonce: Bytes | null, rules: Rules): Challenge {
  if (rules.nonce === null) return 'not_asked'
  return nonce !== null && same(nonce, rules.nonce) ? 'passed' : 'failed'
}

async function believed(
  { claims, kid }: Credential,
  message: Sign1,
  challenge: Challenge,
  presentation: Verified['presentation'],
): Promise<Verified> {
  return { claims, kid, code: toHex(await sha256(message.signed)), challenge, presentation }
}

async function answer(examine: () => Promise<Verified>): Promise<Verification> {
  try {
    return { ok: await examine() }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal }
    throw error
  }
}
