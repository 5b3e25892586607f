// What this device was told of the log, as a file for whoever audits it.
import { seenHeads } from '../device/device'
import { saveText } from '../../shared/save'

export async function saveHeads(): Promise<void> {
  saveText('log-heads.json', 'application/json', await seenHeads())
}
