import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/**
 * The least an SMTP server can do, in a process of its own: takes every mail and notes when. Tells its
 * port first; asked with a number it answers once it has taken that many, with when each came, by
 * recipient.
 */
const taken = new Map<string, number>()
let count = 0
let target = Number.POSITIVE_INFINITY

const server = createServer((socket) => {
  socket.setNoDelay(true)
  let data = false
  let rest = ''
  let to = ''
  socket.write('220 sink\r\n')
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1')
    let answers = ''
    for (;;) {
      const end = rest.indexOf(data ? '\r\n.\r\n' : '\r\n')
      if (end < 0) break
      const line = data ? '' : rest.slice(0, end)
      rest = rest.slice(end + (data ? 5 : 2))
      if (data) {
        data = false
        take(to)
        answers += '250 ok\r\n'
      } else if (line.startsWith('EHLO')) answers += '250-sink\r\n250 PIPELINING\r\n'
      else if (line.startsWith('RCPT TO:')) {
        to = line.slice(9, -1)
        answers += '250 ok\r\n'
      } else if (line === 'DATA') {
        data = true
        answers += '354 go\r\n'
      } else answers += line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n'
    }
    if (answers) socket.write(answers)
  })
})

function take(to: string) {
  taken.set(to, Date.now())
  count++
  if (count >= target) tell()
}

function tell() {
  target = Number.POSITIVE_INFINITY
  process.send?.({ count, at: Object.fromEntries(taken) })
  taken.clear()
  count = 0
}

process.on('message', (wanted: number) => {
  target = wanted
  if (count >= target) tell()
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
