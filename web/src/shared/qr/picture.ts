// The picture of a QR code: it is made in one go, and the screen enlarges it. A square drawn for each of some 2,000 dark
// modules costs a slow phone more time than the code itself.
import { encodeQR } from 'qr'

/** Light modules around the code. */
const QUIET = 4
/** #0b0f0d and white: red, green, blue and opacity, the lowest byte first. */
const [INK, PAPER] = [0xff0d0f0b, 0xffffffff]
/** Dots of a module on paper, where nobody says how a picture is enlarged. */
const PAPER_DOTS = 8
/** As long as most codes, so that the tables of their version are made. */
const LIKE_A_CODE = `HCP1:${'0A'.repeat(290)}`

/** The modules of a code, with its light border; on paper it has more to spare for folds and stains (error correction M). */
function modulesOf(text: string, paper: boolean): boolean[][] {
  return encodeQR(text, 'raw', { ecc: paper ? 'medium' : 'low', encoding: 'alphanumeric', border: QUIET })
}

/** The picture of modules, each a square of `dot` dots. */
function pictureOf(modules: readonly (readonly boolean[])[], dot: number): ImageData {
  const side = modules.length * dot
  const picture = new ImageData(side, side)
  const dots = new Uint32Array(picture.data.buffer).fill(PAPER)
  for (const [y, row] of modules.entries()) {
    const top = y * dot * side
    for (let x = 0; x < row.length; x++) if (row[x]) dots.fill(INK, top + x * dot, top + (x + 1) * dot)
    for (let line = 1; line < dot; line++) dots.copyWithin(top + line * side, top, top + side)
  }
  return picture
}

/** Draws a code on a canvas, which takes its size. Answers the code's version, 1 to 40. */
export function draw(text: string, paper: boolean, canvas: HTMLCanvasElement): number {
  const pen = canvas.getContext('2d')
  const modules = modulesOf(text, paper)
  const picture = pictureOf(modules, paper ? PAPER_DOTS : 1)
  canvas.width = picture.width
  canvas.height = picture.height
  pen?.putImageData(picture, 0, 0)
  return (modules.length - 2 * QUIET - 17) / 4
}

/**
 * Draws a code for nobody. The first one costs a slow phone a tenth of a second, for tables and for compiling; a page
 * that waits for something else has that time.
 */
export function warmUp(): void {
  draw(LIKE_A_CODE, false, document.createElement('canvas'))
}

/** A code of nobody as a camera would see it, for a reader to begin with. */
export function sample(): ImageData {
  return pictureOf(modulesOf(LIKE_A_CODE, false), 4)
}
