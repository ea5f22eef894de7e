// Words of keys in the larger languages that are written in Latin letters, without their marks.

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Passwords, days of birth, addresses and numbers of a state: no text or number may stay. Stems, and words of one or two. */
export const HIDDEN =
  / (\w*(geburt|geboort|geboren|fodelse|fodsels|syntyma|narozen|szulet|urodzen|rozhden|nascimento|nacimiento|naissance|nascita|dogum|kelahiran|seinengappi|tanjobi|passwort|wachtwoord|adgangskode|losenord|salasana|contrasen|motdepasse|kennwort)\w*( (tarihi|datum|dato|data|date|dag|tag|aika))?|contrase na|senha|clave|sifre|parola|parol|lozinka|geslo|heslo|haslo|jelszo|passord|mot de passe|kata sandi|tgl lahir|tanggal lahir|direccion|domicilio|endereco|indirizzo|anschrift|strasse|wohnort|adresse|adresa|adres|osoite|ulica|gatuadress|bostadsadress|jusho|alamat|(codigo|code|cod|kod|kode) (postal|poczt|pos)\w*|kod pocztowy|posta kodu|postnummer|postinumero|postleitzahl|postcode|plz|iranyitoszam|yubin ?bango|dni|cuit|cuil|numero (de )?securite sociale|sozialversicherungsnummer|personnummer|fodselsnummer|cpr|henkilotunnus|rodne cislo|tc ?kimlik ?no|kimlik ?no|tckn|kartu identitas|ktp|mynumber|my number)( \d)? $/

/** Parts of a name, and who uses something: below these one word is a name or a handle. */
export const PERSONS_WORLD = list(`
  vorname nachname familienname rufname benutzername benutzer nutzer nutzername kundenname kunde vertretung stellvertreter ansprechperson
  nombre nombres apellido apellidos usuario nombreusuario referente alumno alumna conductor cliente
  prenom nomfamille utilisateur identifiant interlocuteur
  nome cognome sobrenome utente nominativo responsabile intestatario referente
  naam voornaam achternaam roepnaam gebruiker gebruikersnaam contactpersoon
  imie nazwisko uzytkownik opiekun klient zleceniodawca
  isim adi soyad soyadi kullanici kullaniciadi musteri yetkili
  fornamn efternamn anvandare anvandarnamn kund fornavn etternavn efternavn bruker brukernavn bruger brugernavn kunde
  etunimi sukunimi kayttaja kayttajatunnus jmeno prijmeni uzivatel keresztnev vezeteknev felhasznalo nume prenume utilizator ime prezime korisnik
  familiya imya otchestvo polzovatel nama namalengkap pengguna shimei namae sei mei onamae tantosha kokyaku senpai
`)

