// A QR code as another program reads it: the picture of the screen goes to zbar.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The text of the code on a picture of its frame: the resident's, or another one. */
export async function readQr(page, folder, frame = page.locator('[data-state]')) {
  const file = path.join(folder, `qr-${process.hrtime.bigint()}.png`)
  await writeFile(file, await frame.screenshot())
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file])
  return stdout.trim()
}
