// Words of keys in the larger languages that use Latin letters, without accents.

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Passwords, dates of birth, addresses and national identifiers: no text or number is kept. Word stems, and keys of one or two words. */
export const HIDDEN =
  / (\w*(geburt|geboort|geboren|fodelse|fodsels|syntyma|narozen|szulet|urodzen|rozhden|narodzhen|razhdan|gennis|nascimento|nacimiento|naissance|nascita|dogum|kelahiran|seinengappi|tanjobi|passwort|wachtwoord|adgangskode|losenord|salasana|contrasen|motdepasse|kennwort)\w*( (tarihi|datum|dato|data|date|dag|tag|aika))?|contrase na|senha|clave|sifre|parola|parol|lozinka|geslo|heslo|haslo|jelszo|passord|mot de passe|kata sandi|mat khau|dia chi|ngay sinh|so cmnd|(so )?cccd|community string|tgl lahir|tanggal lahir|direccion|domicilio|endereco|indirizzo|anschrift|strasse|wohnort|adresse|adresa|adres|osoite|ulica|gatuadress|bostadsadress|jusho|alamat|(codigo|code|cod|kod|kode) (postal|poczt|pos)\w*|kod pocztowy|posta kodu|postnummer|postinumero|postleitzahl|postcode|plz|iranyitoszam|yubin ?bango|dni|cuit|cuil|numero (de )?securite sociale|sozialversicherungsnummer|personnummer|fodselsnummer|cpr|logradouro|rua|calle|straatnaam|straat|gateadresse|katuosoite|lahiosoite|ulice|utca|lakcim|strada|sokak|cadde|adresi|jalan|ulitsa|vulitsya|dieythynsi|odos|misamarti|kodikos( prosvasis)?|synthimatiko|paroli|tachydromikos kodikas|afm|amka|(nr|numer|numero|num) (domu|mieszkania|casa|puerta|porte|civico|fiscal)|cep|psc|irsz|steuernummer|svnr|henkilotunnus|rodne cislo|tc ?kimlik ?no|kimlik ?no|tckn|kartu identitas|ktp|mynumber|my number)( \d)? $/

/** Order, invoice and customer numbers: nothing with a digit is kept. */
export const SECRET_WORLD =
  / (referencia|referenza|riferimento|referenz|aktenzeichen|vorgangsnummer|kenmerk|zaaknummer|sygnatura|diarienummer|saksnummer|sagsnummer|viitenumero|geb|\w*(bestell|kunden|rechnungs|auftrags|vertrags|buchungs|mitglieds|sendungs|bestel|klant|factuur|boekings|kunde|ordre|faktura|bokning(?:s)?)(nummer|nr|number|code)|(?!(artikel|seiten?|version|versions|versjons|modell?|zeilen|spalten|schritt|kapitel|linien?|linje|gleis|flug|vlucht|flyg|zug|tog|trein|teile?|del|los|chargen?|port|poort|band|ausgaben?|utgave|produkt|product|start|rang|platz|positions?|build|release|typ|type|fehler|error|side|sida|rad|rij|regel|vara?|vare|bus|tur|runden?|ronde|stations?|steig|perron|spur|takt|index|ordnungs|reihen|page|pagina|katalog|auflagen?)nummer )\w{3,20}nummer|(numero|num|nro|no|codigo|codice|code|numer|nr|kod) (de |do |da |di |del |della )?(ordine|prenotazione|fattura|cliente|spedizione|pratica|pedido|reserva|factura|fatura|cuenta|expediente|commande|reservation|facture|client|dossier|contrat|zamowienia|faktury|klienta|rezerwacji)|(siparis|musteri|fatura|rezervasyon|takip) (no|numarasi|kodu)|so (don hang|hoa don)|ma (don hang|khach hang|van don)) $/
