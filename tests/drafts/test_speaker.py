"""A quotation gets the speaker whom its sentence names, or none: never a wrong one."""

import pytest

from components.drafts import Certainty
from tests.drafts.passages import attributions

# The text, in English unless it says otherwise, and the speakers of its quotations in order.
KNOWN = [
    ("Trump, Greer said, is “great.”", "greer"),
    ("Before Greer spoke, Trump called it “great.”", "trump"),
    ("What Trump calls “great” is not.", "trump"),
    ("Unlike Greer, Trump said it was “great.”", "trump"),
    ("According to Fox, Greer called it “great.”", "greer"),
    ("Washington spoke. In Beijing, it was “great,” said Greer.", "greer"),
    ("Greer of the University of Arizona in Tucson said it was “great.”", "greer"),
    ("Greer called it “great” and promised that it was “done.”", "greer greer"),
    ("Greer met Bessent. Greer said “yes.” “No,” he added, calling it “new”.", "greer greer greer"),
    ("Greer of the University of Bergen left. “Done,” he said.", "greer"),
    ("Greer met Bessent. Greer said “yes.” He also said “no.”", "greer greer"),
    ("Greer on Sunday said it was “great.”", "greer"),
    ("Bessent, described by Trump as “great,” left.", "trump"),
    ("The deal, Greer said, was “great.”", "greer"),
    ("Their leader, Donald Trump, called it “great.”", "trump"),
    ("Trump, who met Greer, said it was “great.”", "trump"),
    ("Trump himself called it “great.”", "trump"),
    ("Greer spoke in Geneva of Chinese goods. “Done,” he said.", "greer"),
    ("The US said it was “great.”", "us-side"),
    ("The White House said it was “great.”", "white-house"),
    ("“Yes,” Greer said.", "greer"),
    ("“Yes,” said Greer.", "greer"),
    ("“Yes,” said US Trade Representative Jamieson Greer.", "greer"),
    ("“Yes?” asked Greer.", "greer"),
    ("“Yes,” Greer told Fox News.", "greer"),
    ("“Yes,” Greer told Bessent.", "greer"),
    ("Greer was called “tough” by Bessent.", "bessent"),
    ("The deal was hailed as “great” by Trump.", "trump"),
    ("Greer said Trump wanted “a deal.”", "greer"),
    ("Greer said he told Bessent it was “a deal.”", "greer"),
    ("Bessent had assured him that “it will move.”", "bessent"),
    ("de: Greer hatte am Montag im ZDF erklärt, das sei „gut“.", "greer"),
    ("de: Noch am Montag hatte Merz im ZDF erklärt, das sei „gut“.", "merz"),
    ("de: Der Plan werde, so Merz, „nicht gut“.", "merz"),
    ("de: „Gut“, sagte deren Vorsitzender Friedrich Merz.", "merz"),
    ("In Geneva, trade ministry spokesman Jamieson Greer said: “Yes.”", "greer"),
    ("According to Greer, it was “a deal.”", "greer"),
    ("It was “a deal,” according to Greer.", "greer"),
    ("In Greer’s words, “a deal.”", "greer"),
    ("Greer’s statement that it was “a deal” came late.", "greer"),
    ("Greer: “a deal is done”", "greer"),
    ("Greer left early. “Done,” he said.", "greer"),
    ("Trump echoed this, calling it “great.”", "trump"),
    ("With Greer saying “great,” markets rose.", "greer"),
    ("Markets rose, with Greer saying “great.”", "greer"),
    ("“Great,” said He Lifeng.", "he"),
    ("“Great,” said Vice Premier He Lifeng.", "he"),
    ("Trump was quoted as saying it was “great.”", "trump"),
    ("Trump reportedly called it “great.”", "trump"),
    ("Greer asked Bessent whether it was “final.”", "greer"),
    ("“Great,” Greer said. “It is done.”", "greer greer"),
    ("“Great,” Greer said, “and it is done.”", "greer greer"),
    ("“Great,” said Greer. Bessent called it “a start.”", "greer bessent"),
    ("“Great,” “super” and “done,” Greer said.", "greer greer greer"),
    ("Greer called it “great,” “super” and “done.”", "greer greer greer"),
    ("Speaking to Fox, Greer said it was “great.”", "greer"),
    ("Beijing said it was “great.”", "beijing"),
    ("Mr. Greer said it was “great.”", "greer"),
    ("“Great,” wrote Fox News.", "fox"),
    ("Greer on Sunday said it was “great.”", "greer"),
    ("On Sunday Greer said it was “great.”", "greer"),
    ("Yesterday, Greer also said it was “great.”", "greer"),
    ("Greer, the US trade representative, said it was “great.”", "greer"),
    ("“I like Greer,” Trump said of the “tough” negotiator.", "trump trump"),
    ("Trump, whom Greer called “great,” left.", "greer"),
    ("Trump said of Greer: “He is great.”", "trump"),
    ("Trump said that, in the view of Greer, it was “great.”", "trump"),
    ("The plan, which Trump called “great,” failed.", "trump"),
    ("“Great!” Greer shouted.", "greer"),
    ("“Is it great?” Greer asked.", "greer"),
    ("Greer: “Great.” Bessent: “Done.”", "greer bessent"),
    ("de: „Ja“, sagte Merz.", "merz"),
    ("de: „Ja“, sagte Bundeskanzler Friedrich Merz.", "merz"),
    ("de: Merz sagte, das sei „gut“.", "merz"),
    ("de: Am Sonntag sagte Merz, das sei „gut“.", "merz"),
    ("de: Nach dem Treffen mit Macron sagte Merz, das sei „gut“.", "merz"),
    ("de: Wie Merz sagte, ist das „gut“.", "merz"),
    ("de: Laut Merz ist das „gut“.", "merz"),
    ("de: Das sei „gut“, so Merz.", "merz"),
    ("de: Nach Angaben von Merz ist das „gut“.", "merz"),
    ("de: »Gut«, erklärte Merz.", "merz"),
    ("fr: « Oui », a déclaré Emmanuel Macron.", "macron"),
    ("fr: « Oui », a dit le président Emmanuel Macron.", "macron"),
    ("fr: Macron a déclaré que c’était « bien ».", "macron"),
    ("fr: Selon Macron, c’est « bien ».", "macron"),
]
# "?" stands for one that is unsure, with candidates; "-" for none.
UNKNOWN = [
    ("Trump met Greer in Geneva. He said it was “great.”", "?"),
    ("Trump's plan pleased Greer, who said: “It is great.”", "-"),
    ("“It is great,” said the man whom Trump sent.", "-"),
    ("The minister quoted Trump as saying it was “great.”", "-"),
    ("Trump was asked by Greer whether it was “great.”", "-"),
    ("Greer refused to call it “great.”", "-"),
    ("Greer stopped short of calling it “great.”", "?"),
    ("Greer held a sign that said “great.”", "-"),
    ("A letter from Greer said it was “great.”", "?"),
    ("Greer Corp. said it was “great.”", "-"),
    ("Not even Greer said it was “great.”", "?"),
    ("Trump as well as Greer said it was “great.”", "?"),
    ("Trump, and later Greer, said it was “great.”", "?"),
    ("Trump told Greer to say it was “great.”", "-"),
    ("Trump let Greer say it was “great.”", "?"),
    ("A Beijing official said it was “great.”", "-"),
    ("Trump's son Eric said it was “great.”", "-"),
    ("Donald Trump Jr. said it was “great.”", "-"),
    ("Ivanka and Donald Trump said it was “great.”", "?"),
    ("Greer of Arizona in a letter to Bessent said it was “great.”", "?"),
    ("Friends of Greer in Tucson said it was “great.”", "-"),
    ("Greer said that Trump came and called it “great.”", "?"),
    ("Greer said the deal was done. “It will hold.”", "?"),
    ("Greer said it would be a so-called trade “shield.”", "?"),
    ("“Great,” said Bessent, quoting Trump.", "?"),
    ("“Great,” Greer said Trump told him.", "?"),
    ("Greer said that Bessent told him it was “a deal.”", "?"),
    ("Trump told reporters on Air Force One that Greer had assured him “it will move”.", "?"),
    ("de: Noch am Montag hatte Merz Macron erklärt, das sei „gut“.", "?"),
    ("de: Merz hatte gehört, dass Macron erklärt habe, das sei „gut“.", "macron"),
    ("Greer said “yes” and Bessent “no.”", "greer ?"),
    ("Greer phoned Susan. “Done,” she said.", "?"),
    ("Bessent described by an aide as “great” left.", "-"),
    ("Bessent, asked about Greer's remarks, said it was “great.”", "?"),
    ("“Great,” Trump aide Ann Smith said.", "-"),
    ("Greer is “tough,” say critics.", "-"),
    ("Sources said Greer was “tough.”", "-"),
    ("Trump announced the deal Greer called “great.”", "?"),
    ("“Yes,” said a spokesman for Greer.", "-"),
    ("“Yes,” said Greer’s spokesman.", "-"),
    ("“Yes,” Greer's spokesman said.", "-"),
    ("“Yes,” Greer spokesman John Smith said.", "-"),
    ("“Yes,” said Greer spokesman John Smith.", "-"),
    ("“Yes,” a reporter asked Greer.", "-"),
    ("“Yes,” he told Greer.", "-"),
    ("“Yes,” Bessent and Greer said.", "?"),
    ("“Yes,” Greer and Bessent said.", "?"),
    ("“Yes,” said Bessent and Greer.", "?"),
    ("Greer was described as “tough.”", "-"),
    ("Greer did not call it “a deal.”", "-"),
    ("Greer denied that it was “a deal.”", "-"),
    ("Officials close to Greer called it “a deal.”", "?"),
    ("An aide who met Greer said it was “a deal.”", "?"),
    ("The envoy of Beijing said it was “a deal.”", "?"),
    ("Germaine Greer said it was “a deal.”", "?"),
    ("Wang Wei said it was “a deal.”", "-"),
    ("Greer said the talks went well, while Chinese media called them “a farce.”", "-"),
    ("Greer said the talks went well, but the “deal” was thin.", "?"),
    ("Greer, Bessent and Trump said it was “a deal.”", "?"),
    ("According to a person close to Greer, it was “a deal.”", "-"),
    ("It was “a deal,” according to people briefed by Greer.", "-"),
    ("Greer met Bessent. “Done,” he said.", "?"),
    ("Greer met a farmer. “Done,” she said.", "?"),
    ("The “deal” Greer described is thin.", "-"),
    ("Trump's “great” deal fell apart.", "-"),
    ("Trump officials were happy, calling it “great.”", "-"),
    ("Greer accused Trump of calling it “great.”", "?"),
    ("Greer criticised Trump for saying “great.”", "?"),
    ("Greer heard Trump saying “great.”", "?"),
    ("The president said it was “great.”", "-"),
    ("“Great,” the minister said, and Greer nodded.", "-"),
    ("“Great,” he said.", "-"),
    ("Greer would call it “great.”", "-"),
    ("Trump is said to have called it “great.”", "-"),
    ("Asked whether it was “final,” Greer said yes.", "?"),
    ("Greer, who said nothing, left; it was “final.”", "-"),
    ("The book “War and Peace” was on the desk, Greer said.", "-"),
    ("In Beijing, officials, speaking to Fox, said it was “great.”", "-"),
    ("White House officials said it was “great.”", "-"),
    ("A man named Trump said it was “great.”", "?"),
    ("Mrs. Trump said it was “great.”", "?"),
    ("Melania Trump said it was “great.”", "?"),
    ("The Trump administration said it was “great.”", "-"),
    ("The meeting with Greer was called “great.”", "-"),
    ("Greer's “tough” stance, Bessent said, was right.", "-"),
    ("“Great,” Bessent quoted Greer as saying.", "-"),
    ("The New York Times called Greer “tough.”", "-"),
    ("Critics of Greer say he is “tough.”", "?"),
    ("Greer, along with Bessent, said it was “great.”", "?"),
    ("Greer, in a call with Trump, said it was “great.”", "?"),
    ("Neither Greer nor Bessent said it was “great.”", "?"),
    ("It was Trump who called it “great.”", "-"),
    ("Reporters asked Trump about the “great” deal.", "-"),
    ("de: „Ja“, sagte ein Sprecher von Merz.", "-"),
    ("de: „Ja“, sagte der Sprecher von Merz.", "-"),
    ("de: Merz hat das „gut“ genannt.", "-"),
    ("de: Merz wurde „stur“ genannt.", "-"),
    ("de: Die Opposition nannte Merz „stur“.", "-"),
    ("de: Ihn nannte Merz „stur“.", "-"),
    ("de: Der Mann, den Merz traf, sagte, das sei „gut“.", "-"),
    ("de: Merz und Macron sagten, das sei „gut“.", "?"),
    ("de: Das nannte die Frau von Merz „gut“.", "-"),
    ("de: Einen „Freund“ nannte Merz den Präsidenten Macron.", "-"),
    ("fr: « Oui », a dit un proche de Macron.", "-"),
    ("fr: Le porte-parole de Macron a dit que c’était « bien ».", "?"),
    ("fr: « Oui », dit-il.", "-"),
    ("fr: Macron a été qualifié de « dur ».", "-"),
]


