// A declaration read back in words, as it was read back before it was sent.
import type { DeclarationSaid } from '../../shared/api'
import { sayDay, saySpan } from '../../shared/days'
import type { Texts } from '../../shared/i18n'
import type { Messages } from '../texts'
import { again as againTexts } from '../texts/again'
import { journeys as journeyTexts } from '../texts/journeys'
import { fill } from '../texts/more'
import { isHome, legsOf } from './again'
import { sayLeg } from './leg-typed'

type Words = Texts<Messages>
type Stay = DeclarationSaid['stays'][number]

function areas(stay: Stay, { t }: Words): string {
  if (stay.area_texts.length > 0) return t('declare.said.areasIn', { areas: stay.area_texts.join(t('words.and')) })
  return stay.ticked === 'unknown' ? t('declare.said.areasUnknown') : ''
}

function stayed(stay: Stay, words: Words, today: string): string {
  const { t, say, tag } = words
  const span = saySpan(tag.value, stay.from, stay.to ?? stay.from, today)
  return `${t('declare.said.stay', { place: say(stay.place), span })} ${areas(stay, words)}`.trim()
}

function stays(told: DeclarationSaid, words: Words, today: string, further: boolean): string[] {
  const { t, say, language } = words
  const away = told.stays.filter((stay) => !isHome(stay))
  if (away.length === 0) {
    const city = say(told.city)
    return [further ? fill(againTexts[language.value].noFurther, { city }) : t('declare.said.notLeft', { city })]
  }
  return [t('declare.said.left'), ...away.map((stay) => stayed(stay, words, today))]
}

function legs(told: DeclarationSaid, { tag, language }: Words, today: string): string[] {
  const all = legsOf(told)
  const texts = journeyTexts[language.value]
  return all.length === 0 ? [] : [texts.said, ...all.map((leg) => sayLeg(leg, texts, tag.value, today))]
}

function health(told: DeclarationSaid, { t }: Words): string[] {
  const names = (all: DeclarationSaid['symptoms']) => all.map((one) => t(`words.symptom.${one}`)).join(t('words.and'))
  const lines: string[] = []
  if (told.symptoms.length > 0) lines.push(t('declare.said.felt', { symptoms: names(told.symptoms) }))
  if (told.known_symptoms.length > 0) lines.push(t('declare.said.feltKnown', { symptoms: names(told.known_symptoms) }))
  if (lines.length === 0) lines.push(t('declare.said.well'))
  if (typeof told.temperature === 'number') {
    lines.push(t('declare.said.temperature', { temperature: told.temperature.toFixed(1) }))
  }
  return lines
}

/** What was said before a declaration, of the same days: it adds to that. */
export interface Before {
  away: boolean
  contact: boolean
}

/** Everything that a declaration says, a sentence each. */
export function saidLines(told: DeclarationSaid, words: Words, today: string, before?: Before): string[] {
  const { t, say, tag, language } = words
  const home = told.stays.find(isHome)
  const kind = t(`declare.said.kind.${told.applicant}`)
  const who = t('declare.said.who', { city: say(told.city), kind, county: home === undefined ? '—' : say(home.place) })
  const contact = told.contact
    ? t('declare.said.contact', { day: sayDay(tag.value, told.contact, today) })
    : before?.contact
      ? againTexts[language.value].noFurtherContact
      : t('declare.said.noContact')
  const home_areas = home === undefined ? '' : areas(home, words)
  return [who, home_areas, ...stays(told, words, today, before?.away ?? false), ...legs(told, words, today), contact, ...health(told, words)].filter((line) => line !== '')
}

/** What stands of earlier declarations: places, journeys and a contact, a line each. */
export function standingLines(told: DeclarationSaid, words: Words, today: string): string[] {
  const { t, tag, language } = words
  const away = told.stays.filter((stay) => !isHome(stay))
  const places = away.map((stay) => stayed(stay, words, today))
  const journeys = told.legs.map((leg) => sayLeg(leg, journeyTexts[language.value], tag.value, today))
  const contact = told.contact ? [t('declare.said.contact', { day: sayDay(tag.value, told.contact, today) })] : []
  return [...places, ...journeys, ...contact]
}
