import { createApp } from 'vue'
import App from './App.vue'
import { face } from './texts'

createApp(App).use(face).mount('#app')
