// Reads QR codes from pictures, in every browser alike: the decoder is our own file, loaded once and kept for the time
// without a network.
import { prepareZXingModule, purgeZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'
import { sample } from '../qr/picture'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

const OPTIONS: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true, tryInvert: false }

/**
 * Loads the decoder and lets it read a code of nobody, because what it reads first is slow to be read: the first person does
 * not wait for it. A decoder that could not be fetched can be asked for again.
 */
export async function loadReader(): Promise<void> {
  prepareZXingModule({ overrides: { locateFile: () => wasm } })
  try {
    await readBarcodes(sample(), OPTIONS)
  } catch (failure) {
    purgeZXingModule()
    throw failure
  }
}

/** The text of the QR code in a picture; `null` where there is none. */
export async function readQr(picture: ImageData): Promise<string | null> {
  const [found] = await readBarcodes(picture, OPTIONS)
  return found?.isValid === true ? found.text : null
}
