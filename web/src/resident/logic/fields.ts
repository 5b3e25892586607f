// Which question a refused field belongs to.
import type { Step } from './draft'

const QUESTIONS: readonly [RegExp, Step][] = [
  [/^(applicant|residence)(\.|$)/, 'who'],
  [/^(stays|legs)(\[|\.|$)/, 'travel'],
  [/^contact$/, 'contact'],
  [/^(temperature|symptoms|known_symptoms)/, 'health'],
]

/** The question whose answer was refused; `null` where the field belongs to none. */
export function stepOf(field: string): Step | null {
  const name = field.replace(/^instead\./, '')
  return QUESTIONS.find(([pattern]) => pattern.test(name))?.[1] ?? null
}
