import { connect, type Socket } from 'node:net'

/** A connection without any library between the test and the bytes. */
export interface RawConnection {
  readonly socket: Socket
  /** Everything that came back, once the server has closed. */
  readonly closed: Promise<string>
  /** Resolves when the text is in what came back. */
  until(text: string): Promise<string>
}

/** Opens a connection and writes the first bytes. */
export function openRaw(port: number, first: string): RawConnection {
  let received = ''
  const socket = connect(port, '127.0.0.1')
  // At once, not when it is connected: whatever the test writes next must come behind it.
  socket.write(first)
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received += chunk
  })
  socket.on('error', () => undefined)
  return {
    socket,
    closed: new Promise((resolve) => socket.once('close', () => resolve(received))),
    until: (text) =>
      new Promise((resolve) => {
        const look = () => received.includes(text) && resolve(received)
        socket.on('data', look)
        look()
      }),
  }
}
