import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src'
import { reviewMetadata, reviewText } from '../src/review'

describe('outside of a page, metadata', () => {
  it.each<[string, Metadata, Metadata]>([
    ['whoever did something, after a comma', { review: 'Great service, Kevin was very helpful' }, { review: 'Great service, [removed] was very helpful' }],
    ['whoever works for a firm', { from_label: 'Ulrike from Zapier' }, { from_label: '[removed] from Zapier' }],
    ['whoever stands behind a desk', { feedback: 'Sandra at the desk was rude' }, { feedback: '[removed] at the desk was rude' }],
    ['whoever is fetched', { reminder: 'Pick up Noah from daycare' }, { reminder: 'Pick up [removed] from daycare' }],
    ['whoever comes back', { toast: 'Welcome back, Marek' }, { toast: 'Welcome back, [removed]' }],
    ['whoever something is for', { dedication: 'For Lucia', engraving: 'Für Sofie!' }, { dedication: 'For [removed]', engraving: 'Für [removed]!' }],
    ['whoever has a birthday', { gift: 'Happy bday Jonas' }, { gift: 'Happy bday [removed]' }],
    ['whoever gets something', { todo: 'Send the contract to Bartholomew Finch' }, { todo: 'Send the contract to [removed]' }],
    ['whose things these are', { header: "Aisha's Dashboard", list: "Harriet's tasks" }, { header: '[removed]\'s Dashboard', list: "[removed]'s tasks" }],
    ['the surname after a title and a given name', { q: 'dr emily watson reviews' }, { q: 'dr [removed] [removed] reviews' }],
    ['a family', { to: 'Fam. Jansen', card: 'Familie Visser' }, { to: 'Fam. [removed]', card: 'Familie [removed]' }],
    ['the account that was changed', { msg: 'password changed for kowalczyk_j' }, { msg: 'password changed for [removed]' }],
    ['the folder of a user with two names', { file: String.raw`C:\Users\Marie Dupont\Documents\taxes.pdf` }, { file: String.raw`[removed]\Documents\taxes.pdf` }],
    ['a short telephone number after a name', { text: 'call her on 555 0123' }, { text: 'call her on [removed]' }],
    ['personal numbers that their form shows', { nino: 'QQ 12 34 56 C', x: 'is 131052-308T ok' }, { nino: '[removed]', x: 'is [removed] ok' }],
    ['a German insurance number in groups', { x: 'Versicherte 65 170839 J 008 fehlt' }, { x: 'Versicherte [removed] fehlt' }],
    ['accounts of a game shop', { x: 'banned STEAM_0:1:12345678', y: '[U:1:22202123]' }, { x: 'banned [removed]', y: '[removed]' }],
    ['machines that are named after their IP address', { x: 'ip-172-31-5-22.ec2.internal', y: 'at dyn-84-12-3-9' }, { x: '[removed].ec2.internal', y: 'at [removed]' }],
    ['whoever speaks', { chat: 'Karen: where is my order?', log: '[Karen]: hello' }, { chat: '[removed]: where is my order?', log: '[[removed]]: hello' }],
    ['relatives behind a colon', { note: 'Wife: Carmen', list: 'Kid 1: Mia (7), Kid 2: Ben (5)', memo: 'Gift to mom (Helen)' }, { note: 'Wife: [removed]', list: 'Kid 1: [removed] (7), Kid 2: [removed] (5)', memo: 'Gift to mom ([removed])' }],
    ['whoever stands beside somebody', { note: 'Priya Sharma and Kevin called' }, { note: '[removed] and [removed] called' }],
    ['whoever a filter names', { filter: 'assignee = "olga.k"', q: 'owner:priya.sharma' }, { filter: 'assignee = "[removed]"', q: 'owner:[removed]' }],
    ['whoever gets money', { description: 'TRANSFER FROM KUMAR R' }, { description: 'TRANSFER FROM [removed]' }],
    ['whoever signs in the next line', { text: 'regards,\nTobias' }, { text: 'regards,\n[removed]' }],
    ['titles of more languages', { note: 'Sig.ra Conti ha chiamato' }, { note: 'Sig.ra [removed] ha chiamato' }],
    ['whoever a message was for', { note: 'left voicemail for Beth' }, { note: 'left voicemail for [removed]' }],
    ['somebody on a machine without a name', { cmd: 'ssh svenja@10.2.3.4' }, { cmd: 'ssh [removed]' }],
    ['a code before what it is good for', { text: 'code 493021 to verify' }, { text: 'code [removed] to verify' }],
    ['a number plate after the word for it', { text: 'license plate B-MW 1234' }, { text: 'license plate [removed]' }],
    ['where somebody lives', { text: 'and I live at Am Markt 88', note: 'living at 20-2 Shibuya now' }, { text: 'and I live at [removed]', note: 'living at [removed]' }],
    ['profile pages of more networks', { portfolio: 'behance.net/oksanadraws' }, { portfolio: 'behance.net/[removed]' }],
  ])('loses %s', (_name, metadata, clean) => {
    expect(sanitizeMetadata(metadata)).toEqual(clean)
  })

  it.each<Metadata>([
    { review: 'Great service, lunch was very good', feedback: 'Prices at the desk were fine' }, { label: 'Coffee from Kenya', dedication: 'For Sale', hint: 'To Cart' }, { reminder: 'Pick up parcel from depot' },
    { toast: 'Welcome back, Premium member' }, { todo: 'Send the request to Customer Support', task: 'Send a copy to Google Drive' }, { header: "Today's Dashboard", list: "Men's tasks" }, { q: 'dr pepper reviews' },
    { card: 'Familie Tarif', plan: 'Family Plan' }, { msg: 'password changed for admin' }, { x: 'Halle 12 640000 B 100 und 65 170839 J' }, { x: 'AB 12 34 56 Z', y: 'STEAM_0', z: 'host-1-2' }, { link: 'behance.net/search' },
    { chat: 'Warning: disk full', label: 'Paris: 3 hotels' }, { note: 'Owner: unassigned', memo: 'Partner: Gold level', list: 'customer (new)' }, { note: '[removed] and Premium' }, { filter: 'owner:platform-team' }, { description: 'TRANSFER FROM SAVINGS ACCOUNT' }, { text: 'error code 404040 is known' }, { text: 'license plate format' },
    { text: 'live at noon', note: 'Streaming live at 20:00' },
    { winner: 'Group B' }, { captain: 'Team A' },
  ])('keeps %j', (metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual(metadata)
  })
})

