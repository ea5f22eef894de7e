import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewMetadata } from '../src/review'

// Keys and words of more languages than the other tests have.

const review = (metadata: Metadata) => reviewMetadata(sanitizeMetadata(metadata))

describe('keys for numbers of somebody', () => {
  it.each<Metadata>([
    { documentNumber: 'AYSADKAR3' }, { identity_number: 'AB12' }, { referencia: 'ORYU2C' }, { riferimento: 'A12' }, { aktenzeichen: '12 O 759/26' }, { kenmerk: '2024/5' }, { geb: '1990-02-11' }, { immatriculation: 'W 1934 KL' }, { kenteken: 'XY-370-ZT' },
    { zimmer: '318B', nachname: '' }, { chambre: 536, nom: '' },
  ])('hide the number in %j', (metadata) => {
    const [key = ''] = Object.keys(metadata)
    expect(review(metadata)).not.toHaveProperty(key)
  })

  it.each<Metadata>([{ referencia: 'ninguna' }, { zimmer: 3 }, { room: 'B-214', subject: 'math' }, { document_id: 'terms' }, { immatriculation: 'BMW X5' }])('keep %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })
})

describe('names', () => {
  it.each<[Metadata, Metadata]>([
    [{ 收款人: '陈丽华', 付款人: '李小明' }, {}],
    [{ note: 'Contact 田中 太郎 at the desk' }, { note: 'Contact [removed] at the desk' }],
    [{ mensagem: 'Olá Anke, o seu pedido foi aprovado' }, { mensagem: 'Olá [removed], o seu pedido foi aprovado' }],
    [{ notiz: "Frau O'Brien verträgt kein Penicillin" }, { notiz: 'Frau [removed] verträgt kein Penicillin' }],
    [{ seller: 'jdoe42', triggered_by: 'nightowl_88' }, {}],
    [{ treffpunkt: 'Atatürk Caddesi No: 52' }, {}],
  ])('are removed from %j', (metadata, left) => {
    const clean = review(metadata)
    expect(Object.keys(left).length ? clean : Object.values(clean).filter((value) => value !== '[removed]')).toEqual(Object.keys(left).length ? left : [])
  })

  it.each<Metadata>([{ note: 'Open 東京 新宿 now' }, { title: 'Hello World, hello app' }, { message: 'Olá Mundo, bem-vindo' }, { seller: 'shop24' }, { seller: 'store1' }, { triggered_by: 'pool_12', seller: 'nord_5' }])('are not found in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })
})

describe('a date of birth', () => {
  it.each(['geb. 19.10.1990', 'né le 03/12/1978', 'urodzony 1990-02-11', 'född 1990-02-11'])('is removed after its word: %s', (text) => {
    expect(review({ note: `Profil, ${text}` })).toEqual({ note: `Profil, ${text.replace(/\S+$/, '[removed]')}` })
  })

  it('is none after other words', () => {
    expect(review({ note: 'Angeb. 19.10.2024' })).toEqual({ note: 'Angeb. 19.10.2024' })
  })
})
