// Starts the checkpoint: what the device holds first, then the network.
import { createApp } from 'vue'
import '../shared/style/base.css'
import App from './App.vue'
import { keepWatch, openDevice } from './device/device'
import { unlockSound } from './output/sound'
import { face } from './texts'

async function start(): Promise<void> {
  unlockSound()
  createApp(App).use(face).mount('#app')
  await openDevice()
  keepWatch()
  if ('serviceWorker' in navigator) {
    await navigator.serviceWorker.register('/checkpoint-worker.js', { scope: '/checkpoint' })
  }
}

void start()
