import { describe, expect, it } from 'vitest'
import { anonymizeUrl } from '../src'

const words = [
  'dashboard', 'getting-started', 'alert_grouping_settings', '_next', '-', '.well-known', 'wp-json', 'xmlrpc', 'mqtt', 'getTimeline',
  'GetPlayerSummaries', 'validatingwebhookconfigurations', 'datenschutzerklaerung', 'ueber-uns', 'über-uns', 'qui-sommes-nous',
  'obchodni-podminky', 'hakkimizda', 'kebijakan-privasi', 'en', 'en-US', 'pt_BR', 'zh-Hans-CN', 'v1', 'v2', 'v1beta1', 'v1p1beta1',
  'v58.0', 'v1.2.3', '2.0', '3.x', 'rest_v1', 'oauth2', 'auth0', '2fa', 'mfa', '3d_secure', 's3', 'ec2', 'k8s', 'i18n', 'a11y', 'b2b', 'p2p',
  'base64', 'utf8', 'ipv6', 'x509', 'mp4', 'h264', 'web3', 'html5', 'http2', 'u2f', 'saml2', 'win64', '3rd-party', '30d', '24h',
  'apple-touch-icon-180x180.png', 'step-2', 'step2', '15min', 'index.html', 'sitemap.xml', 'robots.txt', 'favicon.ico',
  'intro.mp4', 'rbac.authorization.k8s.io', 'chat.postMessage', 'shop.v1.Catalog', 'api.catalog', 'HighErrorBudgetBurn', 'page.xhtml', 'calendar.ics', '3v3',
  'rebar3-usage', 'marc21', 'q3', 'commons-lang3', 'es6', 'ps5', 'registration5-semver1', 'main.c', 'printenv.pl', 'bundle.tar.gz', 'app.jar', 'black-friday-2023', 'up-to-70-percent-off', 'getArtistInfo2', 'mateIn2', 'ping.view', 'jquery-3.6.0.min.js',
  'gpt-4o', '4k', 'v2-4-0', 'notes.ipynb', 'site.webmanifest', 'chapter-12', 'zone-42', 'covid-19', '2024-05', 'GetUserById', 'getPetById', 'post.byId,user.me',
  'soc-2', 'ak-47', 'exp-4', 'Lesson-1', 'apollo-13.html', 'product_1', 'vitamin-b12', 'german-b2', 'cn23', 'TP53', 'terminal-2e', 'matte-350g', '2000s', '2024-W07',
  '2001-a-space-odyssey', '4.17.21', '3.0.16', '19.1.0', '22.04', 'v1alpha1', 'v1alpha', 'v0001', '16-25', '2023-24', '10-tips-for-remote-teams', '30-year-fixed',
  'ipv4', 'amd64', 'vue3', 'md5', 'umzugsrechner', '@me', 'projectsV2', 'us-east-1', 'us-north-east-1', 'contact-form-7', 'socket.io', '404.html', '404-body', 'e404', 'w600', 'rfc9110', 'erc721', 'eip1559', 'paracetamol-500mg', 'l2', 'b2', '5g', '2X', '24px',
]
const identifiers = [
  '1', '42', 'abc-123-def-456', 'help-100-customers', '9f1c2d7e-3b4a-4c5d-8e6f-7a8b9c0d1e2f', '01HQZX3V9K8M2N4P6R7S8T0VWX', '0ujtsYcgvSTl8PAuAdqWYSMnLOv',
  'V1StGXR8_Z5jdHi6B-myT', 'cjld2cjxh0000qzrmn831i7rn', '507f1f77bcf86cd799439011', '175928847299117063', 'cus_NffrFeUfNV2Hib', 'cus_NffrFeUfNVHib', 'dQw4w9WgXcQ',
  'dQwXgWcZkPt', 'XKQZJWVPHG', 'qzxvkjwpfh', '5d41402abc4b2a76b9719d911017c592', 'eyJhbGciOiJIUzI1NiJ9', '@ada', '~ada', '+491715550123', '203.0.113.42', '::1',
  'red-shoes-1042', '2024-01-15', '2024', '15.01.24', 'order-1042', 'INV-2024-00042', '-1', '5.', 'PROJ-123', 'U024BE7LH', 'john.doe', 'acme.example',
  'ada%40mail.example', 'John Doe', 'a,b', 'a=b', '[slug]', ':id', '{id}', '<id>', '*', '$id', '٤٢', '４２', '日本', 'x'.repeat(61), 'go-'.repeat(21), 'ObjEFGeLEdUr', 'user1', 'order7', 'abc123', 'foo2bar3', 'qxzv7', 'jack.ma', 'black-friday-1042', 'step-200', 'red-dress-7', '1234567890',
  'user-42', 'order-7', 'customer-9', 'modules-3', 'ITEM-42', '2024-57',
  '_5', '.7', 'ab1234', 'abcd123', '12345a', 'smith2004', '7-red-dress', '512-red-dress', 'user_12', 'WEB-12', '5.12.1984', '8.8.8.8', '10.20.30.4', '14-57', 'c104', 'P001', 'ab123', '100-days-of-code', '123-fix-login', 'euro2024',
  '@media', 'x@me', 'Jane-Martin-7', 'my-first-post-42', 'my-first-post_7', 'red-dress-7-4', 'jack.mario', 'rfc12345', 'user-405', '500mgs', 'sha256', 'v1a2b3c4d5',
]

