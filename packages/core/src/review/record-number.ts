import { isListedWord } from './name-model'
import { wordsOf } from './words-of-key'
import { compileAtOnce } from './compile-at-once'

/** Nouns for what is numbered for one person. Alone, they may also hold a state, a direction or a name. */
const RECORD =
  / (order|ticket|invoice|booking|reservation|claim|parcel|shipment|consignment|waybill|receipt|patient|employee|student|contract|prescription|pnr|reg(istration)? (no|number)|meter|badge|docket|roll|folio|bestellung|auftrag|rechnung|buchung|vertrag|sendung|beleg|pedido|factura|reserva|contrato|commande|facture|reservation|contrat|dossier|ordine|fattura|prenotazione|pratica|encomenda|fatura|bestelling|factuur|boeking|zamowienie|faktura|rezerwacja|przesylka|bokning|ordre|tilaus|objednavka|rendeles|comanda|siparis|pesanan|zakaz|zamovlennya) $/
const record = compileAtOnce(RECORD)
/** `04850`, `WEB-123`, `cwefupr8`. */
const NUMBER = /^(?!(?:ERC|EIP|BIP|RFC|ISO|DIN|EN|IEC|VIP)-?\d)#?(?:\d{4,12}|\d{2,4}-(?:[A-Z]{1,4}-)?\d{3,7}|[A-Z]{1,5}[-/]?\d{2,10}|(?=[A-Za-z]{0,12}\d)(?=\d{0,12}[A-Za-z])[A-Za-z\d]{6,14})$/

/** What is worth money to whoever knows its code. */
const VOUCHER = / (gift ?(card|voucher|certificate)|e ?gift|voucher|coupon|prepaid card|store credit|redeem|gutschein|geschenkkarte|bon cadeau|carte cadeau|tarjeta regalo|buono regalo|cadeaubon)s?( (code|number|no)s?)? $/
const GROUPS = /^[A-Z\d]{1,8}(?:-[A-Z\d]{1,8}){1,6}$/

/** Whether a text is the number of somebody's order, ticket or the like, by its form and its key. */
export function isRecordNumber(key: string, text: string): boolean {
  if (isUnique(text) && VOUCHER.test(wordsOf(key))) return true
  if (text.length < 4 || text.length > 16 || !NUMBER.test(text) || !record().test(wordsOf(key))) return false
  // `asc2024`, `priority1`: a word with a number is a kind.
  return !(text.match(/[A-Za-z]{3,}/g) ?? []).some((word) => /^[a-z]/.test(word) && isListedWord(word))
}

/** `GC-9F3K-22LM-7TQX`, `KD8-2MX-9QZ`: two groups or more mix letters and digits, and in one a digit comes first. `SAVE-20-NOW` and `XMAS24` are words of a shop. */
function isUnique(text: string): boolean {
  return text.includes('-') && GROUPS.test(text) && /\d[A-Z]/.test(text) && text.split('-').filter((group) => group.length > 2 && /\d[A-Z]|[A-Z]\d/.test(group)).length > 1
}
