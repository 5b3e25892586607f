// Keeps the screen lit while the gate is open. The lock is lost whenever the page is hidden, and taken again.
import { onBeforeUnmount, onMounted } from 'vue'

export function useWakeLock(): void {
  let lock: WakeLockSentinel | null = null
  const take = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return
    // Refused where the battery is low: the gate works all the same.
    lock = await navigator.wakeLock.request('screen').catch(() => null)
  }
  const again = () => void take()
  onMounted(() => {
    void take()
    document.addEventListener('visibilitychange', again)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  })
}
