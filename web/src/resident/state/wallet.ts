// The codes that this phone holds, one a person and city: each with the key that was made for it and the decision it speaks of.
// They open without a network until they end.
import { computed, ref, shallowRef } from 'vue'
import { ask, client, Failure, type Decision, type Issued } from '../../shared/api'
import { fromBase64Url } from '../../shared/bytes'
import { nowMs } from '../../shared/clock'
import { readCredential, type Claims } from '../../credential'
import { enrolmentKey, newKey, publicText, signRequest } from './keys'
import { noteRefusal } from './session'
import { empty, readAll, remove, write } from './store'
import { now } from './time'
import { as, whom } from './whom'

export interface Held {
  city: string
  /** Of which family member it is, by the link; absent where it is one's own. */
  member?: string
  credential: Uint8Array<ArrayBuffer>
  codeKey: CryptoKeyPair
  decision: Decision
  /** Tomorrow's code, handed out in the evening where the state changes at midnight. */
  next?: Next
}

/** A code that is not good before its moment. */
export interface Next extends Omit<Held, 'next'> {
  beginsMs: number
}

const held = shallowRef<ReadonlyMap<string, Held>>(new Map())
/** The last request for a code came to nothing. */
export const trouble = shallowRef<Failure | null>(null)
/** The key of this device is gone: it must sign in again before the code ends. */
export const keyLost = ref(false)
/** The store has been read. */
export const ready = ref(false)

const keyOf = (city: string, member: string | null) => (member === null ? city : `${member}/${city}`)

/** The code of a city that is good now: tomorrow's takes the place of today's by itself. Of whom is shown, or of who is named. */
export function codeOf(city: string, member: string | null = whom.value): Held | null {
  const code = held.value.get(keyOf(city, member))
  if (code === undefined) return null
  return code.next !== undefined && code.next.beginsMs <= now.value ? code.next : code
}

/** The codes of all cities. */
export const heldCodes = computed(() => [...held.value.values()].filter(({ member }) => member === undefined))

export const anyCode = computed(() => held.value.size > 0)

/** What the credential itself says. */
export function claimsOf(code: Held): Claims {
  return readCredential(code.credential).claims
}

export async function openWallet(): Promise<void> {
  const codes = await readAll<Held>('wallet')
  held.value = new Map(codes.map((code) => [keyOf(code.city, code.member ?? null), code]))
  ready.value = true
}

async function keep(code: Held): Promise<void> {
  const key = keyOf(code.city, code.member ?? null)
  held.value = new Map(held.value).set(key, code)
  await write('wallet', key, code)
}

/** Keeps a newer decision beside the code that is held for its city. */
export async function keepDecision(decision: Decision, member: string | null): Promise<void> {
  const code = codeOf(decision.city.code, member)
  if (code !== null) await keep({ ...code, decision })
}

function heldOf(
  city: string,
  member: string | null,
  issued: Pick<Issued, 'credential' | 'decision'>,
  codeKey: CryptoKeyPair,
): Held {
  const own = { city, credential: fromBase64Url(issued.credential), codeKey, decision: issued.decision }
  return member === null ? own : { ...own, member }
}

/** Asks for a code of the city, for a key made now; with a second key for the code of tomorrow. */
export async function fetchCode(city: string, member: string | null = whom.value): Promise<void> {
  const enrolment = await enrolmentKey()
  keyLost.value = enrolment === undefined
  if (enrolment === undefined) return
  const [codeKey, nextKey] = [await newKey(), await newKey()]
  const [code_key, next_key] = [await publicText(codeKey), await publicText(nextKey)]
  const instant_ms = nowMs()
  const signature = await signRequest(enrolment, city, code_key, instant_ms, next_key)
  const body = { city, code_key, next_key, instant_ms, signature }
  try {
    const answer = await ask(client.POST('/api/codes', { body, ...as(member) }))
    const next = answer.next ?? null
    await keep({
      ...heldOf(city, member, answer, codeKey),
      ...(next === null ? {} : { next: { ...heldOf(city, member, next, nextKey), beginsMs: next.begins_ms } }),
    })
    if (member === whom.value) trouble.value = null
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    if (member === whom.value) trouble.value = failure
    noteRefusal(failure)
  }
}

/** Whether what the credential claims is still what was decided, and of today. */
export function isCurrent(code: Held, decision: Decision): boolean {
  const claims = claimsOf(code)
  return (
    claims.state === decision.state &&
    claims.popUp === decision.pop_ups.length > 0 &&
    claims.day === decision.today &&
    claims.expiresMs > nowMs()
  )
}

/** The codes of a family member who is none any more. */
export async function forgetCodesOf(member: string): Promise<void> {
  const gone = [...held.value].filter(([, code]) => code.member === member).map(([key]) => key)
  if (gone.length === 0) return
  held.value = new Map([...held.value].filter(([key]) => !gone.includes(key)))
  for (const key of gone) await remove('wallet', key)
}

/** Which family members it holds codes of. */
export const membersHeld = () => new Set([...held.value.values()].flatMap(({ member }) => member ?? []))

export async function emptyWallet(): Promise<void> {
  held.value = new Map()
  await empty('wallet')
}
