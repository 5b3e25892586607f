// What is typed of a family member while one asks for them. It is kept in memory alone: it is about somebody else.
import { ref } from 'vue'
import type { DocumentKind, Place, Relation } from '../../shared/api'
import { newId } from '../../shared/ids'
import { newDraft, type Draft } from '../logic/draft'
import { noHome, type HomeTyped } from '../logic/home'

export const FAMILY_STEPS = ['data', 'who', 'travel', 'contact', 'health', 'promise'] as const
export type FamilyStep = (typeof FAMILY_STEPS)[number]

/** A family member as they are typed. */
export interface FamilyDraft {
  /** Sent again after a lost network it is the same wish. */
  id: string
  step: FamilyStep
  name: string
  kind: DocumentKind
  number: string
  phone: string
  relation: Relation | null
  home: HomeTyped
  declaration: Draft
  /** Nothing is ticked beforehand. */
  isTrue: boolean
  agreed: boolean
}

export const familyDraft = ref<FamilyDraft | null>(null)

export function beginFamily(city: Place): void {
  familyDraft.value = {
    id: newId(),
    step: 'data',
    name: '',
    kind: 'resident_id',
    number: '',
    phone: '',
    relation: null,
    home: noHome(),
    declaration: newDraft(city, null),
    isTrue: false,
    agreed: false,
  }
}

/** Back to the step before; `false` where there is none. */
export function familyStepBack(): boolean {
  const typed = familyDraft.value
  const before = typed === null ? undefined : FAMILY_STEPS[FAMILY_STEPS.indexOf(typed.step) - 1]
  if (typed === null || before === undefined) return false
  typed.step = before
  return true
}
