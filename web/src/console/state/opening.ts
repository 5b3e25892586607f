// A case that is closed until one says why one looks. What was opened is where one reads on, by the keyboard too, and it stays open
// after the answer.
import { nextTick, onMounted, shallowRef, useTemplateRef } from 'vue'
import type { Purpose } from '../logic/opening'
import { useAttempt } from './attempt'
import { where } from './where'

/** `read` gives the case of the address, `open` what it says besides; the screen shows that in its `content`. */
export function useOpening<Case extends { opened?: object | null }>(
  read: (id: string) => Promise<Case | null>,
  open: (id: string, purpose: Purpose) => Promise<Case>,
) {
  const { failure, attempt } = useAttempt()
  const seen = shallowRef<Case | null>(null)
  const content = useTemplateRef<HTMLElement>('content')

  onMounted(() => attempt(async () => void (seen.value = await read(where.value.of))))

  async function show(purpose: Purpose): Promise<void> {
    seen.value = await open(where.value.of, purpose)
    await nextTick()
    content.value?.focus()
  }

  function answered(after: Case): void {
    seen.value = { ...after, opened: after.opened ?? seen.value?.opened ?? null }
  }

  return { failure, seen, show, answered }
}