def speakers(text: str) -> str:
    head, colon, rest = text.partition(": ")
    found = attributions(rest, head) if colon and len(head) == 2 else attributions(text)
    signs = {Certainty.UNSURE: "?", Certainty.NOBODY: "-"}
    return " ".join(
        signs.get(attribution.certainty, attribution.speaker.actor) for attribution in found
    )


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_who_is_the_subject_of_a_reporting_verb_is_the_speaker(text: str, expected: str) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(("text", "expected"), UNKNOWN)
def test_where_it_is_unsure_nobody_is_the_speaker_for_sure(text: str, expected: str) -> None:
    assert speakers(text) == expected


def test_a_speech_of_two_paragraphs_goes_on_with_its_speaker() -> None:
    text = "Greer began slowly, and then he said: “This is the first.”"
    assert speakers(text) == "greer"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Greer was called “tough.”", "the verb is in the passive"),
        ("Greer has not called it “a deal.”", "the verb is negated"),
        ("Greer never called it “a deal.”", "the verb is negated"),
        ("Greer met Bessent. “Done,” he said.", '"he" may be one of several'),
        ("The so-called “deal” is done.", "it may be a name, a title or an expression"),
        ("Ann Smith said it was “great.”", "no actor of the log"),
    ],
)
def test_the_reason_is_given_where_no_speaker_is_sure(text: str, why: str) -> None:
    (attribution,) = attributions(text)
    assert attribution.speaker.why == why


def test_an_unknown_speaker_is_named() -> None:
    (attribution,) = attributions("“Great,” said Mayor Ann Smith.")
    assert attribution.speaker.name == "Ann Smith"
