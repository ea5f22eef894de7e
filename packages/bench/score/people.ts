import type { Parameter } from './parameters.ts'
import type { Random } from './random.ts'

// A wider pool than that of parameters.ts: given names and surnames of all continents, and what forms ask of people in the formats of their countries. All made up.

const split = (...lines: readonly string[]) => lines.join(' ').split(' ')

const GIVEN = split(
  'Olivia Noah Emma Liam Charlotte Ethan Harper Mason Abigail Logan Brooke Tyler Siobhan Declan Imogen Callum Hannah Lukas Katharina Matthias Anke Jörg Camille Étienne Manon Benoît',
  'Lucía Álvaro Carmen Joaquín Giulia Lorenzo Chiara Matteo Agnieszka Paweł Małgorzata Łukasz João Beatriz Thiago Larissa Sanne Daan Femke Thijs Ayşe Mehmet Elif Emre Astrid Bjørn',
  'Søren Åsa Aino Mikko Nadia Dmitri Svetlana Oksana Zsófia Gergő Ivana Nikola Yuki Haruto Sakura Kenji Jiwoo Minjun Xiaoming Lihua Nguyet Rajesh Ananya Arjun Lakshmi Fatima Ahmed',
  'Khadija Youssef Leila Hassan Shira Amara Chidi Kwame Abena Thandiwe Sipho Wanjiru Mateo Valentina Santiago Ximena Moana Tane',
)
const FAMILY = split(
  "Anderson Thompson O'Brien Murphy Fitzgerald Campbell Whitaker Sullivan Rodriguez Jackson Müller Schneider Hoffmann Weiß Lefèvre Moreau Dubois Fernández Gutiérrez Ibáñez Rossi",
  'Esposito Bianchi Nowak Wiśniewska Zieliński Silva Oliveira Carvalho Jansen Bakker Vermeulen Yılmaz Öztürk Demir Hansen Johansson Nyström Korhonen Ivanova Petrenko Horváth Novák',
  'Tanaka Yamamoto Watanabe Nakajima Kim Park Zhang Chen Nguyen Sharma Patel Iyer Khan Al-Masri Benali Cohen Adeyemi Mensah Nkosi Otieno Castillo Ramírez Quispe Tuilagi Ngata',
)
const WHOLE = [
  'Jean-Luc Moreau', 'María José García López', 'Ana Paula de Souza', 'Pieter van der Berg', 'Juan de la Cruz', 'Nguyễn Thị Minh Khai', 'James T. Walker', 'Dr. Helen Whitaker',
  'Li Wei', 'Suharto', 'Mohammed bin Rashid', 'Maria dos Santos', '王芳', '田中 太郎', 'Иван Петров', 'محمد علي', '김민준',
] as const
const NICKS = split('nightowl_88 sofia.rossi xX_sniper_Xx kenji_t mrs.baker the_real_tom dragonslayer99 lena-k coffeeaddict jdoe42 pixel_witch rajesh.p gamer4life miss_mel t0mcat amara_writes')
const STREETS = [
  '# Maple Avenue', '# Oakwood Drive', '#B Baker Street', '# Queen St W', 'Lindenstraße #', 'Am Markt #', '#, rue de la République', '# avenue Foch', 'Calle Mayor #', 'Via Garibaldi #',
  'ul. Długa #', 'Rua das Flores, #', 'Av. Paulista, #', 'Kerkstraat #', 'Atatürk Caddesi No: #', 'Storgatan #', '# MG Road', '#-2 Shibuya', 'PO Box #7', '# W 42nd St Apt #B',
] as const
const MOBILES = [
  '(415) 555-01##', '415-555-01##', '+1 212 555 01##', '+44 7700 900###', '07700 900###', '0171 55501##', '+49 151 555#####', '06 12 34 5# ##', '+33 6 12 34 5# ##', '+34 612 34# ###',
  '+39 347 55# ####', '+48 512 55# ###', '+55 11 95555-####', '+31 6 1234####', '+90 532 555 ## ##', '+81 90-1234-####', '+91 98765 4####', '+2348031234###', '0412 34# ###',
] as const
const POSTCODES = ['1####', '9####-####', 'SW1A #AA', 'M1 #AE', 'K1A 0B#', '75 0##', '0#-950', '10## AB', '01310-1##', '150-00##'] as const
const PLATES = ['B-XK 4###', 'AB1# CDE', '7ABC###', 'XY-###-ZT', 'W 1#34 KL'] as const
const MAIL_HOSTS = ['mail.example', 'inbox.test', 'acme.example', 'uni.example.edu', 'web.example.de', 'correo.example.es', 'post.example.co.uk'] as const
/** As people write their names without the keys of their language. */
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', Ł: 'L', ß: 'ss', ı: 'i' }

