// What the person is told besides the answers to what they asked: read with the decisions, and read away.
import { computed, shallowRef } from 'vue'
import { ask, client, type Notice } from '../../shared/api'
import { whom } from './whom'

/** The newest first. */
export const notices = shallowRef<readonly Notice[]>([])
export const unread = computed(() => notices.value.filter((notice) => !notice.read))

export async function askNotices(): Promise<void> {
  const member = whom.value
  const told = (await ask(client.GET('/api/notices'))).notices
  if (member === whom.value) notices.value = told
}

/** Notes on the server that they were read. */
export async function readNotices(): Promise<void> {
  const newest = notices.value[0]
  if (newest === undefined) return
  await ask(client.POST('/api/notices/read', { body: { noted_ms: newest.noted_ms } }))
  notices.value = notices.value.map((notice) => ({ ...notice, read: true }))
}

export function forgetNotices(): void {
  notices.value = []
}
