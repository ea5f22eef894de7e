import { describe, expect, it } from 'vitest'
import { type Metadata, sanitizeMetadata } from '../src/page'
import { reviewMetadata } from '../src/review'

const review = (metadata: Metadata) => reviewMetadata(sanitizeMetadata(metadata))

describe('a name in a sentence', () => {
  it.each<[Metadata, Metadata]>([
    [{ description: 'SEPA credit Anke Nakajima invoice' }, { description: 'SEPA credit [removed] invoice' }],
    [{ mensaje: 'Hola, soy Moana Nakajima. Mi pedido' }, { mensaje: 'Hola, soy [removed]. Mi pedido' }],
    [{ text: 'can you rewrite this mail to محمد علي please' }, { text: 'can you rewrite this mail to [removed] please' }],
    [{ text: 'Contact 田中 太郎 at the front desk' }, { text: 'Contact [removed] at the front desk' }],
    [{ message: 'Olá Anke, o seu pedido foi aprovado' }, { message: 'Olá [removed], o seu pedido foi aprovado' }],
  ])('is removed from %j', (metadata, left) => {
    expect(review(metadata)).toEqual(left)
  })

  it.each<Metadata>([
    { message: 'Hello World, hello app' }, { message: 'Black Friday' }, { text: 'Theorem of Ada Lovelace' }, { description: 'Jordan Trip' }, { text: 'Flight from San Francisco to Los Angeles was late' }, { description: 'Learn with Visual Studio Code and Node' },
    { message: 'Olá Mundo, bem-vindo' }, { reason: 'Changed mind about Apple Watch' },
  ])('is not seen in %j', (metadata) => {
    expect(review(metadata)).toEqual(metadata)
  })
})

describe('a name that somebody says', () => {
  it.each([
    ['Me llamo Moana Chen y vivo en Lima', 'Me llamo [removed] y vivo en Lima'],
    ['ich heiße Anke', 'ich heiße [removed]'],
    ["je m'appelle Manon", "je m'appelle [removed]"],
    ['mi chiamo Giulia de Luca', 'mi chiamo [removed]'],
    ['меня зовут Иван Петров', 'меня зовут [removed]'],
    ['soy Lucía', 'soy [removed]'],
    ['my name is not shown', 'my name is not shown'],
    ['soy Lima', 'soy Lima'],
    ['my name is Siri', 'my name is Siri'],
  ])('%s', (note, left) => {
    expect(review({ note })).toEqual({ note: left })
  })
})

describe('a handle in a log', () => {
  it.each([
    ['Login failed for user mrs.baker on registry.example', 'Login failed for user [removed] on registry.example'],
    ['Access denied for user the_real_tom now', 'Access denied for user [removed] now'],
    ['Failed password for invalid user okafor now', 'Failed password for invalid user [removed] now'],
    ['level=info user=okafor action=open', 'level=info user=[removed] action=open'],
    ['level=info user=pixel_witch action=open', 'level=info user=[removed] action=open'],
    ['User jdoe42 opened a file', 'User [removed] opened a file'],
    ['identify kenji_t', 'identify [removed]'],
    ['Kicked xX_sniper_Xx from lobby', 'Kicked [removed] from lobby'],
    ['nightowl_88 joined the game', '[removed] joined the game'],
    ['player t0mcat is online', 'player [removed] is online'],
    ['User: arn:aws:iam::aws:user/amara is not authorized', 'User: arn:aws:iam::aws:user/[removed] is not authorized'],
    ['arn:aws:sts::aws:assumed-role/Admin/jane', 'arn:aws:sts::aws:assumed-role/Admin/[removed]'],
  ])('%s', (log, left) => {
    expect(review({ log })).toEqual({ log: left })
  })

  it.each(['Login failed for user accounts', 'user=admin action=open', 'member node_3 is down', 'removed page_2', 'auth_service joined the cluster', 'arn:aws:s3:::user/photos'])('%s has none', (log) => {
    expect(review({ log })).toEqual({ log })
  })
})

describe('a title about somebody', () => {
  it.each([
    ['Interview notes Åsa Campbell 2nd round', 'Interview notes [removed] 2nd round'],
    ['1:1 Liam Okafor', '1:1 [removed]'],
    ['Rechnung Moana Chen', 'Rechnung [removed]'],
    ['Contract Killer', 'Contract Killer'],
    ['Interview questions', 'Interview questions'],
  ])('%s', (title, left) => {
    expect(review({ title })).toEqual({ title: left })
  })
})

describe('the address of a network card in a topic', () => {
  it.each([['devices/22:50:58:ba:89:fc/events', 'devices/[removed]'], ['devices/22-50-58-BA-89-FC', 'devices/[removed]'], ['devices/22:50/events', 'devices/22:50/events']])('%s', (topic, left) => {
    expect(review({ topic })).toEqual({ topic: left })
  })
})
