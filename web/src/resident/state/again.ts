// A declaration is opened once more, filled in with what it says: to be corrected.
import { Failure, type MyDeclaration, type Place } from '../../shared/api'
import { dayOf } from '../../shared/days'
import { newId } from '../../shared/ids'
import { filledIn } from '../logic/again'
import { declared, loadDeclared } from './declared'
import { draft, fresh } from './declaring'
import { today } from './time'
import { whom } from './whom'

/** What was kept on the phone before the day was told speaks of the one on which it was received. */
const spokenOf = (said: MyDeclaration): string => (said as Partial<MyDeclaration>).speaks_of ?? dayOf(said.recorded_ms)

/** Opens a draft that takes the place of one of one's own declarations: what is not changed is said again. */
export function correctOne(said: MyDeclaration): void {
  const correcting = { declaration: said.id, id: newId(), reason: '', said }
  draft.value = { ...filledIn(said, said.recorded_ms, today.value), correcting, speaksOf: spokenOf(said) }
}

/** One's own declaration as the service keeps it; without a network as the phone does. */
async function readOwn(id: string): Promise<MyDeclaration | undefined> {
  const kept = () => declared.value?.find((one) => one.id === id)
  try {
    await loadDeclared()
  } catch (failure) {
    if (!(failure instanceof Failure && failure.offline && kept() !== undefined)) throw failure
  }
  return kept()
}

/**
 * Opens a draft that takes the place of a declaration of whom is shown. What a family member declared is theirs to read: that draft is
 * empty, and says so.
 */
export async function beginCorrection(city: Place, one: { id: string; recorded_ms: number }): Promise<void> {
  const said = whom.value === null ? await readOwn(one.id) : undefined
  if (said !== undefined) return correctOne(said)
  const correcting = { declaration: one.id, id: newId(), reason: '' }
  draft.value = { ...fresh(city), correcting, speaksOf: dayOf(one.recorded_ms) }
}
