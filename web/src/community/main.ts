// Starts the community's page: what the phone holds of today first, then the network.
import { createApp } from 'vue'
import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import '../shared/style/base.css'
import App from './App.vue'
import { face } from './texts'

async function start(): Promise<void> {
  createApp(App).use(face).mount('#app')
  if ('serviceWorker' in navigator) {
    await navigator.serviceWorker.register('/community-worker.js', { scope: '/community' })
  }
}

void start()
