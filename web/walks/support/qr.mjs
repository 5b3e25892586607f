// A QR code as another program reads it: the picture of the screen goes to zbar.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The text of the code on a picture of its frame. */
export async function readQr(page, folder) {
  const file = path.join(folder, `qr-${process.hrtime.bigint()}.png`)
  await writeFile(file, await page.locator('[data-state]').screenshot())
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file])
  return stdout.trim()
}
