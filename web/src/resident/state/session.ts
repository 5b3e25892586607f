// Who is signed in. The cookie is the server's; the page only remembers how far the person got, so that it opens on
// the right screen without a network too.
import { ref } from 'vue'
import { ask, client, Failure, type Me, type Standing } from '../../shared/api'
import { settle, signInsSoFar, unsettle } from './holder'
import { enrol, keepStorage, publicText } from './keys'

type Known = 'out' | Standing
const KEY = 'healthcode.standing'
const ENDED_KEY = 'healthcode.session-ended'

function stored(): Known {
  const text = localStorage.getItem(KEY)
  return text === 'person' || text === 'phone' ? text : 'out'
}

export const standing = ref<Known>(stored())
export const me = ref<Me | null>(null)
/** The session is over, on this phone or by another one that took the code: what is shown is from before. It is kept, so
 *  that a phone opened again without a network still says so before the gate does. */
export const ended = ref(localStorage.getItem(ENDED_KEY) !== null)

export function stand(known: Known): void {
  standing.value = known
  ended.value = false
  localStorage.removeItem(ENDED_KEY)
  localStorage.setItem(KEY, known)
  if (known === 'out') me.value = null
}

/** Proves the phone's number or the address, and binds the session to this device. */
export async function signIn(contact: { phone: string } | { email: string }, code: string): Promise<Standing> {
  const device_key = await publicText(await enrol())
  void keepStorage()
  await unsettle()
  const answer = await ask(client.POST('/api/sign-in', { body: { ...contact, code, device_key } }))
  stand(answer.standing)
  return answer.standing
}

/** Proves the person behind the phone by the end of their document. */
export async function proveDocument(document_last6: string): Promise<Standing> {
  const answer = await ask(client.POST('/api/sign-in/document', { body: { document_last6 } }))
  stand(answer.standing)
  return answer.standing
}

/** Asks who is signed in, and settles the phone for them. */
export async function loadMe(): Promise<void> {
  const asked = signInsSoFar()
  const answer = await ask(client.GET('/api/me'))
  await settle(answer.person, asked)
  if (asked !== signInsSoFar()) return
  me.value = answer
  stand(answer.person === null ? 'phone' : 'person')
}

/** Takes note of a refusal that says that the session is over. */
export function noteRefusal(failure: Failure): void {
  if (failure.word !== 'not_signed_in') return
  ended.value = true
  localStorage.setItem(ENDED_KEY, '1')
}
