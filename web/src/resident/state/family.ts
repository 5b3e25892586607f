// One's family, both ways. Who can be shown is kept on the phone, with their codes: a family stands at a gate without a network.
import { computed, ref, shallowRef, watch } from 'vue'
import { ask, client, Failure, type Family, type FamilyMember, type MemberForm } from '../../shared/api'
import { newId } from '../../shared/ids'
import type { Language } from '../../shared/language'
import { forgetDecisions, refresh, whenMemberGone } from './decisions'
import { forgetItineraryOf } from './itineraryKept'
import { forgetNotices } from './notices'
import { noteRefusal, standing } from './session'
import { city } from './settings'
import { codeOf, fetchCode, forgetCodesOf, membersHeld } from './wallet'
import { lastWhom, whom } from './whom'

const KEY = 'healthcode.family'

/** A family member whose code can be shown. */
export interface Applicant {
  id: string
  name: string
  relation: FamilyMember['relation']
  /** Nobody has seen them: they are blue, and nothing else can be done for them. */
  unseen: boolean
  /** A minor, for whom one agrees where they are asked. */
  minor?: boolean
  /** Whose results of tests one reads: a minor, or who has no phone to read them on. */
  tests?: boolean
}

function kept(): Applicant[] {
  const text = localStorage.getItem(KEY)
  return text === null ? [] : (JSON.parse(text) as Applicant[])
}

export const family = shallowRef<Family | null>(null)
/** In the order in which they were asked for. */
export const applicants = ref<Applicant[]>(kept())

watch(applicants, (all) => {
  if (all.length === 0) localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, JSON.stringify(all))
})

/** The member who is shown; null is oneself. */
export const shownMember = computed(() => applicants.value.find(({ id }) => id === whom.value) ?? null)
/** The children for whom one agrees where an organisation asks. */
export const children = computed(() => applicants.value.filter(({ minor }) => minor === true))
/** Which of how many is shown: oneself is the first. */
export const place = computed(() => ({
  now: applicants.value.findIndex(({ id }) => id === whom.value) + 2,
  all: applicants.value.length + 1,
}))

/** Shows somebody else; without a network too. */
export function show(member: string | null): void {
  if (member === whom.value) return
  whom.value = member
  forgetNotices()
  void refresh()
}

/** Goes on with whom a page was about that is loaded again, before anything is asked. */
export function showAgain(): void {
  if (applicants.value.some(({ id }) => id === lastWhom)) whom.value = lastWhom
}

/** The next or the one before, around the whole family. */
export function turn(step: 1 | -1): void {
  const all = [null, ...applicants.value.map(({ id }) => id)]
  const at = all.indexOf(whom.value)
  show(all[(at + step + all.length) % all.length] ?? null)
}

const canBeShown = ({ state }: FamilyMember) => state === 'linked' || state === 'unseen'

/** What this phone shows and keeps by a link goes with it. */
async function forget(member: string): Promise<void> {
  forgetItineraryOf(member)
  await forgetCodesOf(member)
}

async function take(told: Family): Promise<void> {
  family.value = told
  applicants.value = told.members.filter(canBeShown).map(({ id, name_masked, relation, state, is_minor, phone_masked }) => ({
    id,
    name: name_masked,
    relation,
    unseen: state === 'unseen',
    minor: is_minor && state === 'linked',
    tests: (is_minor || phone_masked === '') && state === 'linked',
  }))
  const ids = new Set(applicants.value.map(({ id }) => id))
  if (whom.value !== null && !ids.has(whom.value)) show(null)
  for (const gone of membersHeld()) if (!ids.has(gone)) await forget(gone)
}

/** Codes of everybody, before the network is away. */
async function fetchCodes(): Promise<void> {
  const code = city.value?.code
  if (code === undefined) return
  for (const { id } of applicants.value) if (codeOf(code, id) === null) await fetchCode(code, id)
}

/** Asks who is family. */
export async function loadFamily(): Promise<void> {
  if (standing.value !== 'person') return
  try {
    await take(await ask(client.GET('/api/family')))
    await fetchCodes()
  } catch (failure) {
    if (failure instanceof Failure) noteRefusal(failure)
    throw failure
  }
}

whenMemberGone(() => void loadFamily().catch(() => undefined))

/** Asks for a family member; answers how it stands. */
export async function askForMember(form: MemberForm): Promise<FamilyMember> {
  const told = await ask(client.POST('/api/family/members', { body: form }))
  await loadFamily()
  return told
}

const of = (id: string) => ({ params: { path: { id } } })

export async function sendCode(id: string, language: Language): Promise<void> {
  await ask(client.POST('/api/family/members/{id}/code', { ...of(id), body: { language } }))
}

export async function consent(id: string, code: string): Promise<void> {
  await ask(client.POST('/api/family/members/{id}/consent', { ...of(id), body: { code } }))
  await loadFamily()
}

export async function answerFamily(id: string, agree: boolean): Promise<void> {
  await ask(client.POST('/api/family/links/{id}/answer', { ...of(id), body: { agree } }))
  await loadFamily()
}

/** Ends a link, whichever side one is on. What this phone shows by it goes at once. */
export async function cut(id: string): Promise<void> {
  await ask(client.POST('/api/family/links/{id}/cut', of(id)))
  if (whom.value === id) show(null)
  await forget(id)
  await loadFamily()
}

/** Forgets what leads to the family. */
export function forgetFamily(): void {
  family.value = null
  applicants.value = []
  whom.value = null
  forgetDecisions()
}

export { newId }
