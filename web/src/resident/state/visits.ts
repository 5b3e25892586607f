// The visits of the person, as this phone knows them: the server tells them to nobody. They lie sealed here for 14 days, and go when
// their person does.
import { shallowRef } from 'vue'
import { ask, client } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { DAY_MS } from '../../shared/days'
import { newId } from '../../shared/ids'
import type { VenueCode, VenueKind } from '../../credential'
import { vault } from './device'
import { as } from './whom'

const NAME = 'visits'
const KEPT_MS = 14 * DAY_MS

/** A visit on this phone. */
export interface OwnVisit {
  readonly id: string
  readonly venue: string
  readonly name: string
  readonly kind: VenueKind
  readonly fromMs: number
  readonly leftMs: number | null
  /** The day under which the server keeps it; `null` where it is not proven, and nothing of it left this phone. */
  readonly day: string | null
}

/** The newest first. */
export const visits = shallowRef<readonly OwnVisit[]>([])

async function keep(next: readonly OwnVisit[]): Promise<void> {
  visits.value = next.filter(({ fromMs }) => nowMs() - fromMs < KEPT_MS)
  await (await vault()).put(NAME, visits.value)
}

/** Takes up what this phone keeps; what is older than 14 days goes. */
export async function openVisits(): Promise<void> {
  // Whoever had signed in before is gone from the store, and from the page too.
  visits.value = []
  await keep((await (await vault()).get<OwnVisit[]>(NAME)) ?? [])
}

/** A visit of one's own that nothing proves: this phone alone knows of it. */
export async function noteUnproven({ venue, name, kind }: VenueCode): Promise<OwnVisit> {
  const visit = { id: newId(), venue, name, kind, fromMs: nowMs(), leftMs: null, day: null }
  await keep([visit, ...visits.value])
  return visit
}

/** Says that one is at a place. The server compares figures and minute; where one is it is never told. */
export async function visit(
  id: string,
  { text, code, figures, near }: { text: string; code: VenueCode; figures: string | null; near: boolean },
): Promise<OwnVisit> {
  const body = { id, code: text, near, ...(figures === null ? {} : { figures }) }
  const told = await ask(client.POST('/api/visits', { body, ...as(null) }))
  const { venue, name, kind } = code
  const own = { id, venue, name, kind, fromMs: told.from_ms, leftMs: null, day: told.proven ? told.day : null }
  await keep([own, ...visits.value.filter((other) => other.id !== id)])
  return own
}

/** Says that one has left. */
export async function leaveVenue(left: OwnVisit): Promise<void> {
  const { venue, day, id } = left
  if (day !== null) await ask(client.POST('/api/visits/leave', { body: { venue, day, id }, ...as(null) }))
  await keep(visits.value.map((own) => (own.id === id ? { ...own, leftMs: nowMs() } : own)))
}

/** Takes one off this phone. */
export const dropVisit = (id: string): Promise<void> => keep(visits.value.filter((own) => own.id !== id))
