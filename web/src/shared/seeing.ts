// A family member without a phone before somebody who sees them, at a door or at a counter: the number that the guardian shows, the
// last six of the document, and whether person and document are those that were named. Nothing of it stays on the device.
import { computed, ref, shallowRef } from 'vue'
import { ask, client, type MemberToSee } from './api'

/** Checking what a person declared: the purpose that both sides read. */
const PURPOSE = 'review'

type Attempt = (act: () => Promise<void>) => Promise<boolean>

/** The steps of one member after the other; `attempt` is the face's own. */
export function useSeeing(attempt: Attempt) {
  const reference = ref('')
  const last6 = ref('')
  const seen = shallowRef<MemberToSee | null>(null)
  const said = ref<boolean | null>(null)
  const before = computed(() => ({
    reference: reference.value.replaceAll(' ', ''),
    document_last6: last6.value.trim().toUpperCase(),
    purpose: PURPOSE,
  }))
  const whole = computed(() => /^\d{8}$/.test(before.value.reference) && before.value.document_last6.length === 6)

  function look(): Promise<boolean> {
    return attempt(async () => {
      seen.value = await ask(client.POST('/api/staff/family/see', { body: before.value }))
    })
  }

  function answer(is_so: boolean): Promise<boolean> {
    return attempt(async () => {
      await ask(client.POST('/api/staff/family/confirm', { body: { before: before.value, is_so } }))
      said.value = is_so
    })
  }

  function again(): void {
    reference.value = last6.value = ''
    seen.value = said.value = null
  }

  return { reference, last6, seen, said, whole, look, answer, again }
}
