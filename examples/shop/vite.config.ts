import { defineConfig } from 'vite'

// The plain page in public/ is copied as it is: no build step touches it.
export default defineConfig({ build: { target: 'es2022', chunkSizeWarningLimit: 400 } })
