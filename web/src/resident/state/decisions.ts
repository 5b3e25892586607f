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

const EVERY_MS = 15_000
/** A code of the day before is renewed within this time, at a moment of chance: a city opens its phones at eight. */
const SPREAD_MS = 20_000

const known = shallowRef<ReadonlyMap<string, Decision>>(new Map())
export const questions = ref<Question[]>([])
/** The last question to the server came to nothing. */
export const offline = ref(false)

/** The decision of the chosen city: the newest that the phone knows. */
export const decision = computed<Decision | null>(() => {
  const code = city.value?.code
  if (code === undefined) return null
  const [told, held] = [known.value.get(code), codeOf(code)?.decision]
  // After midnight without a network, what was decided in the evening for this day is the newer one.
  return told === undefined || (held !== undefined && held.today > told.today) ? (held ?? null) : told
})

/** The newest that the phone knows of every city, also without a network. */
export const allDecisions = computed<Decision[]>(() => {
  const all = new Map(heldCodes.value.map(({ city, decision: one }) => [city, one]))
  for (const [code, one] of known.value) {
    const held = all.get(code)
    if (held === undefined || held.today <= one.today) all.set(code, one)
  }
  return [...all.values()]
})

/** Whether a declaration is in force in some city. */
export const anyDeclared = computed(() => [...known.value.values()].some(({ state }) => state !== 'none'))

/** The orders that run in any city in use: one is free when the last of them ends. */
export const orders = computed(() => {
  const all = known.value.size > 0 ? [...known.value.values()] : decision.value === null ? [] : [decision.value]
  return all.flatMap((one) => one.orders)
})

/** Takes the decisions of an answer, and renews the code where it says something else. */
export async function take(decisions: readonly Decision[]): Promise<void> {
  known.value = new Map(decisions.map((one) => [one.city.code, one]))
  for (const one of decisions) await keepDecision(one)
  await renew()
}

let planned = false

async function renew(): Promise<void> {
  const code = city.value?.code
  const current = decision.value
  if (code === undefined || current === null) return
  const held = codeOf(code)
  if (held === null) return fetchCode(code)
  if (isCurrent(held, current)) return
  const claims = claimsOf(held)
  const onlyOlder = claims.state === current.state && claims.expiresMs > nowMs()
  if (!onlyOlder) return fetchCode(code)
  if (planned) return
  planned = true
  setTimeout(() => {
    planned = false
    void fetchCode(code)
  }, Math.random() * SPREAD_MS)
}

async function askQuestions(): Promise<void> {
  questions.value = (await ask(client.GET('/api/questions'))).questions
}

/** Asks once. */
export async function refresh(): Promise<void> {
  if (standing.value !== 'person') return
  try {
    await meetServer()
    // Nothing is shown or kept before it is known whose it is.
    if (holder.value === null) await loadMe()
    await take((await ask(client.GET('/api/decisions'))).decisions)
    await askQuestions()
    await askNotices()
    if (declared.value === null) keepDeclared()
    offline.value = false
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    offline.value = failure.offline
    noteRefusal(failure)
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