/** Vietnamese writes the words of a key separately, and other languages decline the second one. */
export const PERSON_WORLD = / (ho( va)? ten|ten (khach hang|nguoi dung|dang nhap)|khach hang|nguoi (gui|nhan|dat|dung|mua|ban|lien he)|bac si|benh nhan|giao vien|hoc sinh|sinh vien|nhan vien|tai xe|phu huynh|(imya|fio|familiya) (polzovatelya|klienta|pokupatelya|zakazchika|poluchatelya|otpravitelya|patsienta|vracha|sotrudnika|voditelya|studenta|uchenika|avtora|vladeltsa|gostya|zayavitelya)|imyapolzovatelya|im ya( (koristuvacha|kliyenta|otrimuvacha|vidpravnika|patsiyenta))?|po batkovi) $/
export const THING_WORLD = / (thanh pho|quan huyen|quan|huyen|tinh( thanh)?|phuong|xa|san pham|thuong hieu|cua hang|cong ty|nha hang|benh vien|truong( hoc)?|quoc gia|mon an|danh muc|khuyen mai) $/

/** Parts of a name, and words for people: below these, a single word is a name or a handle. */
export const PERSONS_WORLD = list(`
  vorname nachname familienname rufname benutzername benutzer nutzer nutzername kundenname kunde vertretung stellvertreter ansprechperson
  nombre nombres apellido apellidos usuario nombreusuario referente alumno alumna conductor cliente
  prenom nomfamille utilisateur identifiant interlocuteur
  nome cognome sobrenome utente nominativo responsabile intestatario referente
  naam voornaam achternaam roepnaam gebruiker gebruikersnaam contactpersoon
  imie nazwisko uzytkownik opiekun klient zleceniodawca
  isim adi soyad soyadi kullanici kullaniciadi musteri yetkili
  fornamn efternamn anvandare anvandarnamn kund fornavn etternavn efternavn bruker brukernavn bruger brugernavn kunde
  etunimi sukunimi kayttaja kayttajatunnus jmeno prijmeni uzivatel keresztnev vezeteknev felhasznalo nume prenume utilizator ime prezime priimek korisnik
  familiya imya otchestvo fio polzovatel nama namalengkap pengguna shimei namae sei mei onamae tantosha kokyaku senpai
  klient zakazchik sotrudnitsa student studentka uchenik uchenitsa prepodavatel avtor platelshchik predstavitel ispolnitel otvetstvennyi uchastnik arendator abonent derzhatel podpisant svidetel rabotnik rebenok
  roditel suprug supruga
  prizvishche koristuvach koristuvachka kliyent kliyentka pokupets zamovnik otrimuvach oderzhuvach vidpravnik patsiyent patsiyentka likar likarka pratsivnik pratsivnitsya spivrobitnik vodii vchitel vchitelka
  vikladach vlasnik platnik zayavnik predstavnik vikonavets vidpovidalnii uchasnik orendar ditina batko druzhina susid
  potrebitel podatel shofor sluzhitel sobstvenik kupuvach prodavach naematel kupats poshiljalats primalats vozach zaposleni
  onoma onomateponymo eponymo epitheto christis pelatis asthenis giatros iatros apostoleas paraliptis odigos mathitis foititis ypallilos syggrafeas idioktitis agorastis katochos dikaioychos
  sakheli gvari momkhmarebeli klienti patsienti ekimi mdzgholi mimghebi gamgzavni
`)

