// The decisions of the person, asked for again while the page is looked at: a new state shows without signing in
// again, and with it comes a new code. Without a network the page goes on with what the wallet holds.
import { computed, ref, shallowRef } from 'vue'
import { ask, client, Failure, type Decision, type Question } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { declared, keepDeclared } from './declared'
import { holder } from './holder'
import { askNotices } from './notices'
import { loadMe, noteRefusal, standing } from './session'
import { city } from './settings'
import { meetServer } from './time'
import { claimsOf, codeOf, fetchCode, heldCodes, isCurrent, keepDecision } from './wallet'
import { as, whom } from './whom'

const EVERY_MS = 15_000
/** A code of the day before is renewed within this time, at a moment of chance: a city opens its phones at eight. */
const SPREAD_MS = 20_000

/** By whom, and by city. */
const known = shallowRef<ReadonlyMap<string | null, ReadonlyMap<string, Decision>>>(new Map())
const ofWhom = () => known.value.get(whom.value)
export const questions = ref<Question[]>([])
/** The last question to the server came to nothing. */
export const offline = ref(false)

/** The decision of the chosen city: the newest that the phone knows. */
export const decision = computed<Decision | null>(() => {
  const code = city.value?.code
  if (code === undefined) return null
  const [told, held] = [ofWhom()?.get(code), codeOf(code)?.decision]
  // After midnight without a network, what was decided in the evening for this day is the newer one.
  return told === undefined || (held !== undefined && held.today > told.today) ? (held ?? null) : told
})

/** The newest that the phone knows of every city, also without a network. */
export const allDecisions = computed<Decision[]>(() => {
  const all = new Map(heldCodes.value.map(({ city, decision: one }) => [city, one]))
  for (const [code, one] of known.value.get(null) ?? []) {
    const held = all.get(code)
    if (held === undefined || held.today <= one.today) all.set(code, one)
  }
  return [...all.values()]
})

/** Whether a declaration is in force in some city. */
export const anyDeclared = computed(() => [...(known.value.get(null)?.values() ?? [])].some(({ state }) => state !== 'none'))

/** The orders that run in any city in use: one is free when the last of them ends. */
export const orders = computed(() => {
  const told = [...(ofWhom()?.values() ?? [])]
  const all = told.length > 0 ? told : decision.value === null ? [] : [decision.value]
  return all.flatMap((one) => one.orders)
})

/** Takes the decisions of an answer about `member`, and renews the code where it says something else. */
export async function take(decisions: readonly Decision[], member: string | null = whom.value): Promise<void> {
  const told = new Map(decisions.map((one) => [one.city.code, one]))
  known.value = new Map(known.value).set(member, told)
  for (const one of decisions) await keepDecision(one, member)
  await renew(member)
}

let planned = false

async function renew(member: string | null): Promise<void> {
  const code = city.value?.code
  if (code === undefined) return
  const held = codeOf(code, member)
  const current = known.value.get(member)?.get(code) ?? held?.decision
  // A member's first code in a city is what makes it one of theirs.
  if (current === undefined) return member === null ? undefined : fetchCode(code, member)
  if (held === null) return fetchCode(code, member)
  if (isCurrent(held, current)) return
  const claims = claimsOf(held)
  const onlyOlder = claims.state === current.state && claims.expiresMs > nowMs()
  if (!onlyOlder) return fetchCode(code, member)
  if (planned) return
  planned = true
  setTimeout(() => {
    planned = false
    void fetchCode(code, member)
  }, Math.random() * SPREAD_MS)
}

async function askQuestions(): Promise<void> {
  const member = whom.value
  const asked = (await ask(client.GET('/api/questions'))).questions
  if (member === whom.value) questions.value = asked
}

let memberGone: (member: string) => void = () => undefined

/** Says what follows where a family member is none any more. */
export function whenMemberGone(act: (member: string) => void): void {
  memberGone = act
}

/** Asks once. */
export async function refresh(): Promise<void> {
  if (standing.value !== 'person') return
  const member = whom.value
  try {
    await meetServer()
    // Nothing is shown or kept before it is known whose it is.
    if (holder.value === null) await loadMe()
    await take((await ask(client.GET('/api/decisions', as(member)))).decisions, member)
    if (member !== whom.value) return
    await askQuestions()
    await askNotices()
    if (member === null && declared.value === null) keepDeclared()
    offline.value = false
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    offline.value = failure.offline
    noteRefusal(failure)
    if (member !== null && failure.word === 'unknown') memberGone(member)
  }
}

function look(): void {
  if (document.visibilityState === 'visible') void refresh()
}

/** Asks now and again while the page is looked at. */
export function watchDecisions(): void {
  document.addEventListener('visibilitychange', look)
  window.addEventListener('focus', look)
  window.addEventListener('online', look)
  setInterval(look, EVERY_MS)
  look()
}

/** Answers "were you in one of these?". */
export async function answer(stay: string, inside: string[]): Promise<void> {
  const path = { stay }
  await take((await ask(client.POST('/api/questions/{stay}', { params: { path }, body: { inside } }))).decisions)
  keepDeclared()
  await askQuestions()
}

export function forgetDecisions(): void {
  known.value = new Map()
  questions.value = []
}
