// A draft that is filled in with what was declared before. Its ids are new; its days are those of then.
import type { County, DeclarationSaid, DeclaredLeg } from '../../shared/api'
import { addDays } from '../../shared/days'
import { newId } from '../../shared/ids'
import { isAnswered, newDraft, REACH_DAYS, STEPS, type Draft, type DraftStay, type DraftTick, type Loaded } from './draft'
import type { DraftLeg } from './legs'

type Stay = DeclarationSaid['stays'][number]

/** What the phone has kept from before the areas were told by their ids has none. */
export function areasOf(stay: Stay): Stay['areas'] {
  return (stay as Partial<Stay>).areas ?? []
}

/** What was kept on the phone before there were journeys has none. */
export function legsOf(told: DeclarationSaid): DeclarationSaid['legs'] {
  return (told as Partial<DeclarationSaid>).legs ?? []
}

/** A stay that goes on. */
export function isHome({ to }: Stay): boolean {
  return to === null || to === undefined
}

function countyOf({ county, city }: Stay): County | null {
  return county && city ? { ...county, city } : null
}

/** Areas that no list names any more are asked about again. */
function tickOf(stay: Stay): DraftTick {
  const areas = areasOf(stay)
  if (areas.length > 0) return { areas }
  if (stay.ticked === 'areas') return null
  return stay.ticked === 'unknown' ? 'unknown' : 'elsewhere'
}

/** The lists that the person was asked by then: what they name since is asked about once more. */
function loadedOf(stay: Stay, saidMs: number): Loaded | null {
  return stay.county ? { county: stay.county.code, from: stay.from, ms: saidMs, count: null } : null
}

function stayOf(stay: Stay, first: string, saidMs: number): DraftStay {
  const county = countyOf(stay)
  return {
    id: newId(),
    county,
    abroad: county === null && /^[A-Z]{2}$/.test(stay.place.code) ? stay.place : null,
    from: stay.from < first ? first : stay.from,
    to: stay.to ?? '',
    tick: tickOf(stay),
    loaded: loadedOf(stay, saidMs),
  }
}

function legOf({ kind, number, date, seat, board, alight, crew }: DeclaredLeg): DraftLeg {
  const train = kind === 'train' ? /^(加?\d+)车(.*)$/.exec(seat) : null
  return { id: newId(), kind, number, date, carriage: train?.[1] ?? '', seat: train?.[2] ?? seat, board, alight, crew }
}

/** The first question that has no answer yet; the review where there is none. */
export function firstOpen(draft: Draft): Draft['step'] {
  return STEPS.find((step) => !isAnswered(draft, step)) ?? 'review'
}

/**
 * A draft with all that was said at `saidMs`, how the person felt among it. What ended before the days on which anything counts is left
 * out, and what began before them begins with them.
 */
export function filledIn(told: DeclarationSaid, saidMs: number, today: string): Draft {
  const first = addDays(today, -REACH_DAYS)
  const home = told.stays.find(isHome)
  const stays = told.stays.filter((stay) => !isHome(stay) && (stay.to ?? '') >= first)
  const felt: Draft['felt'] = {}
  for (const symptom of told.symptoms) felt[symptom] = 'new'
  for (const symptom of told.known_symptoms) felt[symptom] = 'known'
  const draft = newDraft(told.city, null)
  if (home !== undefined) {
    draft.residence = { id: newId(), county: countyOf(home), tick: tickOf(home), loaded: loadedOf(home, saidMs) }
  }
  const contact = told.contact && told.contact >= first ? told.contact : null
  const filled: Draft = {
    ...draft,
    applicant: told.applicant,
    left: stays.length > 0,
    stays: stays.map((stay) => stayOf(stay, first, saidMs)),
    legs: legsOf(told)
      .filter(({ date }) => date >= first)
      .map(legOf),
    contacted: contact !== null,
    contact,
    temperature: typeof told.temperature === 'number' ? told.temperature.toFixed(1) : '',
    well: Object.keys(felt).length === 0,
    felt,
  }
  return { ...filled, step: firstOpen(filled) }
}
