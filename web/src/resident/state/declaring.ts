// The declaration that is being typed: kept at every letter, sent until an answer comes.
import { ref, watch } from 'vue'
import { ask, client, Failure, type Decision, type Place } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { lookedThrough, newDraft, STEPS, toDeclaration, type Draft } from '../logic/draft'
import { keepDeclared } from './declared'
import { take } from './decisions'
import { noteRefusal } from './session'
import { home } from './settings'
import { as, whom } from './whom'

const KEY = 'healthcode.draft'

function stored(): Draft | null {
  const text = localStorage.getItem(KEY)
  // A draft of a page from before there were journeys has none.
  return text === null ? null : { legs: [], ...(JSON.parse(text) as Omit<Draft, 'legs'> & Partial<Pick<Draft, 'legs'>>) }
}

export const draft = ref<Draft | null>(stored())

watch(
  draft,
  (typed) => {
    if (typed === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(typed))
  },
  { deep: true, flush: 'sync' },
)

/** Opens the draft of the city: the one begun before, or a new one. */
export function begin(city: Place): void {
  const typed = draft.value
  if (typed?.city.code !== city.code || (typed.member ?? null) !== whom.value) draft.value = fresh(city)
}

/** A new draft of whom is shown: only one's own home is known. */
export function fresh(city: Place): Draft {
  return whom.value === null ? newDraft(city, home.value) : { ...newDraft(city, null), member: whom.value }
}

/** Back to the question before; `false` where there is none. */
export function stepBack(): boolean {
  const typed = draft.value
  const before = typed === null ? undefined : STEPS[STEPS.indexOf(typed.step) - 1]
  if (typed === null || before === undefined) return false
  typed.step = before
  return true
}

export function drop(): void {
  draft.value = null
}

/** What became of it: done, or a reviewer answers until then. */
export type Sent = { outcome: 'done' } | { outcome: 'waits'; dueMs: number | null }

async function post(typed: Draft): Promise<{ decisions: Decision[]; sent: Sent }> {
  const body = toDeclaration(typed)
  const { correcting } = typed
  if (correcting === null) {
    const { decisions } = await ask(client.POST('/api/declarations', { body, ...as(typed.member ?? null) }))
    return { decisions, sent: { outcome: 'done' } }
  }
  const reason = correcting.reason.trim()
  const answer = await ask(
    client.POST('/api/declarations/{id}/correction', {
      params: { path: { id: correcting.declaration } },
      ...as(typed.member ?? null),
      body: { id: correcting.id, instead: body, ...(reason === '' ? {} : { reason }) },
    }),
  )
  const waits = answer.outcome === 'waits'
  const sent: Sent = waits ? { outcome: 'waits', dueMs: answer.due_ms ?? null } : { outcome: 'done' }
  return { decisions: answer.decisions, sent }
}

/** Sends the draft. It stays, with its ids, until the server has answered. */
export async function send(): Promise<Sent> {
  const typed = draft.value
  if (typed === null) throw new Error('there is nothing to send')
  typed.sending = true
  const asked = nowMs()
  try {
    const { decisions, sent } = await post(typed)
    if (typed.member === undefined) home.value = typed.residence.county
    drop()
    await take(decisions, typed.member ?? null)
    if (typed.member === undefined) keepDeclared()
    return sent
  } catch (failure) {
    if (failure instanceof Failure) {
      noteRefusal(failure)
      lookedThrough(typed, failure.fields.keys(), asked)
      typed.sending = failure.offline
    }
    throw failure
  }
}
