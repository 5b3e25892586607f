// What was recorded, on its way to the server: each under an id of its own, so that what is sent twice is kept once. It is
// written down, sealed, before it is sent.
//
// *Invariant:* what one worker recorded goes out under their own session alone. What is another's waits, sealed, until they have
// signed in again; what the server refuses stays until its worker has read why.
import { ref, shallowRef } from 'vue'
import { ask, client, Failure, type NoteBody, type VisitBody } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import type { Text } from '../../shared/i18n'
import type { About } from '../logic/about'
import { vault } from './device'
import { confirmWorker, noteRefused, worker } from './worker'

/** Something that was recorded. */
export type Recorded = { readonly kind: 'visit'; readonly body: VisitBody } | { readonly kind: 'note'; readonly body: NoteBody }

/** What lies in the outbox. */
export interface Entry {
  /** The login of the worker who recorded it. */
  readonly by: string
  readonly about: About
  readonly made_ms: number
  readonly recorded: Recorded
  /** Why the server did not take it. */
  readonly refused?: Text
}

/** How many of the worker's own wait. */
export const waiting = ref(0)
/** How many there are of workers who are not signed in now. */
export const ofOthers = ref(0)
/** What the server did not take of the worker's own, the oldest first. */
export const notTaken = shallowRef<readonly Entry[]>([])

let sending: Promise<void> | null = null

/** Everything that lies there, in the order in which it was recorded. */
async function entries(): Promise<Entry[]> {
  const all = await (await vault()).waiting<Entry>()
  return all.map(({ value }) => value).toSorted((one, other) => one.made_ms - other.made_ms)
}

/** Counts anew: whose it is depends on who is signed in. */
export async function openOutbox(): Promise<void> {
  const all = await entries()
  const own = all.filter(({ by }) => by === worker.value?.login)
  ofOthers.value = all.length - own.length
  notTaken.value = own.filter(({ refused }) => refused !== undefined)
  waiting.value = own.length - notTaken.value.length
}

async function post(entry: Entry): Promise<void> {
  await (await vault()).post(entry.recorded.body.id, entry)
}

async function settle({ recorded }: Entry): Promise<void> {
  await (await vault()).settle(recorded.body.id)
  await openOutbox()
}

/** Writes something down. From here on it is not lost, whatever happens to the page. */
export async function keep(recorded: Recorded, about: About): Promise<void> {
  const by = worker.value?.login
  if (by === undefined) throw new Error('nobody records anything')
  await post({ by, about, made_ms: nowMs(), recorded })
  await openOutbox()
}

/** Sends what waits; without a network it waits on. */
export async function sendOn(): Promise<void> {
  await flush().catch((reason: unknown) => {
    if (!(reason instanceof Failure)) throw reason
  })
}

/** Writes something down, and sends what waits. */
export async function record(recorded: Recorded, about: About): Promise<void> {
  await keep(recorded, about)
  await sendOn()
}

/** Sends the worker's own, one after the other; throws the `Failure` at which it stopped. */
export function flush(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = null
  })
  return sending
}

const toSend = async () => (await entries()).filter(({ by, refused }) => by === worker.value?.login && refused === undefined)

async function sendAll(): Promise<void> {
  if ((await toSend()).length === 0) return
  // Another window of this browser may have signed somebody else in.
  await confirmWorker()
  for (const entry of await toSend()) await deliver(entry)
}

async function deliver(entry: Entry): Promise<void> {
  try {
    await send(entry.recorded)
    await settle(entry)
  } catch (reason) {
    if (!(reason instanceof Failure)) throw reason
    if (reason.word === 'not_signed_in') noteRefused()
    // What the server will never take must not stand in the way of the others.
    if (!isForGood(reason)) throw reason
    await post({ ...entry, refused: [...reason.fields.values()][0] ?? reason.text })
    await openOutbox()
  }
}

function send(recorded: Recorded): Promise<unknown> {
  if (recorded.kind === 'visit') return ask(client.POST('/api/staff/community/visits', { body: recorded.body }))
  return ask(client.POST('/api/staff/community/notes', { body: recorded.body }))
}

/** The worker has read why it was not taken. */
export const dismiss = settle

/** Lets go of all that a worker recorded: they have left. */
export async function forgetAllOf(login: string): Promise<void> {
  const store = await vault()
  for (const { by, recorded } of await entries()) if (by === login) await store.settle(recorded.body.id)
}

const FOR_GOOD = ['invalid', 'refused', 'unknown', 'not_found', 'forbidden', 'outside_division', 'malformed']

function isForGood(failure: Failure): boolean {
  return FOR_GOOD.includes(failure.word)
}
