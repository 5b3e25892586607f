// What a correction takes back: all that the declaration of before says and the new one does not.
import type { Declaration, DeclarationSaid, DeclaredLeg, Leg, Tick } from '../../shared/api'
import { sayDay, saySpan } from '../../shared/days'
import type { Texts } from '../../shared/i18n'
import type { Messages } from '../texts'
import { journeys as journeyTexts } from '../texts/journeys'
import { areasOf, isHome, legsOf } from './again'
import { sayLeg } from './leg-typed'

type Words = Texts<Messages>
type Stay = DeclarationSaid['stays'][number]
type Sent = NonNullable<Declaration['stays']>[number]
type Symptoms = DeclarationSaid['symptoms']

/** What is said no more: the texts of areas with the stay to which they belong. */
export interface TakenBack {
  /** The residence, or the kind of applicant. */
  home: Stay | null
  stays: Stay[]
  ticks: { stay: Stay; areas: string[] }[]
  legs: DeclaredLeg[]
  contact: string | null
  symptoms: Symptoms
  known: Symptoms
  temperature: number | null
}

const ticked = (tick: Tick | undefined) => (typeof tick === 'object' ? tick.areas : [])

function isOf(stay: Stay, sent: Sent): boolean {
  const where = 'county' in sent.whereabouts ? sent.whereabouts.county : sent.whereabouts.abroad
  return where === stay.place.code && sent.from === stay.from && sent.to === stay.to
}

/** Areas of a stay that are ticked no more; that somebody did not know is an answer too. */
function unticked(stay: Stay, tick: Tick | undefined): TakenBack['ticks'] {
  const areas = areasOf(stay).filter(({ id }) => !ticked(tick).includes(id))
  const unsure = stay.ticked === 'unknown' && areasOf(stay).length === 0 && tick !== 'unknown'
  return areas.length > 0 || unsure ? [{ stay, areas: areas.map(({ text }) => text) }] : []
}

function isOfLeg(leg: DeclaredLeg, sent: Leg): boolean {
  const plain = (text: string | undefined) => (text ?? '').replace(/\s/g, '').toUpperCase()
  const same = (['number', 'seat', 'board', 'alight'] as const).every((part) => plain(leg[part]) === plain(sent[part]))
  return same && leg.kind === sent.kind && leg.date === sent.date && leg.crew === (sent.crew ?? false)
}

/** Compares what was said with what would be sent in its place. */
export function takenBack(told: DeclarationSaid, sent: Declaration): TakenBack {
  const home = told.stays.find(isHome)
  const stayed = home === undefined || home.place.code === sent.residence.county
  const away = told.stays.filter((stay) => !isHome(stay))
  const kept = (stay: Stay) => (sent.stays ?? []).find((one) => isOf(stay, one))
  const gone = (before: Symptoms, after: Symptoms = []) => before.filter((one) => !after.includes(one))
  const ticks = away.flatMap((stay) => {
    const same = kept(stay)
    return same === undefined ? [] : unticked(stay, same.areas)
  })
  return {
    home: home !== undefined && (!stayed || told.applicant !== sent.applicant) ? home : null,
    stays: away.filter((stay) => kept(stay) === undefined),
    ticks: [...(home !== undefined && stayed ? unticked(home, sent.residence.areas) : []), ...ticks],
    legs: legsOf(told).filter((leg) => !(sent.legs ?? []).some((one) => isOfLeg(leg, one))),
    contact: told.contact && told.contact !== sent.contact ? told.contact : null,
    symptoms: gone(told.symptoms, sent.symptoms),
    known: gone(told.known_symptoms, sent.known_symptoms),
    temperature: typeof told.temperature === 'number' && told.temperature !== sent.temperature ? told.temperature : null,
  }
}

/** Whether nothing is said otherwise: nothing is taken back, and nothing is added. */
export function isUnchanged(told: DeclarationSaid, sent: Declaration): boolean {
  const { home, stays, ticks, legs, contact, symptoms, known, temperature } = takenBack(told, sent)
  const kept = [stays, ticks, legs, symptoms, known].every(({ length }) => length === 0)
  if (!kept || home !== null || contact !== null || temperature !== null) return false
  const count = (all: readonly (Tick | undefined)[]) => all.reduce((sum, tick) => sum + ticked(tick).length, 0)
  const sentStays = sent.stays ?? []
  const areas = told.stays.reduce((sum, stay) => sum + areasOf(stay).length, 0)
  const unknown = told.stays.filter(({ ticked: word }) => word === 'unknown').length
  const sentTicks = [sent.residence.areas, ...sentStays.map((stay) => stay.areas)]
  return (
    sentStays.length === told.stays.filter((stay) => !isHome(stay)).length &&
    (sent.legs ?? []).length === legsOf(told).length &&
    count(sentTicks) === areas &&
    sentTicks.filter((tick) => tick === 'unknown').length === unknown &&
    (sent.contact ?? null) === (told.contact ?? null) &&
    (sent.symptoms ?? []).length === told.symptoms.length &&
    (sent.known_symptoms ?? []).length === told.known_symptoms.length &&
    (sent.temperature ?? null) === (told.temperature ?? null)
  )
}

function placed(stay: Stay, { t, say, tag }: Words, today: string): string {
  if (isHome(stay)) return say(stay.place)
  return t('declare.said.stay', { place: say(stay.place), span: saySpan(tag.value, stay.from, stay.to ?? stay.from, today) })
}

/** The same in words, a line each. */
export function takenBackLines(told: DeclarationSaid, sent: Declaration, words: Words, today: string): string[] {
  const { t, say, tag, language } = words
  const gone = takenBack(told, sent)
  const and = t('words.and')
  const names = (all: Symptoms) => all.map((one) => t(`words.symptom.${one}`)).join(and)
  const lines: string[] = []
  if (gone.home !== null) {
    const kind = t(`declare.said.kind.${told.applicant}`)
    lines.push(t('declare.said.who', { city: say(told.city), kind, county: say(gone.home.place) }))
  }
  lines.push(...gone.stays.map((stay) => placed(stay, words, today)))
  for (const { stay, areas } of gone.ticks) {
    const said = areas.length > 0 ? t('declare.said.areasIn', { areas: areas.join(and) }) : t('declare.said.areasUnknown')
    lines.push(`${placed(stay, words, today)} ${said}`)
  }
  lines.push(...gone.legs.map((leg) => sayLeg(leg, journeyTexts[language.value], tag.value, today)))
  if (gone.contact !== null) lines.push(t('declare.said.contact', { day: sayDay(tag.value, gone.contact, today) }))
  if (gone.symptoms.length > 0) lines.push(t('declare.said.felt', { symptoms: names(gone.symptoms) }))
  if (gone.known.length > 0) lines.push(t('declare.said.feltKnown', { symptoms: names(gone.known) }))
  if (gone.temperature !== null) lines.push(t('declare.said.temperature', { temperature: gone.temperature.toFixed(1) }))
  return lines
}
