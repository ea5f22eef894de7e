import { describe, expect, it } from 'vitest'
import { findAddressProblem } from '../../src/forwarders/address-guard'

const open = { allowPrivate: true }
const closed = { allowPrivate: false }

describe('the address of a destination', () => {
  it.each([
    'https://api.example', 'https://api.example:8443/in?x=1', 'https://8.8.8.8/', 'https://[2606:4700::1111]/', 'http://localhost:8080/', 'http://127.0.0.1:1/', 'http://[::1]:1/',
    'http://app.localhost/', 'https://localhost/',
    'http://[::ffff:127.0.0.1]/',
  ])('may be %s', (address) => {
    expect(findAddressProblem(address, closed)).toBeNull()
  })

  it.each([
    ['nothing', '', 'is no address'],
    ['a word', 'collector', 'is no address'],
    ['plain http', 'http://api.example/', 'must begin with https://'],
    ['http to a public number', 'http://8.8.8.8/', 'must begin with https://'],
    ['a file', 'file:///etc/passwd', 'must begin with https://'],
    ['ftp', 'ftp://api.example/', 'must begin with https://'],
    ['a user', 'https://ada@api.example/', 'must not hold a user or a password'],
    ['a password', 'https://ada:pw@api.example/', 'must not hold a user or a password'],
    ['10/8', 'https://10.0.0.1/', 'must not be a private address'],
    ['172.16/12', 'https://172.31.255.255/', 'must not be a private address'],
    ['192.168/16', 'https://192.168.1.1/', 'must not be a private address'],
    ['carrier NAT', 'https://100.64.0.1/', 'must not be a private address'],
    ['link-local, the metadata service', 'https://169.254.169.254/latest/meta-data', 'must not be a private address'],
    ['the unspecified address', 'https://0.0.0.0/', 'must not be a private address'],
    ['a short form', 'https://10.1/', 'must not be a private address'],
    ['a decimal form', 'https://167772161/', 'must not be a private address'],
    ['a hex form', 'https://0xa9fea9fe/', 'must not be a private address'],
    ['an octal form', 'https://0251.0376.0251.0376/', 'must not be a private address'],
    ['broadcast', 'https://255.255.255.255/', 'must not be a private address'],
    ['multicast', 'https://224.0.0.1/', 'must not be a private address'],
    ['benchmarking', 'https://198.18.0.1/', 'must not be a private address'],
    ['IPv6 unique local', 'https://[fd00::1]/', 'must not be a private address'],
    ['IPv6 link-local', 'https://[fe80::1]/', 'must not be a private address'],
    ['IPv6 unspecified', 'https://[::]/', 'must not be a private address'],
    ['IPv6 mapped private', 'https://[::ffff:10.0.0.1]/', 'must not be a private address'],
    ['IPv6 mapped in hex', 'https://[::ffff:a9fe:a9fe]/', 'must not be a private address'],
    ['NAT64', 'https://[64:ff9b::a9fe:a9fe]/', 'must not be a private address'],
    ['6to4', 'https://[2002:a9fe:a9fe::]/', 'must not be a private address'],
    ['Teredo', 'https://[2001:0:a9fe::]/', 'must not be a private address'],
    ['IPv6 multicast', 'https://[ff02::1]/', 'must not be a private address'],
    ['documentation', 'https://[2001:db8::1]/', 'must not be a private address'],
  ])('may not be %s', (_name, address, problem) => {
    expect(findAddressProblem(address, closed)).toBe(problem)
  })

  it('may be private where that is allowed, still by https', () => {
    expect(findAddressProblem('https://10.0.0.1/', open)).toBeNull()
    expect(findAddressProblem('http://10.0.0.1/', open)).toBe('must begin with https://')
  })
})
