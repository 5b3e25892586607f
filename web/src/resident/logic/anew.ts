// What is declared anew, because a declaration ends or something has changed. What was said before stands with its dates and is not
// sent again: said twice it would count from today. How one feels is asked anew, and so is what else has come.
import type { DeclarationSaid, MyDeclaration } from '../../shared/api'
import { addDays } from '../../shared/days'
import { filledIn, firstOpen, isHome, legsOf } from './again'
import { LOOK_BACK_DAYS, type Draft } from './draft'

type Stay = DeclarationSaid['stays'][number]

/** What stands of all that somebody declared, and when the last of it was said. */
export interface Standing {
  told: DeclarationSaid
  saidMs: number
}

const isSame = (one: Stay, other: Stay) =>
  one.place.code === other.place.code && one.from === other.from && one.to === other.to

/** The newest first, as the service decides which home counts; what a phone kept from before that was told has when it was received. */
function byFirstSaid(a: MyDeclaration, b: MyDeclaration): number {
  const said = (one: MyDeclaration) => (one as Partial<MyDeclaration>).first_said_ms ?? one.recorded_ms
  return said(b) - said(a) || b.id.localeCompare(a.id, 'en', { numeric: true })
}

/** The last declaration that counts, with the places, journeys and the contact of the last 14 days from all that do. */
export function standingOf(all: readonly MyDeclaration[], today: string): Standing | null {
  const counting = all.filter(({ counts }) => counts).sort(byFirstSaid)
  const [newest] = counting
  if (newest === undefined) return null
  const first = addDays(today, -LOOK_BACK_DAYS)
  const away: Stay[] = []
  for (const stay of counting.flatMap(({ stays }) => stays)) {
    if (isHome(stay) || (stay.to ?? '') < first || away.some((one) => isSame(one, stay))) continue
    away.push(stay)
  }
  const legs = counting.flatMap(legsOf).filter(({ date }) => date >= first)
  const contacts = counting.flatMap(({ contact }) => (contact && contact >= first ? [contact] : [])).sort()
  const told: DeclarationSaid = {
    city: newest.city,
    applicant: newest.applicant,
    stays: [...newest.stays.filter(isHome), ...away],
    legs,
    contact: contacts.at(-1) ?? null,
    symptoms: [],
    known_symptoms: [],
    temperature: null,
  }
  return { told, saidMs: newest.recorded_ms }
}

/** The form in which somebody says what has changed: who they are and where they live is filled in, all else is asked. */
export function changedDraft({ told, saidMs }: Standing, today: string): Draft {
  const asked = { left: null, stays: [], legs: [], contacted: null, contact: null, well: null, felt: {}, temperature: '' }
  return { ...filledIn(told, saidMs, today), ...asked, anew: told, step: 'who' }
}

/** The answers of somebody for whom nothing has changed and who feels well today. */
export function unchangedDraft(standing: Standing, today: string): Draft {
  const draft: Draft = { ...changedDraft(standing, today), left: false, contacted: false, well: true }
  return { ...draft, step: firstOpen(draft) }
}

/** Whether a draft says anew that nothing has changed. */
export function saysNothingNew({ anew, left, legs, contacted, well }: Draft): boolean {
  return anew !== undefined && left === false && legs.length === 0 && contacted === false && well === true
}

/**
 * What a tap on "nothing has changed" sends: what the tap before left without an answer, for with its ids it is the same declaration,
 * or the answers of today where there is none, or the home has become another since.
 */
export function tapped(kept: Draft | null, standing: Standing, today: string): Draft {
  const anew = unchangedDraft(standing, today)
  const isKept = kept !== null && saysNothingNew(kept) && kept.residence.county?.code === anew.residence.county?.code
  return isKept ? kept : anew
}

/** Whether somebody has answered something in a draft, which is lost where another takes its place. */
export function isTyped({ step, residence, left, contacted, well, correcting, sending }: Draft): boolean {
  return correcting !== null || sending || step !== 'who' || [residence.tick, left, contacted, well].some((one) => one !== null)
}

/** What earlier declarations that count say of the 14 days before one: it adds to them, whatever it says of itself. */
export function saidBefore(one: MyDeclaration, all: readonly MyDeclaration[], day: string): { away: boolean; contact: boolean } {
  const earlier = all.filter(({ counts, recorded_ms }) => counts && recorded_ms < one.recorded_ms)
  const told = standingOf(earlier, day)?.told
  return { away: told?.stays.some((stay) => !isHome(stay)) ?? false, contact: typeof told?.contact === 'string' }
}
