// Words of keys. The singular stands for the plural too.

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Words that only mean people: below these, even a single word is a name or a handle. */
export const PERSONS = list(`
  snapchat twitch wechat psn upn pusher kakao kakaotalk venmo cashtag revtag patreon viber
  github gitlab linkedin twitter instagram telegram mastodon skype discord accomplice transcriber transcriptionist keyworker understudy preceptor bystander accountant acquaintance actor actress addressee adjudicator administrator adoptee adult
  brewmaster sommelier winemaker vintner groundskeeper lifeguard busker cantor organist cellist percussionist bassist keyboardist flautist clarinetist harpist soprano choirmaster
  accompanist luthier dramaturge dramaturg stagehand gaffer cinematographer videographer illustrator cartoonist typographer calligrapher engraver bookbinder ceramicist glassblower blacksmith goldsmith
  silversmith locksmith roofer plasterer bricklayer stonemason scaffolder millwright stevedore postwoman signalman linesman groundsman fencer gymnast 
  mountaineer surfer snowboarder kayaker canoeist angler shepherd beekeeper arborist forester geologist meteorologist astronomer botanist zoologist ecologist archaeologist anthropologist sociologist
  linguist mathematician statistician actuary stockbroker liquidator conveyancer stenographer typist archivist docent invigilator headteacher provost chancellor bursar housemaster alderman ombudsman
  lobbyist canvasser campaigner activist subtitler newsreader correspondent photojournalist lyricist librettist rapper clown juggler puppeteer stuntman stuntwoman beautician aesthetician
  chiropodist homeopath acupuncturist herbalist naturopath urologist nephrologist rheumatologist gastroenterologist pulmonologist immunologist allergist geriatrician epidemiologist toxicologist orthoptist
  periodontist endodontist farrier zookeeper gamekeeper stepmother stepfather stepson stepdaughter coowner cotenant coborrower cosigner honouree pallbearer eulogist greeter doorkeeper timekeeper
  scorekeeper maintainer leaver appraiser appraisee affiant appellee evacuee casualty hirer hobbyist wearer sufferer drinker paddler oarsman helmsman crewman deckhand boatswain bosun coxswain
  harbourmaster stationmaster ticketholder badgeholder passholder keyholder leaseholder freeholder licenceholder permitholder visaholder
  adversary adviser advisor advocate alumna alumnus ambassador anaesthetist anesthesiologist applicant appellant apprentice approver arbiter arbitrator architect artisan
  assessor assignee assignor astronaut athlete attendant attendee attorney auctioneer audiologist auditor aunt author babysitter baby bachelor bailiff baker bandmate bandleader
  barber barista baroness barrister bartender beneficiary benefactor bestman bidder biker biologist birdwatcher boarder bodyguard bondholder bookkeeper borrower bowler boy
  boyfriend breeder bride bridegroom bridesmaid brother buddy butcher butler buyer caddie cameraman candidate captain cardholder cardiologist caregiver caretaker carer caseworker
  cashier caterer celebrant celebrity cellmate chairman chairperson chairwoman chaperone chaplain chauffeur chef chemist chiropractor choreographer citizen claimant classmate
  cleaner clergyman clerk clinician coach coachee coauthor codriver cofounder coinsured collaborator colleague columnist comedian commander commentator commenter commissioner
  committer companion complainant composer concierge conductor confidant congressman constable consultant contestant convict cook coordinator copilot coroner coworker councillor
  counselor counsellor cousin craftsman crewmember cyclist dad dancer daughter dean debtor deceased decedent defendant delegate dentist dependant dependent deponent deputy
  dermatologist descendant designee detainee detective dietician dietitian diplomat disputant diver doctor donee donor doorman doula drummer echographer economist educator elder
  elector electrician embryologist emcee emigrant employee endocrinologist enforcer engineer enrollee enumerator envoy examinee examiner executor exhibitor expert farmer father
  fiance fiancee firefighter firstborn fisherman florist follower foreman founder freelancer friend fundraiser gambler gamer gardener genitor girl girlfriend goalkeeper goalie godchild
  godfather godmother godparent golfer governess governor grandchild granddaughter grandfather grandma grandmother grandpa grandparent grandson grantee grantor groom groomer
  groomsman guarantor guardian guitarist gynecologist gynaecologist hairdresser hairstylist headmaster headmistress healer heir heiress helper hiker homeowner honoree hostess
  householder housekeeper housemate husband hygienist immigrant impersonator imposter incumbent individual infant influencer informant inheritor inmate inspector instructor
  insured intern internist interviewee interviewer introducer investigator investor invitee inviter jailer janitor jockey joiner journalist judge juror kid kinsman lad landlady
  landlord laureate lawyer leader learner lecturer legatee lessee librarian lieutenant litigant lodger lover machinist magistrate magician mailman man manicurist marshal mason
  masseur masseuse mate matriarch matron mayor mediator medic mentee mentor messmate midwife minister monk mortgagee mortgagor mother mourner mover mum musician mvp nanny
  narrator neighbor neighbour neonate nephew neurologist newborn newlywed newcomer niece nominee notary novelist nun nurse nutritionist obstetrician occupant officer official
  officiant oncologist opponent optician optometrist orator orphan orthodontist osteopath outpatient inpatient overseer painter pal panelist panellist paralegal paramedic
  parishioner parolee participant passenger pastor pathologist patient patriarch patron payee payor pediatrician paediatrician peer penpal performer perpetrator person personnel
  petitioner pharmacist philanthropist phlebotomist photographer physician physicist physiotherapist pianist pilot plaintiff plumber podiatrist poet policeman policewoman
  policyholder politician pope postman predecessor preparer preacher prescriber president priest prisoner probationer proctor professor proofreader proposer prosecutor
  protagonist psychiatrist psychologist publican pupil purser radiographer radiologist ranger rapporteur realtor receptionist recipient recruit recruiter rector referee refugee
  registrant relative remitter renter repairman representative requester requestor requisitioner rescuer researcher resident respondent responder retiree reviewee reviewer rider
  roommate rower runnerup sailor salesman salesperson salesrep saleswoman saxophonist scholar schoolmate scientist scorer screenwriter sculptor seamstress secretary sender
  senator sergeant settler sexton shareholder sheriff shopper shopkeeper signatory signature signee signer sibling singer sister skater skier skipper soldier solicitor soloist
  son songwriter sonographer spectator spokesman spokesperson spokeswoman spouse staffer steward stewardess stockholder stranger streamer striker stringer student stylist
  subordinate subscriber successor suitor supervisee supervisor surgeon surveyor survivor suspect swimmer tailor tasker tattooist taxpayer teacher teammate technician teenager teller
  testator testifier therapist toddler toastmaster tourist trader trainee trainer traveler traveller treasurer trespasser trombonist trucker trumpeter trustee trustor tutee
  tutor twin ubo umpire uncle undertaker usher valet veteran vet veterinarian vicar victim vicepresident villager violinist visitor vocalist volunteer voter waiter waitress
  walker warden warrantor whistleblower widow widower wife witness woman woodworker worshipper wrestler writer yogi youth youtuber adoptante alumno abogado abogada medico medica
  doctora maestro maestra profesor profesora estudiante enfermero enfermera esposo esposa marido hijo hija hermano hermana padre madre abuelo abuela vecino vecina novio novia
  empleado empleada trabajador trabajadora solicitante titular beneficiario beneficiaria firmante testigo comprador vendedor arrendador arrendatario inquilino propietario
  pasajero paciente jugador jugadora capitan entrenador tutora representante remitente destinatario invitado invitada huesped viajero medecin infirmier infirmiere avocat avocate
  professeur enseignant enseignante eleve etudiant etudiante mari epouse epoux fils fille frere soeur pere mere voisin voisine employe salarie salariee demandeur demandeuse
  titulaire beneficiaire signataire temoin acheteur vendeur vendeuse locataire proprietaire conducteur passager passagere joueur joueuse capitaine entraineur expediteur
  destinataire invite voyageur tuteur tutrice conjoint conjointe arzt aerztin arztin hausarzt anwalt anwaeltin lehrer lehrerin schueler schuelerin schuler studentin pfleger
  pflegerin ehemann ehefrau ehepartner partnerin sohn tochter bruder schwester vater mutter nachbar nachbarin mitarbeiter mitarbeiterin angestellter sachbearbeiter
  sachbearbeiterin antragsteller antragstellerin bearbeiter bearbeiterin inhaber inhaberin unterzeichner zeuge zeugin kaeufer kaufer verkaeufer verkaufer mieter mieterin
  vermieter eigentuemer eigentumer fahrer fahrgast spieler spielerin kapitaen trainerin absender empfaenger empfanger vormund betreuer betreuerin ansprechpartner
  ansprechpartnerin kundin patientin bewerber bewerberin versicherter versicherungsnehmer kontoinhaber karteninhaber braut brautigam dottore dottoressa avvocato avvocata
  insegnante professore professoressa studente studentessa infermiere infermiera marito moglie figlio figlia fratello sorella nonno nonna vicino impiegato impiegata dipendente
  richiedente titolare firmatario testimone acquirente venditore proprietario conducente passeggero giocatore giocatrice capitano allenatore mittente ospite viaggiatore coniuge
  sposo sposa intestatario advogado advogada professora aluno aluna enfermeira filho filha irmao irma pai mae vizinho funcionario funcionaria requerente signatario testemunha
  vendedora inquilina motorista passageiro jogador jogadora treinador remetente convidado hospede viajante noivo noiva dokter advocaat leraar lerares leerling verpleegkundige
  echtgenoot echtgenote zoon dochter broer zus vader moeder buurman buurvrouw medewerker werknemer aanvrager houder begunstigde ondertekenaar getuige koper verkoper huurder
  verhuurder eigenaar bestuurder passagier speler afzender ontvanger voogd bruid bruidegom klant lekarz lekarka adwokat nauczyciel nauczycielka uczen uczennica pielegniarka maz
  corka siostra ojciec matka sasiad pracownik wnioskodawca wnioskodawczyni posiadacz podpisujacy swiadek kupujacy sprzedajacy najemca wlasciciel kierowca pasazer gracz nadawca
  odbiorca opiekun gosc pacjent pacjentka lakare advokat larare elev sjukskoterska dotter bror syster granne anstalld sokande innehavare vittne kopare saljare hyresgast agare
  forare passagerare spelare avsandare mottagare lege laerer ektefelle sonn datter soster nabo ansatt soker innehaver vitne kjoper selger leietaker eier sjafor passasjer spiller
  avsender mottaker laege medarbejder ansoger vidne kober saelger lejer ejer chauffor afsender modtager laakari opettaja opiskelija puoliso tytar poika naapuri tyontekija hakija
  omistaja asiakas potilas lekar ucitel manzel manzelka dcera bratr sestra otec soused zamestnanec zadatel svedek kupujici prodavajici najemce majitel ridic cestujici hrac
  odesilatel prijemce pacient orvos tanar diak ferj feleseg gyerek lanya testver apa anya szomszed alkalmazott kerelmezo tulajdonos tanu vevo elado berlo sofor utas jatekos
  felado cimzett beteg ugyfel medicul sot sotie fiu fiica frate sora mama vecin angajat solicitantul martor cumparator vanzator chirias proprietar sofer pasager jucator
  expeditor destinatar doktor ogretmen ogrenci hemsire avukat koca karisi ogul kiz kardes komsu calisan basvuran sahip tanik alici satici kiraci surucu yolcu oyuncu gonderen
  musteri gelin damat vrach uchitel zayavitel vladelets pokupatel prodavets voditel passazhir igrok otpravitel poluchatel patsient sosed sotrudnik muzh zhena doch otets
  bemor shifokor oqituvchi talaba haydovchi mijoz xodim pasien guru siswa karyawan pelanggan pembeli penjual penumpang suami istri anak
`)

