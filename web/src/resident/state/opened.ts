// By which app the page was opened: what the screens say of it. How it is opened comes only with a link (`channel`).
import { ref, shallowRef } from 'vue'
import type { Failure } from '../../shared/api'
import type { Text } from '../../shared/i18n'

/** By which app the page was opened, and with which number. */
export const opened = ref<{ channel: Text; phone: string } | null>(null)
/** Why its link opened nothing. */
export const refused = shallowRef<Failure | null>(null)
