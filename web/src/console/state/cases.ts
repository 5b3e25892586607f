// The cases of a file, while they are proposed one by one. They are in the memory of the page alone, and go with whoever is signed in.
import { computed, ref, shallowRef, watch } from 'vue'
import type { Proposal, ProposalAsked } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { keyOf, nextOf, readCases } from '../logic/cases'
import type { Draft } from '../logic/draft'
import { staff } from './staff'

/** What the forms of one file have in common, as the last one was signed. */
type Common = Pick<Draft, 'basis' | 'why' | 'end' | 'place'>

/** A file that was pasted has no name of its own. */
const PASTED = 'cases.csv'

export const text = ref('')
export const fileName = ref(PASTED)
/** The case that fills the form, by its document; empty where none does. */
export const chosen = ref('')
export const common = shallowRef<Common | null>(null)
/** The number of the proposal of each case that was proposed. */
export const proposed = shallowRef<ReadonlyMap<string, string>>(new Map())

export const read = computed(() => readCases(text.value, dayOf(nowMs())))
/** How many of them were proposed; a file that was corrected since may have lost some. */
export const done = computed(() => read.value.cases.filter(({ key }) => proposed.value.has(key)).length)
export const next = computed(() => nextOf(read.value.cases, chosen.value, new Set(proposed.value.keys())))

/** Which of the list one is, from 1. */
export function placeOf(key: string): number {
  return read.value.cases.findIndex((one) => one.key === key) + 1
}

/** Takes note that a case was proposed, where it is one of the file. */
export function noteProposed({ what, basis, why, end, place }: ProposalAsked, { id }: Proposal): void {
  if (what.kind !== 'case') return
  const key = keyOf(what.document_kind, what.document_number)
  if (placeOf(key) === 0) return
  proposed.value = new Map(proposed.value).set(key, id)
  common.value = { basis, why, end, place }
  chosen.value = key
}

/** Takes another file, and what was pasted without one. */
export function takeCases(name: string, whole: string): void {
  fileName.value = name || PASTED
  text.value = whole
}

/** Forgets the list; whoever comes next to this page finds nothing of it. */
export function forgetCases(): void {
  takeCases('', '')
  chosen.value = ''
  common.value = null
  proposed.value = new Map()
}

watch(() => staff.value?.login, forgetCases)
