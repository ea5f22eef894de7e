import { wordsOf } from './words-of-key'

/** Keys for vehicles. */
const VEHICLE = / (vehicle|car|plate|registration|reg|trailer|truck|lorry|van|taxi|cab|bus|motorcycle|scooter|auto|fahrzeug|kennzeichen|kfz|vehicule|vehiculo|veiculo|veicolo|targa|matricula|voiture|coche|carro|pojazd|rejestracja|immatriculation|immatricolazione|kenteken|nummerplade|rekisterinumero|rendszam|spz|plaka)s?( (number|no|nr|reg|registration))? $/
/** `B-XK 4635`, `W 1634 KL`, `XY-370-ZT`, `AB12 CDE`, `7ABC123`: three groups that alternate letters and digits, or two of them in one group. `BMW 650 GS` is a model. */
const PLATE = /^(?=.*\d.*\d)(?:[A-Z]{1,3}[ -][A-Z]{1,2}[ -]\d{1,4}[A-Z]?|[A-Z]{1,2}[ -]\d{1,5}[ -][A-Z]{1,3}|\d{1,4}[ -][A-Z]{1,3}[ -]\d{1,4}|[A-Z]{2}\d{2} ?[A-Z]{3}|\d[A-Z]{3}\d{3}|[A-Z]{2} ?\d{3} ?[A-Z]{2})$/

/** Whether a text is a number plate, by its form and its key. Models look like `BMW X5` or `Fiat 500`. */
export function isNumberPlate(key: string, text: string): boolean {
  return text.length < 14 && PLATE.test(text) && VEHICLE.test(wordsOf(key))
}