describe('a segment of an address', () => {
  it.each(words)('%s is a word', (word) => {
    expect(anonymizeUrl(`/x/${word}/y`)).toBe(`/x/${word}/y`)
  })

  it.each(identifiers)('%s is an identifier', (identifier) => {
    expect(anonymizeUrl(`/x/${identifier}/y`)).toBe('/x/[id]/y')
  })

  it.each([
    ['a year in an archive', '/archive/2019', '/archive/2019'],
    ['a year below one thing', '/sport/2022/oktober', '/sport/2022/oktober'],
    ['a number that is not a year', '/hardware/1980', '/hardware/[id]'],
    ['a month with one digit', '/archives/2024/5', '/archives/2024/5'],
    ['a month of a year', '/blog/2024/05', '/blog/2024/05'],
    ['a year at the root', '/2024/05/hello-world', '/2024/05/hello-world'],
    ['a day', '/blog/2024/05/17', '/blog/2024/05/[id]'],
    ['a number that looks like a year', '/users/2019', '/users/[id]'],
    ['what looks like a year of a customer', '/customer/2024', '/customer/[id]'],
    ['what looks like a year of a user', '/user/2024', '/user/[id]'],
    ['what looks like a year of patients', '/patients/2024', '/patients/[id]'],
    ['what looks like a year of an account', '/accounts/2024', '/accounts/[id]'],
    ['what looks like a year of people', '/people/2024', '/people/[id]'],
    ['what looks like a year of employees', '/employees/2024', '/employees/[id]'],
    ['a year of results', '/results/2024/05', '/results/2024/05'],
    ['a month of things', '/billing/invoices/2024-05', '/billing/invoices/2024-05'],
    ['what looks like a year of an order', '/order/2024', '/order/[id]'],
    ['a year of a calendar', '/calendar/2024', '/calendar/2024'],
    ['a year as the whole path', '/2024', '/2024'],
    ['a number as the whole path', '/20', '/20'],
    ['a longer number as the whole path', '/204', '/[id]'],
    ['a digit after api', '/rest/api/3/issue', '/rest/api/3/issue'],
    ['a month after api', '/admin/api/2023-10/shop.json', '/admin/api/2023-10/shop.json'],
    ['a date at the root', '/2010-04-01/Accounts', '/2010-04-01/Accounts'],
    ['two characters in the first segment', '/b2/vocabulary', '/b2/vocabulary'],
    ['what looks like a year of people in capitals', '/USERS/2024', '/USERS/[id]'],
    ['a date at the end', '/calendar/2010-04-01', '/calendar/[id]'],
    ['a small number in the first segment', '/gifts-under-50', '/gifts-under-50'],
    ['a small number in a later segment', '/gifts/gifts-under-50', '/gifts/[id]'],
    ['a longer number in the first segment', '/gifts-under-500', '/[id]'],
    ['a status at the root', '/404', '/404'],
    ['a rarer status at the root', '/429', '/429'],
    ['a number that looks like a status', '/users/404', '/users/[id]'],
    ['a status of an error', '/errors/404', '/errors/404'],
    ['an error that is no status', '/errors/42', '/errors/[id]'],
    ['a method after api', '/api/users.list', '/api/users.list'],
    ['a name with a dot', '/users/users.list', '/users/[id]'],
    ['several methods after api', '/api/trpc/post.list,user.get', '/api/trpc/post.list,user.get'],
    ['several words', '/users/ada,bob', '/users/[id]'],
    ['several numbers after api', '/api/trpc/post.list,4711', '/api/trpc/[id]'],
  ])('%s is judged by its position', (_name, address, route) => {
    expect(anonymizeUrl(address)).toBe(route)
  })
})