/** Words for people or things: below these, names of two words are removed. */
export const WEAK_PERSONS = list(`
  translator installer mechanic broker principal ex referrer prospect
  cursor fixer mapper setter tester profile caller callee taster brewer welder rigger agent analyst announcer assistant attendees attention attn audience broadcaster builder carrier child children client cliente consignee consignor contact contractor
  contributor controller courier creator creditor crew curator customer dealer developer director dispatcher distributor driver editor family fan financier guest guide
  host kin lead lender lessor licensee lister loser maker manager member men mention merchandiser merchant moderator monitor narrator observer opener operator organiser organizer
  owner packer payer parent partner party people persons picker planner player presenter producer provider publisher purchaser rep reporter rival runner seller shareholder shipper
  speaker sponsor staff stakeholder subcontractor team tenant trader underwriter uploader user vendor watcher wholesaler winner women worker
`)

/** Those of `WEAK_PERSONS` that are just as often companies or parts of a system, whose names have one word. */
export const FIRMS = list(`
  translator installer mechanic broker principal ex referrer
  agent announcer assistant audience broadcaster builder carrier client consignee consignor contractor controller creator creditor crew customer dealer developer director dispatcher distributor driver editor
  family fan financier guide host kin lender licensee lister maker member merchandiser merchant monitor narrator observer opener operator organiser organizer owner parent partner party payer picker planner
  presenter producer provider publisher purchaser rep reporter runner seller shipper sponsor stakeholder subcontractor team tenant trader underwriter user vendor watcher wholesaler worker
`)

