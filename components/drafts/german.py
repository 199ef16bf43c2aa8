"""German, as news is written in it."""

from components.drafts.language import Language, numbered, phrases, words

GERMAN = Language(
    code="de",
    verbs=words(
        "sagte sagt gesagt erklärte erklärt betonte betont nannte nennt genannt bezeichnete "
        "bezeichnet schrieb schreibt geschrieben meinte meint sprach spricht gesprochen warnte "
        "warnt gewarnt kündigte angekündigt fügte ergänzte ergänzt äußerte geäußert teilte "
        "mitgeteilt forderte fordert gefordert kritisierte kritisiert lobte lobt gelobt beschrieb "
        "beschreibt beschrieben versicherte versichert bestätigte bestätigt behauptete behauptet "
        "argumentierte antwortete antwortet entgegnete erwiderte räumte berichtete mahnte mahnt "
        "kommentierte kommentiert konterte kontert klagte klagt beklagte scherzte lachte seufzte "
        "murmelte resümierte bilanzierte urteilte "
        "konstatierte monierte rügte bekräftigte bekräftigt drohte drohe appellierte versprach "
        "verspricht gestand befand begründete verteidigte prophezeite sagten "
        "eingeräumt hinzugefügt zugegeben entgegnet erwidert "
        "rief fragte fragt würdigte unterstrich twitterte postete hob stellte verkündete"
    ),
    participles=frozenset(),
    quoting=words("zitierte"),
    nouns=frozenset(),
    never_inverted=words(
        "nannte nennt bezeichnete bezeichnet beschrieb beschreibt lobte lobt kritisierte "
        "kritisiert würdigte fragte fragt warnte warnt mahnte mahnt rügte verteidigte beklagte"
    ),
    continuing=words("fügte ergänzte ergänzt"),
    again=words("auch weiter"),
    auxiliaries=words("hat habe hatte haben hatten"),
    modals=words("würde könnte will soll sollte wollte müsste dürfte wird"),
    negations=words("nicht nie niemals kein keine keinen"),
    suppositions=words("wenn falls ob"),
    passives=words("wurde wurden wird werden worden"),
    agents=words("von"),
    sources=phrases("laut,nach angaben von,nach den worten von,so,gemäß"),
    trailing_sources=phrases("zufolge"),
    statements=frozenset(),
    openers=words(
        "dass wie während weil wenn als aber ob obwohl da wobei doch denn nachdem bevor der die"
    ),
    breaks=words("während aber und doch wobei der die das den wer wo weil sondern denn"),
    relatives=words("der die das dessen deren den dem"),
    joins=words("und oder sowie"),
    possessives=words("sein seine ihr ihre unser unsere deren dessen"),
    complements=words("dass"),
    determiners=words("der die das den dem des"),
    prepositions=words(
        "von für zu mit bei aus in an auf gegen neben über nach vor unter um durch ohne zwischen "
        "zum zur im am beim vom gegenüber"
    ),
    places=words("in aus bei nach"),
    adverbs=words(
        "auch später dann zuvor noch wieder hingegen "
        "dagegen jedoch heute gestern am dazu daraufhin "
        "weiter anschließend bereits schon zudem außerdem dabei"
    ),
    pronouns=words("er"),
    other_pronouns=words("sie es wir ich ihr ihn ihm ihnen man"),
    titles=words(
        "herr frau dr prof professor professorin präsident präsidentin bundespräsident minister "
        "ministerin bundesminister bundeskanzler bundeskanzlerin kanzler kanzlerin premierminister "
        "ministerpräsident ministerpräsidentin außenminister außenministerin finanzminister "
        "finanzministerin wirtschaftsminister wirtschaftsministerin innenminister innenministerin "
        "umweltministerin umweltminister verkehrsminister verkehrsministerin bürgermeister "
        "bürgermeisterin oberbürgermeister oberbürgermeisterin senator senatorin staatssekretär "
        "staatssekretärin sprecher sprecherin regierungssprecher vorsitzende vorsitzender chef "
        "chefin direktor direktorin leiter leiterin abgeordnete abgeordneter botschafter "
        "botschafterin richter richterin trainer trainerin handelsbeauftragte handelsbeauftragter "
        "stadtrat stadträtin geschäftsführer geschäftsführerin projektleiterin projektleiter "
        "us-präsident us-finanzminister vizepremier"
    ),
    wives=words(""),
    copulas=words("sei ist wäre war werde habe könne müsse"),
    people=words(
        "sprecher sprecherin reporter reporterin journalist journalistin minister ministerin "
        "bürgermeister bürgermeisterin leiter leiterin direktor direktorin professor professorin "
        "mann frau anwohner anwohnerin bauer lehrer lehrerin richter richterin experte expertin "
        "chef chefin kollege kollegin präsident präsidentin mitarbeiter mitarbeiterin jemand "
        "vorsitzende vorsitzender senator senatorin"
    ),
    institutions=words(
        "universität partei institut ministerium rat ausschuss gericht bank gruppe verband "
        "gewerkschaft kirche straße schule krankenhaus museum amt kommission bundestag "
        "bundesrat landtag"
    ),
    scare=phrases("sogenannte,sogenannten,sogenannter,sogenanntes,so genannte,titel"),
    past=words(
        "war waren hatte hatten wurde wurden sagte traf trafen kam kamen ging gingen gab gaben "
        "begann begannen nahm nahmen fand fanden stand standen blieb blieben hat haben fiel "
        "beschloss endete endeten tagte"
    ),
    future=words("wird werden soll sollen will wollen geplant plant planen kommenden nächsten"),
    small=words(
        "der die das den dem des ein eine einen einem einer und oder aber von zu in im am an auf "
        "mit für ist sind war waren nicht kein sich es er sie wir ich dass als auch nach bei aus "
        "wie um über vor durch noch nur bis zum zur vom beim so wenn dann hat haben wird werden "
        "dort hier doch seit unter zwei drei alle viele mehr diese dieser dieses"
    ),
    abbreviations=words(
        "dr prof nr ca bzw usw st evtl ggf inkl mio mrd jan feb aug sept okt nov dez"
    ),
    months=numbered(
        "januar/jänner/jan februar/feb märz april mai juni juli august/aug "
        "september/sept oktober/okt november/nov dezember/dez"
    ),
    weekdays=numbered("montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag", 0),
    numbers=numbered(
        "ein/einem/einer/eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
    ),
    units={
        "tag": "day",
        "tage": "day",
        "tagen": "day",
        "woche": "week",
        "wochen": "week",
        "monat": "month",
        "monate": "month",
        "monaten": "month",
        "jahr": "year",
        "jahre": "year",
        "jahren": "year",
        "stunde": "hour",
        "stunden": "hour",
    },
    calendar={
        "elsewhen": words("folgenden darauffolgenden gleichen jeden selben"),
        "parts": words("früh abend morgen vormittag nachmittag mittag nacht"),
        "earlier": words("früher zuvor"),
        "later": words("später"),
        "today": words("heute"),
        "yesterday": words("gestern"),
        "tomorrow": words("morgen"),
        "last": words("vergangene vergangenen vergangener letzte letzten letzter vorige vorigen"),
        "this": words("diese diesem dieser diesen dieses"),
        "next": words("nächste nächsten nächster kommende kommenden kommender"),
        "ago": frozenset(),
        "before": words("vor"),
        "since": words("seit"),
        "until": words("bis"),
        "by": words("vor"),
        "after": words("nach"),
        "from": words("vom von"),
        "between": words("zwischen"),
        "to": words("bis und –"),
        "in": words("im in von anfang ende mitte seit bis"),
        "within": words("der an"),
        "on": words("am"),
    },
    has_capital_nouns=True,
)
