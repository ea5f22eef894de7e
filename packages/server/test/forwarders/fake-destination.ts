import { type FakeService, startFakeService } from '@parel/telemetry-testing'
import { afterEach } from 'vitest'

const running: FakeService[] = []

afterEach(() => Promise.all(running.splice(0).map((service) => service.close())))

/** Starts a destination on this machine that answers as the test says, and ends with the test. */
export async function fakeDestination(answer: Parameters<typeof startFakeService>[0]): Promise<FakeService> {
  const service = await startFakeService(answer)
  running.push(service)
  return service
}
