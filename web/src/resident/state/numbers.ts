// The person's numbers, each with the channel with which it came.
import { shallowRef } from 'vue'
import { ask, client, type DocumentKind, type MyNumber, type Standing } from '../../shared/api'
import { newId } from '../../shared/ids'
import type { Language } from '../../shared/language'
import { stand } from './session'

export const numbers = shallowRef<readonly MyNumber[] | null>(null)

export async function loadNumbers(): Promise<void> {
  numbers.value = await ask(client.GET('/api/me/numbers'))
}

/** What is being added: sent again after a lost network it is the same number. */
let adding: { phone: string; id: string } | null = null

/** Adds a number, with the code that its holder told where one is asked for. */
export async function addNumber(phone: string, code: string | null): Promise<void> {
  if (adding?.phone !== phone) adding = { phone, id: newId() }
  numbers.value = await ask(client.POST('/api/me/numbers', { body: { id: adding.id, phone, code } }))
  adding = null
}

/** Has a code sent to a number, which tells its holder what it opens. */
export async function askHolder(phone: string, language: Language): Promise<void> {
  await ask(client.POST('/api/me/numbers/code', { body: { phone, language } }))
}

export async function giveBack(id: string): Promise<void> {
  numbers.value = await ask(client.POST('/api/me/numbers/{id}/give-back', { params: { path: { id } } }))
}

/** Comes to the code that one has, with this phone, which is registered to the same document. */
export async function join(name: string, document_kind: DocumentKind, document_number: string): Promise<Standing> {
  const answer = await ask(client.POST('/api/sign-in/number', { body: { name, document_kind, document_number } }))
  stand(answer.standing)
  return answer.standing
}
