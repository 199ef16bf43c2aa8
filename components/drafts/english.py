"""English, as news is written in it."""

from components.drafts.language import Language, numbered, phrases, words

ENGLISH = Language(
    code="en",
    verbs=words(
        "said says say told tells stated states added adds announced announces noted notes "
        "described describes called calls wrote writes posted posts tweeted declared declares "
        "insisted insists argued argues claimed claims warned warns explained explains replied "
        "replies answered answers asked asks acknowledged acknowledges admitted admits affirmed "
        "emphasized emphasised emphasizes stressed stresses remarked remarks commented comments "
        "confirmed confirms conceded concedes concluded recalled recalls joked predicted predicts "
        "promised promises pledged pledges vowed vows urged urges suggested suggests observed "
        "observes continued continues repeated repeats responded responds quipped hailed hails "
        "praised praises dismissed dismisses denounced denounces condemned condemns criticized "
        "criticised labelled labeled branded termed dubbed demanded demands boasted complained "
        "mused testified maintained maintains asserted asserts reiterated recounted lamented "
        "snorted snorts sighed sighs laughed laughs grumbled grumbles murmured murmurs yelled "
        "screamed exclaimed jokes chuckled chuckles growled shrugged shrugs smiled smiles "
        "assured assures informed informs reminded reminds threatened threatens hinted hints "
        "alleged alleges pleaded pleads protested protests objected swore "
        "believes thinks shouted cried whispered muttered interjected cautioned cautions"
    ),
    participles=words(
        "assuring informing reminding threatening hinting alleging pleading protesting "
        "saying telling stating adding announcing noting describing calling writing posting "
        "tweeting declaring insisting arguing claiming warning explaining replying answering "
        "acknowledging admitting emphasizing emphasising stressing remarking commenting confirming "
        "conceding predicting promising pledging vowing urging suggesting observing repeating "
        "responding hailing praising dismissing denouncing condemning labelling labeling branding "
        "terming dubbing asserting reiterating cautioning lamenting quoting"
    ),
    quoting=words("quoting citing"),
    nouns=words(
        "states notes calls claims warns answers remarks comments promises pledges vows urges "
        "demands replies posts post"
    ),
    never_inverted=words(
        "assured assures informed informs reminded reminds told tells described describes called "
        "calls hailed praised dismissed"
    ),
    continuing=words("added adds continued continues concluded repeated reiterated"),
    again=words("also further"),
    auxiliaries=words("has had have 've 'd also did does"),
    modals=words("would could might may will should must can"),
    negations=words("not never nor neither denied denies avoided avoids t"),
    suppositions=words("if unless whether"),
    passives=words("was were is are be been being"),
    agents=words("by"),
    sources=phrases("according to,in the words of,as per"),
    trailing_sources=(),
    statements=words(
        "statement words word remark remarks comment comments claim claims speech post tweet "
        "letter description phrase assertion promise pledge warning call message memo verdict"
    ),
    openers=words(
        "that while when as but if because although though whereas until so yet where how why "
        "what with who whom whose which once since"
    ),
    breaks=words("while but and whereas although though who which where as because or so yet"),
    relatives=words("who whose whom which"),
    joins=words("and or & nor"),
    possessives=words("its his her their our"),
    complements=words("that"),
    determiners=words("the"),
    prepositions=words(
        "of for to with at from in by on against near between about after before during under "
        "over through alongside like unlike among within without into onto than"
    ),
    places=words("in at near from across outside inside around"),
    adverbs=words(
        "also later then earlier again once still meanwhile however though today yesterday "
        "himself herself themselves tonight often "
        "even just simply soon always ever too further instead"
    ),
    pronouns=words("he she"),
    other_pronouns=words("it they we i you him her them"),
    titles=words(
        "mr mrs ms miss dr prof professor sir dame lord lady president vice premier prime "
        "minister secretary treasury commerce foreign trade representative ambassador senator "
        "sen rep gov governor mayor chancellor chairman chairwoman chair chief director general "
        "gen colonel captain sergeant judge king queen prince princess pope bishop archbishop "
        "spokesman spokeswoman spokesperson adviser advisor economist analyst negotiator envoy "
        "deputy former acting commissioner officer executive founder owner head leader coach "
        "striker author director-general opposition finance interior defence defense health "
        "environment transport housing economic state public security attorney harbour harbor "
        "master engineer nurse geographer historian scientist biologist geologist physicist "
        "lawyer activist campaigner councillor journalist reporter farmer baker teacher singer "
        "actor writer poet novelist researcher inspector superintendent constable skipper pilot "
        "doctor surgeon vice-chancellor headteacher organiser organizer manager coordinator"
    ),
    wives=words("mrs lady"),
    copulas=words("is was"),
    people=words(
        "reporter journalist spokesman spokeswoman spokesperson official adviser advisor minister "
        "mayor ambassador analyst expert professor author director chief head president chairman "
        "chairwoman resident farmer worker woman man girl boy mother father wife husband colleague "
        "teacher student lawyer judge senator governor officer doctor nurse driver neighbour "
        "neighbor someone somebody person founder owner leader coach critic brother sister son "
        "daughter secretary representative counterpart aide ally rival friend partner successor "
        "predecessor assistant deputy visitor guest host"
    ),
    institutions=words(
        "university party institute ministry council committee court bank group company "
        "corporation agency union association federation church street river islands house "
        "parliament senate congress school college hospital museum office department "
        "commission act bill deal war league club city county state states nations"
    ),
    scare=phrases("so called,so-called,known as,dubbed,nicknamed,entitled,titled,named"),
    past=words(
        "was were had did said told met took went made came gave held struck spoke left began "
        "wrote put set won lost fell rose saw ran sent built broke brought got found became stood "
        "led spent paid sat flew drew grew shut hit cut"
    ),
    future=words(
        "will would shall due expected scheduled planned plans upcoming promising promises "
        "promised set coming next hopes aims intends"
    ),
    small=words(
        "the a an and or but of to in on at for from by with as is are was were be been it its "
        "that this these those he she they we i you his her their our not no so if than then "
        "there here when while who which what after before under over also both all many most "
        "more some any one two three following although though since because according however "
        "meanwhile yesterday today tomorrow later earlier new first last next posting speaking "
        "asked during between about into will would could"
    ),
    abbreviations=words(
        "mr mrs ms dr prof st gen sen rep gov lt col capt sgt jr sr inc co corp ltd vs no jan feb "
        "mar apr jun jul aug sep sept oct nov dec rev hon"
    ),
    months=numbered(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
        "september/sep/sept october/oct november/nov december/dec"
    ),
    weekdays=numbered("monday tuesday wednesday thursday friday saturday sunday", 0),
    numbers=numbered("one/a two three four five six seven eight nine ten eleven twelve"),
    units={
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "month": "month",
        "months": "month",
        "year": "year",
        "years": "year",
        "hour": "hour",
        "hours": "hour",
    },
    calendar={
        "elsewhen": words("following previous same that every each"),
        "parts": words("morning afternoon evening night"),
        "earlier": words("earlier"),
        "later": words("later"),
        "today": words("today tonight"),
        "yesterday": words("yesterday"),
        "tomorrow": words("tomorrow"),
        "last": words("last past"),
        "this": words("this current"),
        "next": words("next coming"),
        "ago": words("ago"),
        "before": frozenset(),
        "since": words("since"),
        "until": words("until till through"),
        "by": words("by before"),
        "after": words("after"),
        "from": words("from"),
        "between": words("between"),
        "to": words("to until and through –"),
        "in": words("in of during by since until from after before early late mid"),
        "within": words("of in"),
        "on": words("on"),
    },
)
