// The camera: a picture is read a few times a second, and what was read is handed on. Which codes are new is not decided
// here.
import { onBeforeUnmount, shallowReactive, type ShallowRef } from 'vue'
import { loadReader, readQr } from './reader'

const READ_MS = 120
/** The longer side of a picture that is read: enough for version 15 held at arm's length. */
const READ_PIXELS = 960
const KEY = 'healthcode.checkpoint.camera'

export interface Camera {
  state: 'off' | 'asking' | 'on' | 'denied' | 'absent'
  torch: 'absent' | 'off' | 'on'
}

/** A torch is no part of the standard's types yet. */
type TorchConstraint = MediaTrackConstraintSet & { torch: boolean }

export function useCamera(video: ShallowRef<HTMLVideoElement | null>, take: (text: string) => void) {
  const camera = shallowReactive<Camera>({ state: 'off', torch: 'absent' })
  const canvas = document.createElement('canvas')
  let stream: MediaStream | null = null
  let timer = 0

  async function start(): Promise<void> {
    if (camera.state === 'on' || camera.state === 'asking') return
    localStorage.setItem(KEY, 'on')
    camera.state = 'asking'
    loadReader()
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      })
    } catch (error) {
      camera.state = error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'absent'
      return
    }
    await show(stream)
  }

  async function show(source: MediaStream): Promise<void> {
    const element = video.value
    if (element === null) return release()
    element.srcObject = source
    await element.play()
    camera.state = 'on'
    const track = source.getVideoTracks()[0]
    const able = track?.getCapabilities?.() as { torch?: boolean } | undefined
    camera.torch = able?.torch === true ? 'off' : 'absent'
    track?.addEventListener('ended', () => release())
    void look(element)
  }

  async function look(element: HTMLVideoElement): Promise<void> {
    if (stream === null) return
    const picture = document.hidden ? null : pictureOf(element)
    const text = picture === null ? null : await readQr(picture)
    if (text !== null) take(text)
    timer = window.setTimeout(() => void look(element), READ_MS)
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

  function release(): void {
    clearTimeout(timer)
    stream?.getTracks().forEach((track) => track.stop())
    stream = null
    camera.state = 'off'
    camera.torch = 'absent'
  }

  function stop(): void {
    localStorage.setItem(KEY, 'off')
    release()
  }

  onBeforeUnmount(release)
  return { camera, start, stop, switchTorch }
}

/** Whether the camera is on from the start: as it was left, and else on a device that is held in the hand. */
export function cameraWanted(): boolean {
  const left = localStorage.getItem(KEY)
  return left === null ? window.matchMedia('(pointer: coarse)').matches : left === 'on'
}