/** After one of these, `WEAK_PERSONS` are people: `lead_guest`, `reported_player`. */
export const TELLING_FIRST = list(`
  speaking study language practice training dance tandem lead additional extra reported reporting accused banned muted other second first third primary secondary sponsor sponsored foster step adoptive biological tour safari ordering referring attending
  rendering treating consulting supervising care healthcare medical emergency family line hiring account case project general assistant senior junior duty shift night team site branch regional store
  travel passenger cabin bunk seat bed next fellow joint co legal class form head deputy vice acting former human your my his her their invited registered verified screened target winning losing
`)

/** Before `name`, these mean a person's name: `screen_name`, `your_name`, `embossed_name`. */
export const NAMED = list(`
  gamer summoner embossed screened emergency your my full real legal preferred sortable maiden birth given nick ingame insured printed signed buyer seller payer registered signer responsible
  slack steam xbox zoom whatsapp skype messenger viber minecraft roblox fortnite riot epic spotify strava lichess
  chosen called known person persona personal passenger guest contact clinician nom vorname nachname voornaam achternaam imie nazwisko
`)

/** Last words of keys for a name; they say nothing about whose name it is. */
export const NAME_WORDS = list('name names fullname firstname lastname first last middle label handle tag nick nickname nicknames title value text surname displayed display full given family initials by')

