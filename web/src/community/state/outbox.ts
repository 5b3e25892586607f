// What was recorded, on its way to the server: each under an id of its own, so that what is sent twice is kept once. It is
// written down, sealed, before it is sent.
import { ref, shallowRef } from 'vue'
import { ask, client, Failure, type NoteBody, type VisitBody } from '../../shared/api'
import { vault } from './device'
import { noteRefused } from './worker'

/** Something that was recorded. */
export type Recorded = { readonly kind: 'visit'; readonly body: VisitBody } | { readonly kind: 'note'; readonly body: NoteBody }

/** How many wait. */
export const waiting = ref(0)
/** What the server refused last, for good: the worker is told why. */
export const turnedAway = shallowRef<Failure | null>(null)

let sending: Promise<void> | null = null

async function count(): Promise<void> {
  waiting.value = await (await vault()).countWaiting()
}

/** Counts what waits since the last time. */
export const openOutbox = count

/** Writes something down. From here on it is not lost, whatever happens to the page. */
export async function keep(recorded: Recorded): Promise<void> {
  await (await vault()).post(recorded.body.id, recorded)
  await count()
}

/** Sends what waits; without a network it waits on. */
export async function sendOn(): Promise<void> {
  await flush().catch((reason: unknown) => {
    if (!(reason instanceof Failure)) throw reason
  })
}

/** Writes something down, and sends what waits. */
export async function record(recorded: Recorded): Promise<void> {
  await keep(recorded)
  await sendOn()
}

/** Sends what waits, one after the other; throws the `Failure` at which it stopped. */
export function flush(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = null
  })
  return sending
}

async function sendAll(): Promise<void> {
  const store = await vault()
  for (const { id, value } of await store.waiting<Recorded>()) {
    try {
      await send(value)
    } catch (reason) {
      if (!(reason instanceof Failure)) throw reason
      if (reason.word === 'not_signed_in') noteRefused()
      // What the server will never take must not stand in the way of the others.
      if (!isForGood(reason)) throw reason
      turnedAway.value = reason
    }
    await store.settle(id)
    await count()
  }
}

function send(recorded: Recorded): Promise<unknown> {
  if (recorded.kind === 'visit') return ask(client.POST('/api/staff/community/visits', { body: recorded.body }))
  return ask(client.POST('/api/staff/community/notes', { body: recorded.body }))
}

const FOR_GOOD = ['invalid', 'refused', 'unknown', 'not_found', 'forbidden', 'outside_division', 'malformed']

function isForGood(failure: Failure): boolean {
  return FOR_GOOD.includes(failure.word)
}
