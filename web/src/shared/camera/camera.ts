// The camera, at a gate and on a resident's phone: a picture is read a few times a second, and what was read is handed on.
// Which codes are new is not decided here. The decoder is fetched when a camera is wanted, because most phones never
// scan and should not pay for it.
import { onBeforeUnmount, shallowReactive, type ShallowRef } from 'vue'

const READ_MS = 120
/** The longer side of a picture that is read: enough for version 15 held at arm's length. */
const READ_PIXELS = 960

export interface Camera {
  /** `no_reader`: the decoder is not on this device, and there is no network to fetch it. */
  state: 'off' | 'asking' | 'on' | 'denied' | 'absent' | 'no_reader'
  torch: 'absent' | 'off' | 'on'
}

/** A torch is no part of the standard's types yet. */
type TorchConstraint = MediaTrackConstraintSet & { torch: boolean }
type Reader = typeof import('./reader')

/** The decoder; `null` where it cannot be fetched. */
async function fetchReader(): Promise<Reader | null> {
  try {
    const reader = await import('./reader')
    await reader.loadReader()
    return reader
  } catch {
    return null
  }
}

/** Whether this device has a camera that a page may ask for. */
export async function cameraThere(): Promise<boolean> {
  // Browsers show no devices at all to a page that did not come over a secure connection.
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return devices.some(({ kind }) => kind === 'videoinput')
}

export function useCamera(video: ShallowRef<HTMLVideoElement | null>, take: (text: string) => void) {
  const camera = shallowReactive<Camera>({ state: 'off', torch: 'absent' })
  const canvas = document.createElement('canvas')
  let stream: MediaStream | null = null
  let timer = 0

  async function start(): Promise<void> {
    if (camera.state === 'on' || camera.state === 'asking') return
    camera.state = 'asking'
    const fetching = fetchReader()
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      })
    } catch (error) {
      camera.state = error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'absent'
      return
    }
    await show(stream, fetching)
  }

  async function show(source: MediaStream, fetching: Promise<Reader | null>): Promise<void> {
    const element = video.value
    if (element === null) return stop()
    element.srcObject = source
    const reader = await fetching
    // A picture that was taken off the page while it began needs no word: the camera is off by then.
    await element.play().catch(() => undefined)
    if (stream !== source) return
    if (reader === null) {
      stop()
      camera.state = 'no_reader'
      return
    }
    camera.state = 'on'
    const track = source.getVideoTracks()[0]
    const able = track?.getCapabilities?.() as { torch?: boolean } | undefined
    camera.torch = able?.torch === true ? 'off' : 'absent'
    track?.addEventListener('ended', () => stop())
    void look(element, reader)
  }

  async function look(element: HTMLVideoElement, reader: Reader): Promise<void> {
    if (stream === null) return
    const picture = document.hidden ? null : pictureOf(element)
    const text = picture === null ? null : await reader.readQr(picture)
    if (text !== null) take(text)
    timer = window.setTimeout(() => void look(element, reader), READ_MS)
  }

  function pictureOf(element: HTMLVideoElement): ImageData | null {
    const { videoWidth, videoHeight } = element
    if (videoWidth === 0) return null
    const scale = Math.min(1, READ_PIXELS / Math.max(videoWidth, videoHeight))
    canvas.width = Math.round(videoWidth * scale)
    canvas.height = Math.round(videoHeight * scale)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    context?.drawImage(element, 0, 0, canvas.width, canvas.height)
    return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null
  }

  async function switchTorch(): Promise<void> {
    const on = camera.torch === 'off'
    const torch: TorchConstraint = { torch: on }
    await stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [torch] })
    camera.torch = on ? 'on' : 'off'
  }

  function stop(): void {
    clearTimeout(timer)
    stream?.getTracks().forEach((track) => track.stop())
    stream = null
    camera.state = 'off'
    camera.torch = 'absent'
  }

  onBeforeUnmount(stop)
  return { camera, start, stop, switchTorch }
}