const pick = (random: Random, list: readonly string[]) => list[random(list.length)] ?? ''
const digits = (random: Random, patterns: readonly string[]) => pick(random, patterns).replace(/#/g, () => String(random(10)))
const plain = (text: string) => text.replace(/[øłŁßı]/g, (letter) => LETTERS[letter] ?? '').normalize('NFD').replace(/[^\w. -]/g, '')
const joined = (random: Random, sign: string) => plain(`${pick(random, GIVEN)}${sign}${pick(random, FAMILY)}`)
const slug = (random: Random) => joined(random, '-').toLowerCase()
const person = (random: Random) => (random(6) ? `${pick(random, GIVEN)} ${pick(random, FAMILY)}` : pick(random, WHOLE))

function mail(random: Random): string {
  const box = pick(random, [joined(random, '.').toLowerCase(), `${slug(random).slice(0, 5)}${random(99)}`, 'hello', 'm.rossi', 'kchen+test', 'JSmith'])
  return `${box}@${pick(random, MAIL_HOSTS)}`
}

function birthday(random: Random): string {
  const [year, month, day] = [1945 + random(62), 1 + random(12), 1 + random(28)].map((part) => String(part).padStart(2, '0'))
  return pick(random, [`${year}-${month}-${day}`, `${year}-${month}-${day}`, `${day}.${month}.${year}`, `${month}/${day}/${year}`])
}

/** Numbers of national registers: one of letters and digits for each sign, `#` a digit and `@` a letter. Check digits are left out. */
const REGISTERS = { personnummer: '######-####', henkilotunnus: '######-###@', pesel: '###########', cpf: '###.###.###-##', 'codice-fiscale': '@@@@@@##@##@###@' } as const
const LETTERS_OF_REGISTERS = 'ABCDEFHJKLMNPRST'
const registers = Object.fromEntries(
  Object.entries(REGISTERS).map(([kind, pattern]) => [kind, (random: Random) => digits(random, [pattern]).replace(/@/g, () => LETTERS_OF_REGISTERS[random(16)] ?? 'A')]),
)

/** Found by their form, or in metadata by their key. */
const MAKERS: Readonly<Record<string, Parameter['make']>> = {
  mail, birthday, person,
  given: (random) => pick(random, GIVEN),
  family: (random) => pick(random, FAMILY),
  nick: (random) => pick(random, NICKS),
  'person-comma': (random) => `${pick(random, FAMILY)}, ${pick(random, GIVEN)}`,
  'person-lower': (random) => joined(random, ' ').toLowerCase(),
  mobile: (random) => digits(random, MOBILES),
  'address-line': (random) => pick(random, STREETS).replaceAll('#', String(2 + random(180))),
  postcode: (random) => digits(random, POSTCODES),
  plate: (random) => digits(random, PLATES),
  ...registers,
  password: (random) => `${pick(random, ['Sommer', 'tiger', 'Blue', 'hunter'])}${pick(random, ['!', '-', '_', '.', '$'])}k${100 + random(900)}x${10 + random(90)}`,
  room: (random) => `${1 + random(7)}${10 + random(30)}${pick(random, ['', 'A', 'B'])}`,
  geohash: (random) => `u${Array.from({ length: 8 }, () => '0123456789bcdefghjkmnpqrstuvwxyz'[random(32)]).join('')}`,
  'person-ja': (random) => `${pick(random, ['佐藤', '鈴木', '高橋'])} ${pick(random, ['美咲', '健太', '陽菜'])}`,
  'person-zh': (random) => `${pick(random, ['王', '李', '陈'])}${pick(random, ['小明', '丽华', '伟强'])}`,
  'person-ko': (random) => `${pick(random, ['김', '이', '박'])}${pick(random, ['민수', '서연', '지훈'])}`,
  'address-zh': (random) => `${pick(random, ['北京市朝阳区', '上海市静安区'])}${pick(random, ['建国路', '南京西路'])}${1 + random(900)}号${1 + random(30)}室`,
}

/** Names in sentences, in names of files and in addresses, where no key tells. */
const UNTOLD: Readonly<Record<string, Parameter['make']>> = {
  ctxperson: person,
  ctxgiven: (random) => pick(random, GIVEN),
  'person-file': (random) => joined(random, '_'),
  'person-slug': slug,
}

/** A value about a person. In a route nothing tells a name of one word from other words. */
export function findPersonal(kind: string, place: 'route' | 'metadata'): Parameter | undefined {
  const make = MAKERS[kind]
  if (make) return { tier: place === 'route' && /^(?:given|family|nick)$/.test(kind) ? 'context' : 'form', make }
  return UNTOLD[kind] && { tier: 'context', make: UNTOLD[kind] }
}