/** Before `name`, these say what kind of name it is, not whose: `global_name`. */
export const KINDS_OF_NAME = list('friendly global public common short long pretty formal informal phonetic latin kana localized canonical formatted complete actual alternate alternative alias default old new previous former current original')

/** Titles and labels: most texts of two capitalized words are not people's names here. Only what can be nothing but a name is removed. */
export const TITLES = list(`
  pais title button label campaign plan page event feature experiment variant category subcategory menu section screen step status state type kind mode theme variable flag tier package bundle offer promotion
  promo coupon heading headline header caption tab link cta text placeholder tooltip banner message error reason description action activity task job role position department division unit level rank badge
  achievement goal quest mission lesson course class subject exam quiz survey question answer option choice template form field column table report panel dashboard widget chart folder file document article post
  topic tag keyword list collection playlist set series episode season edition issue format layout view segment cohort audience funnel journey workflow pipeline stage phase status priority severity
  paywall popup modal dialog drawer carousel slide slider navbar sidebar breadcrumb checklist notification alert rule playbook metric macro snippet script preset shortcut command layer basemap sheet spreadsheet notebook
  workbook deck guide environment cluster region zone method channel source medium network platform device os browser engine font color colour size material style fit fabric flavor flavour
`)

/** Those of `TITLES`, in all languages, below which sentences stand as often as titles. */
export const PROSE = list(`
  description message text reason error question answer notification alert caption comment task
  nachricht frage antwort mensaje pregunta respuesta motivo motif reponse messaggio domanda risposta bericht vraag antwoord wiadomosc pytanie odpowiedz mesaj soru cevap mensagem pergunta resposta
  meddelande fraga svar besked sporgsmal viesti zprava uzenet mesaj pesan
`)

/** Works, brands, places and breeds: they often carry people's names, which are no secret. */
export const THINGS = list(`
  product country language locale currency nationality brand company organization organisation org business employer firm manufacturer maker supplier carrier bank institution insurer school university college hospital clinic pharmacy lab
  laboratory shop store restaurant cafe bar hotel venue theatre theater stadium arena airport station city town village municipality county district suburb state province place location locality landmark
  park street road square building ship vessel boat yacht cruise aircraft airline train bus car vehicle make model breed species plant variety cultivar song track album artist band composer film movie show
  book novel author work painting game map character opening club team squad league competition tournament label publisher magazine newspaper podcast station channel recipe dish drink wine beer ingredient spice herb cuisine
  disease syndrome diagnosis condition procedure medication drug test law theorem method algorithm font typeface item sku printer host machine project repository library dealer merchant
  vendor marketplace affiliation agency charity foundation church parish fund pet
  site resort spa campsite campground camp caravan marina harbour harbor pier wharf quay lighthouse canal creek bay cape peninsula reef waterfall glacier volcano valley canyon desert forest trail peak summit
  hill ridge cliff crag cave quarry dam reservoir tunnel highway motorway freeway junction roundabout terminal castle palace fort fortress mansion villa cottage chalet farm ranch orchard garden zoo aquarium
  planetarium observatory temple mosque synagogue chapel abbey monastery cemetery pub tavern inn bistro diner nightclub casino cinema brewery winery vineyard distillery bakery deli boutique salon
  opera musical ballet symphony concerto sonata aria hymn anthem poem ballad comic manga anime cartoon sitcom documentary soundtrack production sculpture portrait mural fresco exhibition exhibit artwork
  coin stamp medal watch necklace bracelet earring handbag dress gown sneaker sunglasses lens camera telescope microscope guitar violin piano saxophone synth amplifier drone tractor truck lorry van motorcycle
  scooter bicycle tyre tire engine helicopter rocket spacecraft satellite comet asteroid crater constellation galaxy nebula planet moon mountain river lake island horse dog cat bird fish insect butterfly tree
  instrument puzzle shrub mushroom fruit cheese whisky whiskey gin rum vodka champagne beverage burger pizza sandwich treaty statute doctrine theory equation fracture haulier franchise facet
`)
