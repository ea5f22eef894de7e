import workerThreads, { type Worker, type WorkerOptions } from 'node:worker_threads'
import { afterAll, inject } from 'vitest'

// Runs in each test file of the server: stores start their worker from the bundle of `bundle-store-worker.ts` instead of the sources.
const bundle = new URL(inject('storeWorker'))
const { Worker: Original } = workerThreads

class FromBundle extends Original {
  constructor(file: string | URL, options?: WorkerOptions) {
    super(String(file).endsWith('/worker-from-sources.mjs') ? bundle : file, options)
  }
}

workerThreads.Worker = FromBundle as typeof Worker

// The next file of this process starts anew.
afterAll(() => {
  workerThreads.Worker = Original
})
