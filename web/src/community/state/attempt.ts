// Attempts of this face: one that finds nobody signed in shows nothing more until somebody has signed in.
import { attempting } from '../../shared/attempt'
import { noteRefused } from './worker'

export const useAttempt = attempting((failure) => {
  if (failure.word === 'not_signed_in') noteRefused()
})
