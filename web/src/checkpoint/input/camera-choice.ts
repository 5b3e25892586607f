// Whether the gate's camera is on: a device opens as it was left.

const KEY = 'healthcode.checkpoint.camera'

export function rememberCamera(on: boolean): void {
  localStorage.setItem(KEY, on ? 'on' : 'off')
}

/** Whether the camera is on from the start: as it was left, and else on a device that is held in the hand. */
export function cameraWanted(): boolean {
  const left = localStorage.getItem(KEY)
  return left === null ? window.matchMedia('(pointer: coarse)').matches : left === 'on'
}
