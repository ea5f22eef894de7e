import workerThreads, { type Worker, type WorkerOptions } from 'node:worker_threads'
import { inject } from 'vitest'

// In each file of the server's tests: a store that would start its worker from the sources gets the bundle of `bundle-store-worker.ts`.
const bundle = new URL(inject('storeWorker'))
const { Worker: Original } = workerThreads

class FromBundle extends Original {
  constructor(file: string | URL, options?: WorkerOptions) {
    super(String(file).endsWith('/worker-from-sources.mjs') ? bundle : file, options)
  }
}

workerThreads.Worker = FromBundle as typeof Worker
