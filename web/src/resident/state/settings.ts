// What the person chose on this phone: the city, the county where they live, and large letters.
import { ref, watch, type Ref } from 'vue'
import type { County, Place } from '../../shared/api'

function kept<T>(key: string, first: T): Ref<T> {
  const name = `healthcode.${key}`
  const text = localStorage.getItem(name)
  const value = ref(text === null ? first : (JSON.parse(text) as T)) as Ref<T>
  watch(value, (chosen) => localStorage.setItem(name, JSON.stringify(chosen)), { deep: true, flush: 'sync' })
  return value
}

/** The city whose code is used. */
export const city = kept<Place | null>('city', null)
/** The county of the residence, as registered or declared last. */
export const home = kept<County | null>('home', null)
/** Large letters. */
export const large = kept('large', false)

watch(large, (on) => document.documentElement.classList.toggle('large', on), { immediate: true })

/** Forgets what leads to a person. */
export function forget(): void {
  home.value = null
}