/** Brands, places and works in other languages, see `THINGS`. */
export const THINGS_WORLD = list(`
  unternehmen firma betrieb arbeitgeber hersteller marke bank versicherung schule hochschule universitat universitaet klinik krankenhaus praxis apotheke laden geschaft filiale restaurant ort stadt gemeinde
  bundesland kreis region strecke haltestelle bahnhof flughafen produkt artikel ware sorte buch film lied verein mannschaft spiel marktplatz veranstaltung veranstaltungsort modell
  poblacion empresa compania sociedad fabricante marca banco aseguradora escuela colegio universidad hospital clinica farmacia tienda restaurante ciudad municipio localidad provincia estado pais comunidad barrio estacion
  desarrollo fraccionamiento urbanizacion condominio
  aeropuerto producto articulo libro pelicula cancion equipo juego modelo evento lugar
  entreprise societe fabricant marque banque assurance ecole universite hopital clinique pharmacie magasin boutique ville commune departement region pays quartier aeroport produit article livre chanson
  equipe jeu modele evenement 
  azienda ditta societa produttore banca assicurazione scuola universita ospedale farmacia negozio ristorante citta comune provincia regione paese quartiere stazione aeroporto prodotto articolo libro canzone
  squadra gioco modello luogo
  bedrijf fabrikant merk verzekering school universiteit ziekenhuis apotheek winkel plaats gemeente provincie wijk station luchthaven artikel boek lied ploeg spel
  przedsiebiorstwo producent marka ubezpieczenie szkola uczelnia uniwersytet szpital apteka sklep restauracja miasto miejscowosc gmina powiat wojewodztwo kraj dzielnica dworzec lotnisko produkt towar ksiazka
  piosenka druzyna gra
  sirket uretici sigorta okul universite hastane eczane magaza restoran lokanta sehir ilce semt mahalle ulke bolge istasyon havalimani urun kitap sarki takim oyun yer
  empresa fabricante seguradora faculdade universidade loja cidade municipio bairro estacao aeroporto produto artigo livro filme musica equipa jogo 
  foretag varumarke skola sjukhus butik stad kommun lan flygplats vara bok spel virksomhed maerke skole sygehus kommune lufthavn bedrift merke sykehus butikk 
  yritys merkki koulu sairaala kauppa kaupunki kunta maa tuote kirja joukkue spolecnost znacka skola nemocnice obchod mesto obec kraj letiste vyrobek kniha tym ceg varos orszag termek konyv csapat
  companie oras tara produs carte echipa kaisha gakko todofuken kuni shohin perusahaan sekolah kota negara produk barang buku toko
    character villain skin npc metro subway tram river mountain lake island beach holiday festival prize scholarship theme pattern collection cultivar
  lyric marke brokerage poi trophy cup jersey perfumery flower rose parfum profumo petition landmark attraction marathon rally
  hostel lodge tower gallery museum library cathedral monument statue memorial fragrance perfume wishlist cocktail paint wallpaper industry
`)

/** Interface texts in other languages, see `TITLES`. */
export const TITLES_WORLD = list(`
  champion hero stop room hall bridge award
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

/** Passwords, birthdays, addresses and numbers in Chinese, Japanese and Korean. */
export const HIDDEN_ASIA = /^(密[码碼]|パスワード|暗証番号|비밀번호|암호|生年月日|誕生日|出生日期|生日|생년월일|생일|(收货|收貨|联系|聯絡|配送|送货)?地址|住址|住所|주소|배송지|郵便番号|邮编|邮政编码|郵遞區號|우편번호|身份证号?码?|身分證字號|마이?넘버|マイナンバー|주민등록번호|(手机|电话|電話|手機)号?码?|電話番号|携帯番号|전화번호|휴대폰번호?)$/

/** Order, booking and customer numbers in these languages: nothing with a digit is kept. */
export const SECRET_ASIA = /(?<!ページ|モデル|バージョン|ポート|型|版|页|頁|版本|端口|페이지|모델|버전|포트)(編號|编号|番号|번호|單號|单号)$/

/** Names and roles of people in these languages. */
export const PERSONS_ASIA = /^(姓名|姓氏|名字|用户名|用戶名|使用者名稱|昵称|暱稱|(联系|聯絡|联络|收件|收货|收貨|申请|申請|负责|負責|投保|被保险|持卡|乘车|入住|收款|付款|寄件|发件|發件|汇款|匯款|监护|監護|经办|經辦)人(姓名)?|客户|患者|乘客|顾客|顧客|(客[户戶]|顾客|患者|学生|學生|员工|員工|乘客|会员|會員)姓名|(顧客|会員|患者|生徒|学生|社員|従業員|受取人|宛|届け先|差出人)名|宛名|受取人|差出人|氏名|お?名前|フルネーム|姓|名|ニックネーム|ユーザー名|(担当|申込|申請|利用|購入|受取|契約|宿泊|予約|参加)者名?|お客様名?|이름|성명|성함|닉네임|별명|고객명?|담당자명?|신청자명?|수령인|받는 ?사람|보내는 ?사람|예약자명?|구매자명?|환자명?|학생명?|회원명|직원명|보호자명?|수취인|발신인|운전자명?|탑승객명?)$/
