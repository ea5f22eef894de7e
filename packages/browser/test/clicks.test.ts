// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { clicks } from '../src/capture/clicks'
import { startCapture } from './start-capture'

const click = (element: Element | null | undefined) => element?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))

describe('clicks', () => {
  it('records the name and the data of the marked element around the target', () => {
    const { events } = startCapture(clicks())
    document.body.innerHTML = '<button data-parel-action="signup" data-parel-plan="pro" data-other="x"><b>Go</b></button><i>no</i>'
    document.querySelector('b')?.click()
    document.querySelector('i')?.click()
    expect(events().map(({ action, metadata }) => [action, metadata])).toEqual([['signup', { plan: 'pro' }]])
  })

  it('records the nearest of several marked elements, once', () => {
    const { events } = startCapture(clicks())
    document.body.innerHTML = '<div data-parel-action="card"><button data-parel-action="buy">Buy</button></div>'
    click(document.querySelector('button'))
    expect(events().map(({ action }) => action)).toEqual(['buy'])
  })

  it('records marked elements inside a shadow root, and a marked host', () => {
    const { events } = startCapture(clicks())
    document.body.innerHTML = '<div id="inner"></div><div id="outer" data-parel-action="around"></div>'
    const open = (id: string, html: string) => {
      const root = document.getElementById(id)!.attachShadow({ mode: 'open' })
      root.innerHTML = html
      return root
    }
    click(open('inner', '<button data-parel-action="within" data-parel-plan="pro"><b>x</b></button>').querySelector('b'))
    click(open('outer', '<b>x</b>').querySelector('b'))
    expect(events().map(({ action, metadata }) => [action, metadata])).toEqual([['within', { plan: 'pro' }], ['around', null]])
  })

  it('records images: inside a marked button, and marked themselves', () => {
    const { events } = startCapture(clicks())
    document.body.innerHTML =
      '<button data-parel-action="button"><svg><path id="inside"/></svg></button><svg><g data-parel-action="shape" data-parel-kind="bar"><circle id="own"/></g></svg>'
    click(document.querySelector('#inside'))
    click(document.querySelector('#own'))
    expect(events().map(({ action, metadata }) => [action, metadata])).toEqual([['button', null], ['shape', { kind: 'bar' }]])
  })

  it('records clicks whose propagation the page stops', () => {
    const { events } = startCapture(clicks())
    document.body.innerHTML = '<button data-parel-action="quiet">x</button>'
    const button = document.querySelector('button')
    button?.addEventListener('click', (event) => event.stopImmediatePropagation())
    click(button)
    expect(events().map(({ action }) => action)).toEqual(['quiet'])
  })

  it('opts out through a marked link', () => {
    const { telemetry } = startCapture(clicks())
    document.body.innerHTML = '<a data-parel-optout>Do not count me</a>'
    document.querySelector('a')?.click()
    expect(telemetry.inspect().state).toBe('opted-out')
  })

  it('stops with the client', async () => {
    const { events, telemetry } = startCapture(clicks())
    document.body.innerHTML = '<button data-parel-action="late">x</button>'
    await telemetry.shutdown()
    telemetry.optIn()
    click(document.querySelector('button'))
    expect(events()).toEqual([])
  })

  it('counts each click once after recording was stopped and started again', () => {
    const { events, telemetry } = startCapture(clicks())
    document.body.innerHTML = '<button data-parel-action="again">x</button>'
    telemetry.optOut()
    telemetry.optIn()
    click(document.querySelector('button'))
    expect(events().map(({ action }) => action)).toEqual(['again'])
  })
})
