// A declaration read back in words, as it was read back before it was sent.
import type { DeclarationSaid } from '../../shared/api'
import { sayDay, saySpan } from '../../shared/days'
import type { Texts } from '../../shared/i18n'
import type { Messages } from '../texts'
import { journeys as journeyTexts } from '../texts/journeys'
import { sayLeg } from './leg-typed'

type Words = Texts<Messages>
type Stay = DeclarationSaid['stays'][number]

function areas(stay: Stay, { t }: Words): string {
  if (stay.area_texts.length > 0) return t('declare.said.areasIn', { areas: stay.area_texts.join(t('words.and')) })
  return stay.ticked === 'unknown' ? t('declare.said.areasUnknown') : ''
}

function stays(told: DeclarationSaid, words: Words, today: string): string[] {
  const { t, say, tag } = words
  const away = told.stays.filter(({ to }) => to !== null && to !== undefined)
  if (away.length === 0) return [t('declare.said.notLeft', { city: say(told.city) })]
  const one = (stay: Stay): string => {
    const span = saySpan(tag.value, stay.from, stay.to ?? stay.from, today)
    return `${t('declare.said.stay', { place: say(stay.place), span })} ${areas(stay, words)}`.trim()
  }
  return [t('declare.said.left'), ...away.map(one)]
}

function legs(told: DeclarationSaid, { tag, language }: Words, today: string): string[] {
  // What was kept on the phone before there were journeys has none.
  const all = (told as Partial<DeclarationSaid>).legs ?? []
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

/** Everything that a declaration says, a sentence each. */
export function saidLines(told: DeclarationSaid, words: Words, today: string): string[] {
  const { t, say, tag } = words
  const home = told.stays.find(({ to }) => to === null || to === undefined)
  const kind = t(`declare.said.kind.${told.applicant}`)
  const who = t('declare.said.who', { city: say(told.city), kind, county: home === undefined ? '—' : say(home.place) })
  const contact = told.contact
    ? t('declare.said.contact', { day: sayDay(tag.value, told.contact, today) })
    : t('declare.said.noContact')
  const home_areas = home === undefined ? '' : areas(home, words)
  return [who, home_areas, ...stays(told, words, today), ...legs(told, words, today), contact, ...health(told, words)].filter((line) => line !== '')
}
