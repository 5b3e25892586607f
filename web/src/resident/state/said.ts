// What a declaration says, in words, part by part: read back before it is sent, for oneself and for a family member.
import { SYMPTOMS, temperatureOf, type Draft, type DraftTick, type Loaded, type Step } from '../logic/draft'
import { isHome } from '../logic/again'
import { sayLegs } from '../logic/leg-typed'
import { inCity } from '../logic/places'
import { sayDay, saySpan } from '../../shared/days'
import { today } from './time'
import { useTexts } from '../texts'
import { again as againTexts } from '../texts/again'
import { fill } from '../texts/more'
import { journeys as journeyTexts } from '../texts/journeys'

/** How many areas were there to tick from; none where they were never loaded. */
const countOf = (loaded: Loaded | null): number | null => (loaded === null ? 0 : loaded.count)

/** The parts of a draft in words, in the order of the questions. */
export function useSaid(draft: () => Draft) {
  const { t, say, tag, language } = useTexts()

  function areas(tick: DraftTick, count: number | null): string[] {
    if (count === 0 || tick === null) return []
    if (tick === 'elsewhere') return count === null ? [] : [t('declare.said.areasElsewhere')]
    if (tick === 'unknown') return [t('declare.said.areasUnknown')]
    return [t('declare.said.areasIn', { areas: tick.areas.map((area) => area.text).join(t('words.and')) })]
  }

  function who(): string[] {
    const { city, applicant, residence } = draft()
    const county = residence.county
    const where = county === null ? '' : say(inCity(county))
    const sentence = t('declare.said.who', { city: say(city), kind: t(`declare.said.kind.${applicant}`), county: where })
    return [sentence, ...areas(residence.tick, countOf(residence.loaded))]
  }

  function stayed(): string {
    const city = say(draft().city)
    const away = draft().anew?.stays.some((stay) => !isHome(stay)) ?? false
    return away ? fill(againTexts[language.value].noFurther, { city }) : t('declare.said.notLeft', { city })
  }

  function travel(): string[] {
    if (draft().left !== true) return [stayed()]
    const stays = draft().stays.flatMap((stay) => {
      const where = stay.county === null ? stay.abroad : inCity(stay.county)
      const place = where === null ? '' : say(where)
      const span = saySpan(tag.value, stay.from, stay.to, today.value)
      if (stay.abroad !== null) return [t('declare.said.abroad', { place, span, day: sayDay(tag.value, stay.to, today.value) })]
      return [t('declare.said.stay', { place, span }), ...areas(stay.tick, countOf(stay.loaded))]
    })
    return [t('declare.said.left'), ...stays]
  }

  function legs(): string[] {
    const texts = journeyTexts[language.value]
    const said = sayLegs(draft().legs, texts, tag.value, today.value)
    return said.length === 0 ? [] : [texts.said, ...said]
  }

  function contact(): string[] {
    const day = draft().contacted === true ? draft().contact : null
    if (day === null) return [draft().anew?.contact ? againTexts[language.value].noFurtherContact : t('declare.said.noContact')]
    return [t('declare.said.contact', { day: sayDay(tag.value, day, today.value) })]
  }

  function felt(since: 'new' | 'known'): string {
    const names = SYMPTOMS.filter((symptom) => draft().felt[symptom] === since)
    return names.map((symptom) => t(`words.symptom.${symptom}`)).join(t('words.and'))
  }

  function well(): string {
    const day = draft().speaksOf
    if (day === undefined || day === today.value) return t('declare.said.well')
    return fill(againTexts[language.value].saidWell, { day: sayDay(tag.value, day, today.value) })
  }

  function health(): string[] {
    const temperature = temperatureOf(draft().temperature)
    const warm = temperature === null ? t('declare.said.noTemperature') : t('declare.said.temperature', { temperature })
    if (draft().well !== false) return [well(), warm]
    const [fresh, known] = [felt('new'), felt('known')]
    const said = fresh === '' ? [] : [t('declare.said.felt', { symptoms: fresh })]
    return [...said, ...(known === '' ? [] : [t('declare.said.feltKnown', { symptoms: known })]), warm]
  }

  return (): readonly (readonly [Exclude<Step, 'review'>, string[]])[] => [
    ['who', who()],
    ['travel', [...travel(), ...legs()]],
    ['contact', contact()],
    ['health', health()],
  ]
}
