// Check-ins that have had no answer yet: each kept sealed with its moment and its id until the server has answered, so that
// one made without a network counts for its day, and counts once. Several days without a network are several.
//
// *Invariant:* what one person made is shown to them alone and goes out under their own session alone; what is another's
// waits, sealed, until they have signed in again, as long as the server would keep it. What the server refuses of what waited
// stays until the person has read why.
import { computed, shallowRef, watch } from 'vue'
import { ask, client, Failure, type Symptom } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { DAY_MS, dayOf } from '../../shared/days'
import type { Text } from '../../shared/i18n'
import { newId } from '../../shared/ids'
import { take } from './decisions'
import { vault } from './device'
import { holder } from './holder'
import { ended, loadMe, noteRefusal } from './session'
import { today } from './time'
import { as, whom } from './whom'

export interface CheckIn {
  id: string
  made_ms: number
  temperature?: number
  symptoms: Symptom[]
  known_symptoms?: Symptom[]
  words?: string
  /** For which family member it was made, by the link. */
  member?: string
}

interface Entry {
  /** The digest of who made it. */
  readonly by: string
  readonly checkIn: CheckIn
  /** Why the server did not take it. */
  readonly refused?: Text
}

/** A check-in that the server did not take, and why. */
export interface NotTaken extends CheckIn {
  readonly refused: Text
}

/** The server keeps what comes within fourteen days; a day more for clocks. */
const KEPT_MS = 15 * DAY_MS

/** Where an earlier version of the page kept them, in the clear. */
const OPEN_KEY = 'healthcode.check-in'

const all = shallowRef<readonly Entry[]>([])

/** The holder's own, in the order in which they were made. */
const own = computed(() => all.value.filter(({ by }) => by === holder.value))
const waiting = computed(() => own.value.filter(({ refused }) => refused === undefined).map(({ checkIn }) => checkIn))

/** What the server did not take of the holder's own, for themself or for a family member, the oldest first. */
export const notTaken = computed<NotTaken[]>(() =>
  own.value.flatMap(({ checkIn, refused }) => (refused === undefined ? [] : [{ ...checkIn, refused }])),
)

/** The newest that waits and was made today. */
export const waitingToday = computed(() => waiting.value.findLast((one) => dayOf(one.made_ms) === today.value && (one.member ?? null) === whom.value) ?? null)

let sending: Promise<void> | null = null
/** The one that was made just now: whoever made it waits for the answer, and reads it there. */
let atHand: string | null = null

async function readAgain(): Promise<void> {
  const entries = (await (await vault()).waiting<Entry>()).map(({ value }) => value)
  all.value = entries.toSorted((one, other) => one.checkIn.made_ms - other.checkIn.made_ms)
}

/** The person has read why it was not taken. */
export const dismiss = drop

async function drop(id: string): Promise<void> {
  await (await vault()).settle(id)
  await readAgain()
}

/** Takes up what waits; what the server would no longer keep goes. */
export async function openCheckIns(): Promise<void> {
  // Of a session that is over nobody can say any more whose they were.
  if (ended.value) localStorage.removeItem(OPEN_KEY)
  await readAgain()
  for (const { checkIn } of all.value) if (nowMs() - checkIn.made_ms > KEPT_MS) await drop(checkIn.id)
}

async function post(by: string, checkIn: CheckIn): Promise<void> {
  await (await vault()).post(checkIn.id, { by, checkIn } satisfies Entry)
}

/** Seals what an earlier version of the page kept in the clear, for whoever is named first. */
async function sealOpen(by: string): Promise<void> {
  const text = localStorage.getItem(OPEN_KEY)
  if (text === null) return
  const read = JSON.parse(text) as CheckIn | CheckIn[]
  for (const one of Array.isArray(read) ? read : [read]) await post(by, one)
  localStorage.removeItem(OPEN_KEY)
  await readAgain()
  await sendCheckIn().catch(() => undefined)
}

watch(holder, (who) => who !== null && void sealOpen(who), { flush: 'sync' })

/** Sends what waits of the holder's own, the oldest first. What the server refuses is listed; of the one that was made just now the
 * person reads it at once, and makes it anew. */
export function sendCheckIn(): Promise<void> {
  if (waiting.value.length === 0) return Promise.resolve()
  sending ??= sendAll()
  return sending
}

async function sendAll(): Promise<void> {
  let refused: Failure | null = null
  try {
    // Another window of this browser may have signed somebody else in.
    await loadMe()
    for (let next = waiting.value[0]; next !== undefined; next = waiting.value[0]) {
      refused = (await deliver(next)) ?? refused
    }
  } catch (failure) {
    if (failure instanceof Failure) noteRefusal(failure)
    throw failure
  } finally {
    sending = null
  }
  if (refused !== null) throw refused
}

/** Sends one, and gives the failure for which the one at hand is given up. */
async function deliver(made: CheckIn): Promise<Failure | null> {
  const { member = undefined, ...body } = made
  const whose = member ?? null
  try {
    const { decisions } = await ask(client.POST('/api/check-ins', { body, ...as(whose) }))
    await drop(body.id)
    await take(decisions, whose)
    return null
  } catch (failure) {
    // `unknown`: the family member is none any more.
    if (!(failure instanceof Failure) || !['invalid', 'refused', 'unknown'].includes(failure.word)) throw failure
    if (body.id === atHand) {
      await drop(body.id)
      return failure
    }
    await keepRefused(made, [...failure.fields.values()][0] ?? failure.text)
    return null
  }
}

async function keepRefused(checkIn: CheckIn, refused: Text): Promise<void> {
  const entry = own.value.find((one) => one.checkIn.id === checkIn.id)
  if (entry === undefined) return
  await (await vault()).post(checkIn.id, { ...entry, refused } satisfies Entry)
  await readAgain()
}

/** What the person says of their health. */
export type Said = Omit<CheckIn, 'id' | 'made_ms' | 'member'>

/** Makes the check-in of now, and sends it with what was waiting. Throws before it is kept where nobody can say whose it is. */
export async function checkIn(said: Said): Promise<void> {
  if (holder.value === null) await loadMe()
  const by = holder.value
  if (by === null) throw new Error('nobody checks in')
  const made: CheckIn = { id: newId(), made_ms: nowMs(), ...said, ...(whom.value === null ? {} : { member: whom.value }) }
  await post(by, made)
  await readAgain()
  atHand = made.id
  try {
    await sendCheckIn()
  } finally {
    atHand = null
  }
}

/** The holder's own goes with them. */
export async function forgetCheckIns(): Promise<void> {
  for (const { checkIn } of own.value) await drop(checkIn.id)
}
