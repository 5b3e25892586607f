// To whom belongs what this phone keeps: the person whom the server named last, as a digest of what only they are. From a
// sign-in on until the server has named somebody it is nobody's.
//
// *Invariant:* nothing of a person stays open to another: when somebody else is named, the parting of whoever was before is
// done first.
import { ref } from 'vue'
import { toBase64Url } from '../../shared/bytes'
import type { Me } from '../../shared/api'
import { vault } from './device'

const NAME = 'holder'

interface Kept {
  readonly who: string
  /** Whether nobody has signed in since the server named them. */
  readonly sure: boolean
}

/** Whose the phone is; null while that is not settled. */
export const holder = ref<string | null>(null)

let part: () => Promise<void> = () => Promise.resolve()

/** Says what becomes of the last person's things when another is named. */
export function whenAnother(act: () => Promise<void>): void {
  part = act
}

const kept = async () => (await vault()).get<Kept>(NAME)
const keep = async (next: Kept) => (await vault()).put(NAME, next)

/** Takes up whose the phone was when the page was closed. */
export async function openHolder(): Promise<void> {
  const last = await kept()
  holder.value = last?.sure === true ? last.who : null
}

/** The same person has the same digest on every phone; nobody reads a name or a number out of it. */
async function digestOf({ since_ms, document_masked }: NonNullable<Me['person']>): Promise<string> {
  const bytes = new TextEncoder().encode(`healthcode holder\n${since_ms}\n${document_masked}`)
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** One after the other: two answers must not both part from whoever was before. */
let turn: Promise<void> = Promise.resolve()

function inTurn(act: () => Promise<void>): Promise<void> {
  turn = turn.catch(() => undefined).then(act)
  return turn
}

let signIns = 0

/** How many sign-ins there were: an answer to a question from before the last one names nobody. */
export const signInsSoFar = () => signIns

async function leaveOpen(): Promise<void> {
  holder.value = null
  const last = await kept()
  if (last !== undefined) await keep({ ...last, sure: false })
}

/** Somebody signs in: until the server has named them the phone is nobody's. */
export function unsettle(): Promise<void> {
  signIns += 1
  return inTurn(leaveOpen)
}

/** The server has named who is signed in, as it was asked after `asked` sign-ins. */
export function settle(person: Me['person'], asked: number): Promise<void> {
  return inTurn(async () => {
    if (asked !== signIns) return
    if (person === null || person === undefined) return leaveOpen()
    const who = await digestOf(person)
    if (holder.value === who) return
    const last = await kept()
    if (last !== undefined && last.who !== who) {
      holder.value = null
      await part()
    }
    await keep({ who, sure: true })
    holder.value = who
  })
}

/** Forgets whose the phone was. What others made and is not sent stays, sealed; without any of it the key goes too. */
export function forgetHolder(): Promise<void> {
  signIns += 1
  return inTurn(async () => {
    holder.value = null
    await (await vault()).forgetPeople()
  })
}