/** Makers, places and works in other languages: see `THINGS`. */
export const THINGS_WORLD = list(`
  unternehmen firma betrieb arbeitgeber hersteller marke bank versicherung schule hochschule universitat universitaet klinik krankenhaus praxis apotheke laden geschaft filiale restaurant ort stadt gemeinde
  bundesland kreis land region strecke haltestelle bahnhof flughafen produkt artikel ware sorte buch film lied verein mannschaft spiel marktplatz veranstaltung veranstaltungsort modell
  empresa compania sociedad fabricante marca banco aseguradora escuela colegio universidad hospital clinica farmacia tienda restaurante ciudad municipio localidad provincia estado pais comunidad barrio estacion
  aeropuerto producto articulo libro pelicula cancion equipo juego modelo evento lugar
  entreprise societe fabricant marque banque assurance ecole universite hopital clinique pharmacie magasin boutique ville commune departement region pays quartier gare aeroport produit article livre chanson
  equipe jeu modele evenement lieu
  azienda ditta societa produttore banca assicurazione scuola universita ospedale farmacia negozio ristorante citta comune provincia regione paese quartiere stazione aeroporto prodotto articolo libro canzone
  squadra gioco modello luogo
  bedrijf fabrikant merk verzekering school universiteit ziekenhuis apotheek winkel plaats gemeente provincie land wijk station luchthaven artikel boek lied ploeg spel
  przedsiebiorstwo producent marka ubezpieczenie szkola uczelnia uniwersytet szpital apteka sklep restauracja miasto miejscowosc gmina powiat wojewodztwo kraj dzielnica dworzec lotnisko produkt towar ksiazka
  piosenka druzyna gra
  sirket uretici sigorta okul universite hastane eczane magaza restoran lokanta sehir ilce semt mahalle ulke bolge istasyon havalimani urun kitap sarki takim oyun yer
  empresa fabricante seguradora faculdade universidade loja cidade municipio bairro estacao aeroporto produto artigo livro filme musica time equipa jogo local
  foretag varumarke skola sjukhus butik stad kommun lan flygplats vara bok lag spel virksomhed maerke skole sygehus kommune lufthavn vare bog hold bedrift merke sykehus butikk by
  yritys merkki koulu sairaala kauppa kaupunki kunta maa tuote kirja joukkue spolecnost znacka skola nemocnice obchod mesto obec kraj letiste vyrobek kniha tym ceg varos orszag termek konyv csapat
  companie oras tara produs carte echipa kaisha gakko shi todofuken ken kuni shohin hon perusahaan sekolah kota negara produk barang buku toko
  champion hero character villain skin npc metro subway tram stop bridge river mountain lake island beach room hall holiday festival award prize scholarship theme pattern collection cultivar
  hostel lodge tower gallery museum library cathedral monument statue memorial fragrance perfume wishlist cocktail paint wallpaper industry
`)

/** What a screen shows in other languages: see `TITLES`. */
export const TITLES_WORLD = list(`
  schaltflache knopf seite titel uberschrift kategorie rubrik sortierung reihenfolge farbe grosse abteilung fach fachbereich tarif versand versandart lieferung zahlung zahlungsart zahlungsweise zustand
  nachricht suche suchbegriff formular frage antwort auswahl sprache rolle beruf stelle branche anlass anrede reiter filter ansicht bestellstatus schritt thema
  boton pagina titulo categoria orden ordenar color talla departamento asignatura materia tarifa envio entrega pago mensaje busqueda formulario pregunta respuesta opcion idioma cargo puesto profesion sector
  motivo tema paso vista seccion
  bouton page titre categorie tri couleur taille service matiere tarif livraison paiement statut message recherche formulaire question reponse choix langue poste metier secteur motif theme etape vue rubrique
  pulsante pagina titolo categoria ordinamento colore taglia reparto materia tariffa spedizione consegna pagamento stato messaggio ricerca modulo domanda risposta scelta lingua ruolo professione settore corso
  knop pagina titel categorie sortering kleur maat afdeling vak tarief verzending levering betaling bericht zoekterm formulier vraag antwoord keuze taal functie beroep sector
  przycisk strona tytul kategoria sortowanie kolor rozmiar dzial przedmiot taryfa wysylka dostawa platnosc stan wiadomosc szukaj formularz pytanie odpowiedz wybor jezyk stanowisko zawod branza temat
  dugme buton sayfa baslik kategori siralama renk beden departman bolum ders tarife kargo teslimat odeme durum mesaj arama soru cevap secim dil gorev meslek sektor konu
  botao titulo ordenacao cor tamanho setor disciplina frete pagamento mensagem busca pergunta resposta opcao idioma profissao assunto etapa
  knapp sida rubrik sortering farg storlek avdelning amne frakt leverans betalning meddelande sok fraga svar sprak yrke knap side farve storrelse afdeling fag levering betaling besked sog sporgsmal farge
  otsikko sivu luokka vari koko osasto toimitus maksu viesti haku kieli ammatti nadpis stranka razeni barva velikost oddeleni doprava platba zprava hledani jazyk povolani cim oldal szin meret fizetes uzenet
  titlu culoare marime livrare plata mesaj cautare limba kategori ukuran warna pembayaran pesan bahasa pekerjaan
`)
