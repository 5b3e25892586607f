// A declaration is opened once more, filled in with what it says: to be corrected, or to be declared anew.
import { Failure, type MyDeclaration, type Place } from '../../shared/api'
import { dayOf } from '../../shared/days'
import { newId } from '../../shared/ids'
import { filledIn } from '../logic/again'
import { changedDraft, isTyped, saysNothingNew, standingOf, tapped, type Standing } from '../logic/anew'
import { isAnswered, type Draft } from '../logic/draft'
import { declared, loadDeclared } from './declared'
import { begin, draft, fresh, send } from './declaring'
import { open } from './screen'
import { today } from './time'
import { whom } from './whom'

/** What was kept on the phone before the day was told speaks of the one on which it was received. */
const spokenOf = (said: { recorded_ms: number; speaks_of?: string }): string => said.speaks_of ?? dayOf(said.recorded_ms)

/** Opens a draft that takes the place of one of one's own declarations: what is not changed is said again. */
export function correctOne(said: MyDeclaration): void {
  const correcting = { declaration: said.id, id: newId(), reason: '', said }
  draft.value = { ...filledIn(said, said.recorded_ms, today.value), correcting, speaksOf: spokenOf(said) }
}

/** Reads one's own declarations; without a network what the phone has kept stands, where that is enough. */
async function readDeclared(isEnough: () => boolean): Promise<void> {
  try {
    await loadDeclared()
  } catch (failure) {
    if (!(failure instanceof Failure && failure.offline && isEnough())) throw failure
  }
}

/** One's own declaration as the service keeps it; without a network as the phone does. */
async function readOwn(id: string): Promise<MyDeclaration | undefined> {
  const kept = () => declared.value?.find((one) => one.id === id)
  await readDeclared(() => kept() !== undefined)
  return kept()
}

/**
 * Opens a draft that takes the place of a declaration of whom is shown. What a family member declared is theirs to read: that draft is
 * empty, and says so.
 */
export async function beginCorrection(city: Place, one: { id: string; recorded_ms: number; speaks_of?: string }): Promise<void> {
  const said = whom.value === null ? await readOwn(one.id) : undefined
  if (said !== undefined) return correctOne(said)
  const correcting = { declaration: one.id, id: newId(), reason: '' }
  draft.value = { ...fresh(city), correcting, speaksOf: spokenOf(one) }
}

/** What stands of one's own declarations; without a network what the phone has kept. */
async function readStanding(): Promise<Standing | null> {
  await readDeclared(() => declared.value !== null)
  return standingOf(declared.value ?? [], today.value)
}

/** One's own draft that was begun anew and is not sent yet, or has no answer yet. */
function keptAnew(): Draft | null {
  const typed = draft.value
  if (typed === null || whom.value !== null) return null
  return typed.anew !== undefined && typed.correcting === null && typed.member === undefined ? typed : null
}

/** Whether declaring anew takes away what was typed: a correction, or a declaration that was begun otherwise. */
export function takesAway(city: Place): boolean {
  const typed = draft.value
  if (typed === null || !isTyped(typed) || keptAnew() !== null) return false
  return whom.value === null || typed.member !== whom.value || typed.city.code !== city.code
}

/**
 * Opens the form in which one says what has changed, as it was left where it was begun. What a family member declared is theirs to
 * read: their form is empty.
 */
export async function sayChanged(city: Place): Promise<void> {
  const kept = keptAnew()
  if (kept !== null && !saysNothingNew(kept)) return open('declare')
  const standing = whom.value === null ? await readStanding() : null
  if (standing === null) begin(city)
  else draft.value = changedDraft(standing, today.value)
  open('declare')
}

/**
 * Nothing has changed, and one feels well: it is declared anew. Where more must be asked, of areas that a list has named since, the form
 * opens, and so it does with a change that was begun.
 */
export async function sayUnchanged(city: Place): Promise<void> {
  const kept = keptAnew()
  if (kept !== null && !saysNothingNew(kept)) return open('declare')
  const standing = await readStanding()
  // What waited for the network may have gone out by itself meanwhile.
  if (kept !== null && draft.value === null) return
  if (standing === null) return sayChanged(city)
  const typed = tapped(kept, standing, today.value)
  draft.value = typed
  if (!isAnswered(typed, 'review')) return open('declare')
  try {
    await send()
  } catch (failure) {
    const asks = failure instanceof Failure && failure.fields.size > 0
    if (!asks || draft.value === null) throw failure
    draft.value.step = 'who'
    open('declare')
  }
}
