// The numbers of what was said about the service: only this phone knows that they belong together.
import { ref } from 'vue'
import { ask, client, type Feedback, type FeedbackAbout } from '../../shared/api'

const KEY = 'healthcode.feedback'
/** The most numbers that a phone keeps, the newest. */
const MOST = 20

function stored(): string[] {
  const text = localStorage.getItem(KEY)
  return text === null ? [] : (JSON.parse(text) as string[])
}

/** The numbers, the newest first. */
export const numbers = ref<string[]>(stored())

function keep(all: string[]): void {
  numbers.value = all
  if (all.length === 0) localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, JSON.stringify(all))
}

/** Sends feedback; sent again with its id it is the same. */
export async function sendFeedback(id: string, city: string, about: FeedbackAbout, words: string): Promise<Feedback> {
  const told = await ask(client.POST('/api/feedback', { body: { id, city, about, words } }))
  keep([told.number, ...numbers.value.filter((one) => one !== told.number)].slice(0, MOST))
  return told
}

/** The feedback of a number, with its answer. */
export function readFeedback(number: string): Promise<Feedback> {
  return ask(client.POST('/api/feedback/reading', { body: { number } }))
}

/** Forgets a number that leads to nothing any more. */
export function dropNumber(number: string): void {
  keep(numbers.value.filter((one) => one !== number))
}

export function forgetFeedback(): void {
  keep([])
}
