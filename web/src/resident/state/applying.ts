// One's application as the server tells it. Nothing of it is kept on this phone.
import { ref } from 'vue'
import { ask, client, type ApplicantForm, type MyApplication } from '../../shared/api'

export const mine = ref<MyApplication | null>(null)

export async function loadApplication(): Promise<void> {
  mine.value = await ask(client.GET('/api/application'))
}

/** Says as what one applies from now on. */
export async function setApplicant(body: ApplicantForm): Promise<void> {
  await ask(client.PUT('/api/me/applicant', { body }))
  await loadApplication()
}
