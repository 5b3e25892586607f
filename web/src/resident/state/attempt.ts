// Attempts of this face: one that finds nobody signed in leads back to signing in.
import { attempting } from '../../shared/attempt'
import { noteRefusal } from './session'

export const useAttempt = attempting(noteRefusal)
