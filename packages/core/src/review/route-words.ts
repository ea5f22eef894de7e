// Words of addresses, in the singular, without accents.

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Followed by a person, in the singular too: `/u/octocat`, `/user/okafor`. */
export const PEOPLE = list(`
  u user usr username people person persona member profile author handle follower following friend contributor columnist bio
  usuario usuaria perfil miembro autor autora membre utilisateur auteur autrice profil benutzer nutzer mitglied mitglieder autoren autorin profile
  utente membro autore autori profilo membri utenti gebruiker lid leden auteur profiel uzytkownik uzytkownicy autorzy czlonek czlonkowie anvandare medlem medlemmar
  bruger brugere bruker brukere forfatter kayttaja kayttajat uzivatel uzivatele felhasznalo kullanici kullanicilar uye uyeler yazar yazarlar polzovatel avtor avtory pengguna penulis
`)

/** Plurals of words for people that do not end in `s`. */
export const PLURALS = list(`
  staff medici dottori avvocati insegnanti dipendenti studenti pazienti clienti giocatori allenatori lekarze lekarz nauczyciele pracownicy pacjenci adwokaci klienci aerzte arzte anwaelte anwalte lehrer
  mitarbeiter schueler schuler trainer spieler fahrer kunden patienten studenten berater makler dozenten artsen advocaten leraren leerlingen medewerkers makelaars lakare larare elever anstallda
  leger laerere ansatte elever lekari ucitele zamestnanci orvosok tanarok doktorlar hekimler ogretmenler avukatlar oyuncular medici profesori medewerker
`)

/** Followed by a person or by a part of the app. */
export const PERHAPS_PEOPLE = list('team agent contact account directory equipe equipo squadra zespol takim lag tim cv resume lebenslauf calendar meet meeting chat dm message call invite gift sponsor star gist')

/** The same, but not in the plural: `/book/…` books somebody, `/books/…` are works. */
export const PERHAPS_EXACTLY = list('by in about book')

/** Lists of these contain people everybody knows, too; their names are no secret. */
export const PUBLIC_PEOPLE = list(`
  actor actress author autor auteur autore avtor forfatter writer novelist poet chef director producer composer singer musician designer model speaker athlete footballer president politician philosopher
  scientist painter sculptor photographer comedian celebrity legend historian explorer inventor
`)

/** Interface words that are missing from the lists of frequent words; they are not handles. */
export const INTERFACE = list(`
  me new self whoami current login logout signin signup signout signoff logon logoff register oauth sso saml oidc mfa totp otp webauthn passkey passkeys captcha csrf auth authn authz admin admins
  api rest graphql rpc batch bulk autocomplete typeahead suggest lookup search find list index home all count stats metrics healthz readyz ping csv xml json pdf xlsx
  dashboard onboarding offboarding settings preferences prefs config profile avatar avatars email emails username usernames password passwords notifications inbox unread followers following
  followings subscriptions subscribers unsubscribe resubscribe unfollow unblock unban unlock deactivate reactivate disable enable suspend unsuspend archive unarchive restore delete destroy edit
  update create invite invites invitation invitations impersonate merge dedupe import export sync resync upload download verify reverify confirm resend reset checkin checkout roles permissions
  scopes groups teams org orgs workspace workspaces tenants billing invoices payslips payroll timesheet timesheets timeoff leaderboard leaderboards scoreboard wishlist wishlists favorites favourites
  faves bookmarks watchlist watchlists playlists uploads repos gists sshkeys gpg ssh pgp sessions tokens devices logins audit webhooks websocket ws changelog faq faqs sitemap rss atom feed
  feeds trending popular featured recent latest newest oldest random online offline active inactive archived banned pending anonymous guest guests everyone nearby birthdays anniversaries alumni
  staff faculty leadership board careers jobs marketing sales engineering design product support finance legal hr it ops devops qa seo crm erp cms sms mms gdpr ccpa vip diff raw blame
  omniauth passwordless hp scim okta adfs kerberos ldap ad geo rota pto rma ehr emr fhir hovercard loadout newcomers crud ajax picker
  crear nuevo nueva editar borrar eliminar buscar remplazar reemplazar acceder registro anlegen neu bearbeiten suche suchen loeschen anmelden anmeldung abmelden registrieren registrierung
  creer nouveau nouvelle modifier supprimer recherche inscription connexion deconnexion nuovo nuova crea modifica elimina cerca accedi registrati novo nova criar excluir pesquisar cadastro entrar sair
  aanmelden inloggen uitloggen registreren bewerken zoeken nieuw dodaj edytuj usun szukaj nowy nowa zaloguj wyloguj rejestracja giris kayit ekle duzenle sil ara yeni
  ny nytt rediger registrera registrer sok soeg slett skapa muokkaa uusi hae novy upravit hledat uj szerkesztes kereses nou cauta tambah ubah hapus cari masuk keluar daftar baru
  einstellungen parametres reglages ajustes configuracion configuracoes definicoes impostazioni instellingen indstillinger innstillinger installningar ustawienia nastaveni beallitasok setari ayarlar
  asetukset preferencias preferenze voorkeuren perfil profilo konto cuenta conta compte
  telemetry analytics insights overview timeline gradebook homework immunizations prescriptions appointments referrals vitals allergies earnings payouts kyc aml addresses
`)

/** Endings of compound words in interfaces: `waitlist`, `checkboxes`. */
export const INTERFACE_ENDING = /^[a-z]{3,}(?:list(?:s|ed|ing)?|box(?:es)?|maps?|cards?|tables?|views?|logs|charts?|slips?|backs|admins?|health|auth|sheets?|forms?|fields?|files?|pages?|panels?|keys|codes?|tokens?|requests?|types?|groups?|spaces?|boards?|issues?|permissions?|settings?|fences?|mods|zes)$/

/** Beginnings of compound words: `editadvanced`, `myorders`. */
export const INTERFACE_BEGINNING = /^(?:my|all|new|add|edit|create|get|list|view|show|find|search|manage|update|delete|remove|set|reset|forgot|change|check|user|account|profile|admin|email|login|auth|pre|un|re|non|multi|auto|self|sub|super|mini|bulk|mass)(?=[a-z]{3})/