describe('below a key for a person', () => {
  it.each(['Kirk G', 'Radia P.', 'ERIKSSON/ANNA MARIA', '@jules', '$jenniferlee', 'live:anna.berg', 'Pixel_Wolf2011'])('%s goes', (who) => {
    expect(reviewMetadata({ spouse: who, x: { captain: who } })).toEqual({ x: {} })
  })

  it.each<Metadata>([{ kakao: 'minsu92' }, { venmo: 'leah_m' }, { minecraft_name: 'Pixel_Wolf2011' }, { name_first: 'Ingeborg' }, { next_of_kin_name: 'Nina' }, { 顧客名: '佐藤花子' }, { 客户姓名: '李雷' }, { 보호자명: '김민수' }])('keys in use are known: %j', (metadata) => {
    expect(sanitizeMetadata(metadata)).toEqual({})
  })

  it('what proves a bank or a vehicle has a digit', () => {
    expect(sanitizeMetadata({ sortcode: '40-47-84', reg_no: 'KA-01-HH-1234', plate_no: 'AB-123-CD', plate: true })).toEqual({ plate: true })
    expect(reviewMetadata({ sort_code: 'unknown', car_plate_no: 'unknown' })).toEqual({ sort_code: 'unknown', car_plate_no: 'unknown' })
  })
})

it('a short number goes behind whoever is called on it', () => {
  expect(reviewText('call reception on 555-0142')).toBe('call reception on [removed]')
})

it('a handle with capitals and a number goes below a noun for a person', () => {
  expect(reviewMetadata({ follower: 'Dark_Castle_42', plan: 'pro' })).toEqual({ plan: 'pro' })
})
