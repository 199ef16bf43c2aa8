"""French, as news is written in it."""

from components.drafts.language import Language, numbered, phrases, words

FRENCH = Language(
    code="fr",
    verbs=words(
        "déclaré déclare dit affirmé affirme indiqué indique expliqué explique ajouté ajoute "
        "précisé précise souligné souligne estimé estime annoncé annonce assuré assure rappelé "
        "rappelle écrit répondu répond qualifié qualifie averti avertit regretté regrette reconnu "
        "reconnaît insisté insiste confirmé confirme promis promet dénoncé dénonce salué salue "
        "lancé lance confié confie jugé juge résumé résume poursuivi poursuit conclu conclut"
    ),
    participles=words(
        "déclarant disant affirmant indiquant expliquant ajoutant précisant soulignant estimant "
        "annonçant assurant rappelant écrivant qualifiant dénonçant saluant jugeant promettant"
    ),
    quoting=words("citant"),
    nouns=frozenset(),
    never_inverted=frozenset(),
    continuing=words("ajouté ajoute poursuivi poursuit conclu conclut"),
    again=words("également aussi"),
    auxiliaries=words("a ont avait avaient"),
    modals=words("aurait pourrait devrait"),
    negations=words("pas jamais ne"),
    suppositions=words("si"),
    passives=words("été est sont était"),
    agents=words("par"),
    sources=phrases("selon,d après"),
    trailing_sources=(),
    statements=frozenset(),
    openers=words("que qu quand comme mais si alors lorsque tandis où qui car puisque"),
    breaks=words("mais et tandis qui alors où car or"),
    relatives=words("qui dont"),
    joins=words("et ou"),
    possessives=words("son sa ses leur leurs"),
    complements=words("que qu"),
    determiners=words("le la les l"),
    prepositions=words("de du des d à au aux avec pour par en dans sur contre chez entre sous"),
    places=words("à en au aux dans"),
    adverbs=words("également aussi ensuite puis hier encore alors samedi"),
    pronouns=words("il elle"),
    other_pronouns=words("on ils elles nous je vous"),
    titles=words(
        "m mme mlle président présidente ministre premier première secrétaire directeur directrice "
        "maire porte-parole chancelier général ambassadeur ambassadrice vice-président"
    ),
    wives=words("madame"),
    copulas=words("est"),
    people=words(
        "journaliste porte-parole ministre maire directeur directrice président présidente homme "
        "femme responsable expert experte professeur habitant habitante collègue"
    ),
    institutions=words(
        "université parti institut ministère conseil comité cour banque groupe agence union "
        "association église rue école hôpital musée commission assemblée"
    ),
    scare=phrases("soi disant,dit,dite,intitulé,intitulée,baptisé,baptisée"),
    past=words("a ont avait avaient été était étaient fut"),
    future=words("sera seront va vont doit doivent prévu prévue prochain prochaine"),
    small=words(
        "le la les un une des du de d l et ou mais en dans sur pour par avec à au aux est sont "
        "était a ont ne pas que qu qui ce cette ces il "
        "elle ils elles on nous je se sa son ses leur plus "
        "selon après avant"
    ),
    abbreviations=words("m mme mlle dr st env janv févr avr juil sept oct nov déc"),
    months=numbered(
        "janvier/janv février/févr mars avril/avr mai juin juillet/juil août septembre/sept "
        "octobre/oct novembre/nov décembre/déc"
    ),
    weekdays=numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", 0),
    numbers=numbered("un/une deux trois quatre cinq six sept huit neuf dix onze douze"),
    units={
        "jour": "day",
        "jours": "day",
        "semaine": "week",
        "semaines": "week",
        "mois": "month",
        "an": "year",
        "ans": "year",
        "heure": "hour",
        "heures": "hour",
    },
    calendar={
        "elsewhen": words("chaque"),
        "parts": words("matin soir midi"),
        "earlier": words(""),
        "later": words(""),
        "today": frozenset(),
        "yesterday": words("hier"),
        "tomorrow": words("demain"),
        "last": frozenset(),
        "this": frozenset(),
        "next": frozenset(),
        "ago": frozenset(),
        "before": frozenset(),
        "since": words("depuis"),
        "until": words("jusqu"),
        "by": words("avant"),
        "after": words("après"),
        "from": words("du"),
        "between": words("entre"),
        "to": words("au et –"),
        "in": words("en"),
        "within": frozenset(),
        "on": words("le"),
    },
)
