"""The English that the reader knows: verbs of saying, pronouns, conjunctions. Grammar, not words of any text."""

import re


def words(text: str) -> tuple[str, ...]:
    """A list of words, written as one string so that it can be read and mended."""
    return tuple(text.split())


SAYING = words("""
say tell ask reply answer retort respond declare announce state claim argue assert insist complain protest explain add
continue conclude note observe remark comment write recall remember report warn promise predict propose suggest demand
order urge admit acknowledge concede confess deny agree maintain contend stress emphasize emphasise reiterate repeat
proclaim pronounce exclaim shout cry whisper mutter murmur joke quip sneer boast vow swear reflect muse think wonder
object interject testify lament sigh plead beg advise affirm recount confirm""")
# Verbs that report only when they stand beside the quotation: elsewhere they tell of something else.
VOICING = words("""
roar grumble finish return begin resume croak bellow growl snarl snap bark hiss gasp pant moan groan whine scream yell
shriek howl call command inquire enquire question interrupt interpose intervene ejaculate drawl stammer stutter falter
chuckle laugh persist pursue rejoin counter assent soothe coax venture volunteer hazard mumble sob wail cackle thunder
rage sing read quote recite dictate opine surmise echo chant ponder reason recommend reprove rebuke scold chide correct
caution counsel threaten apologise apologize bawl bleat blurt crow squeal squeak purr rumble splutter sputter speak
supply concur demur marvel tease taunt mock jeer gibe grunt grin smile bid appeal implore entreat implore
estimate joke offer signal telegraph cable mourn rejoice gush coo simper wheeze rasp trill scoff snort sniff""")
# A verb and the word that makes it one of saying.
VOICING_PHRASES = words("""
went_on goes_on going_on broke_in breaks_in breaking_in put_in puts_in cut_in chimed_in struck_in joined_in burst_out
bursting_out blurted_out spoke_up piped_up shot_back called_out cried_out called_back sang_out shouted_out put_it
puts_it spoke_out threw_in whispered_back calls_out crying_out calling_out""")
# What only people do, so that a name beside it is a person's
ACTING = words(
    "smile nod shrug gesture gesticulate laugh frown grin sigh weep wear glance bow kneel blush wink sob chuckle"
)
PERCEIVING = words("hear overhear see watch notice observe find catch feel")
CALLING = words("call term dub label brand describe denounce characterize characterise deem find")
_PAST = {
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "think": "thought",
    "swear": "swore",
    "find": "found",
    "hear": "heard",
    "wear": "wore",
    "weep": "wept",
    "kneel": "knelt",
    "overhear": "overheard",
    "see": "saw seen",
    "catch": "caught",
    "feel": "felt",
    "begin": "began begun beginning",
    "sing": "sang sung",
    "read": "read",
    "speak": "spoke spoken",
    "bid": "bade",
    "admit": "admitted admitting",
    "quip": "quipped quipping",
    "concur": "concurred concurring",
    "demur": "demurred demurring",
    "grin": "grinned grinning",
    "crow": "crew",
}

CONJUNCTIONS = frozenset(
    words("""
and but or when as that because while if whereas although though since after before until so for yet""")
)
NO_VERBS = frozenset(
    words("""
and or of in on at to for from with by about into over under against between during than as the a an nor but his her
their its""")
)
NOT_NAMES = frozenset(
    words("""
A An And As At But By For From He Her His I If In It Its My No Not Of On One Or Our She So Some Such That The Their
There These They This Those Though To We What When Where While Who With You Your After Before Once Still Then Yet Thus
However Although Since Both Here How Now Only Even All Any Many Most Much Instead Oh Ah Yes Well O Nobody Everybody
Somebody Anybody Everyone Someone Anyone Nothing Everything Something Another Others Each Every Either Neither Whoever
Why Which Whose Whether Because Until Unless Like Upon Under Over Into Just Perhaps Maybe Never Always Again Also Too
Meanwhile Finally Indeed Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
July August September October November December Christmas Easter Mine Yours Him Them Us Me Is Was Are Were Be Been Do
Did Does Have Has Had Would Shall Should Can Could Go Come Let Look English French German Russian Italian Spanish
Dutch Greek Latin European Did Don't Don’t""")
)
TITLES = frozenset(
    words("""
the Mr Dr Professor Comrade Chairman President Premier Prime Foreign Minister Marshal General Colonel Secretary
Ambassador Senator Chancellor King Queen Pope Soviet Chinese American British""")
)
# Words of rank or courtesy before a name; by those of the first two rows one surname's bearers are told apart.
MEN = frozenset(
    words("Mr Mister Monsieur M Sir Lord Herr Signor Senor Don Father Brother Uncle King Prince Duke Count")
)
WOMEN = frozenset(
    words("Mrs Ms Miss Madame Madam Mme Mlle Mademoiselle Lady Dame Frau Sister Mother Aunt Queen Princess")
)
RANKS = (
    MEN
    | WOMEN
    | frozenset(
        words("""
Dr Doctor Prof Professor Comrade Chairman President Premier Minister Marshal General Gen Colonel Col Secretary
Ambassador Senator Sen Chancellor Pope Emperor Empress Captain Capt Major Maj Lieutenant Lieut Lt Sergeant Sgt Corporal
Admiral Commodore Commander Commissar Judge Justice Bishop Archbishop Cardinal Rabbi Reverend Rev Saint St Governor Gov
Mgr Msgr Marquess Marchioness Viscount Mayor Congressman Congresswoman Representative Rep Inspector Supervisor Squire
Delegate Deputy Citizen Citizeness Master Hon Baron Baroness Earl Marquis Private Officer Detective Sheriff Dean
Director Prime Tsar Czar Abbot Chief""")
    )
)
SHORTENED = frozenset(
    words("Mr Mrs Ms Mme Mlle Dr Prof Gen Col Sen Capt Maj Lieut Lt Sgt Rev St Gov Rep Hon Mgr Msgr M")
)
PARTICLES = words("de von van der den la le du al el di da bin ben")
SMALL_WORDS = frozenset(words("a an and as at but by for from in into of on or over the to with"))
DETERMINERS = frozenset(words("the a an this that another his her my our their its your"))
PRONOUNS = frozenset(
    words("""
he she they it we you one who another somebody someone nobody everybody everyone both all others several some many
others no-one anybody anyone these those""")
)
# A noun phrase whose noun is one of these names nobody: the other, a voice.
NOBODY = frozenset(
    words("other others latter former first second third fourth last same voice voices rest two three one")
)
HELPERS = frozenset(
    words("would had has have could did might must then once also again never always further now later even")
)
BEING = frozenset(words("is are was were be been being"))
# What ends a noun phrase, or shows that words are none.
BOUNDARIES = (
    CONJUNCTIONS
    | BEING
    | HELPERS
    | PRONOUNS
    | frozenset(
        words("""
of in on at to from with by about into over under against between during than nor without upon through across behind
beside beyond toward towards near like not no whose which what where how why him them me us too back aloud up out down
off still here there very so quite just only i himself herself itself themselves myself having thus soon ever
yet will can may shall should cannot however rather following""")
    )
)
PREPOSITIONS = frozenset(
    words("""
of from to by with for about against in on at into under over between upon through and or after before until since
down up along across near behind beside inside outside beyond within towards toward""")
)
# Without the last stop, in lower case, as Punkt wants them; those that often end a sentence (etc, jr) are left out.
ABBREVIATIONS = frozenset(
    words("""
vol vols no nos pp p pg ed eds trans tr ch chs chap fig figs sec cf ibid op cit et al viz approx ca c vs e.g i.e
dr mr mrs ms prof gen col capt lt sgt sen rep gov st rev hon pres amb messrs mt ft
jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n u.s.s.r p.r.c a.m p.m""")
)


def forms(stem: str) -> list[str]:
    """A verb's forms: as it stands, of he and she, of the past, of what goes on.

    >>> forms("cry"), forms("tell")
    (['cry', 'cries', 'cried', 'crying'], ['tell', 'tells', 'telled', 'telling', 'told'])
    """
    base = stem.removesuffix("e")
    in_y = re.search(r"[^aeiou]y$", stem)
    ending = "es" if re.search(r"(?:s|sh|ch)$", stem) else "s"
    third, past = (stem[:-1] + "ies", stem[:-1] + "ied") if in_y else (stem + ending, base + "ed")
    doubled = re.search(r"[^aeiou][aeiou][bgpd]$", stem)  # dub, dubbed
    double = [stem + stem[-1] + end for end in ("ed", "ing")] if doubled else []
    return [stem, third, past, base + "ing", *double, *_PAST.get(stem, "").split()]


def any_form(stems: tuple[str, ...]) -> frozenset[str]:
    """Every form of any of these verbs."""
    return frozenset(form for stem in stems for form in forms(stem))
