"""What a name is the name of, told by its own words and by the words before it."""

import re
from collections import Counter

from simplemma import is_known

from analysis.reading.english import words

_HEADS = {
    "party": """
        Party Presidium Bolshevik Bolsheviks Menshevik Mensheviks Comintern
        Cominform""",
    "institution": """
        Army Navy Committee Congress Council Ministry Department Office Bank Court House Parliament Senate
        Assembly University College School Church Commission Agency Bureau Union League Company Society
        Association Academy Institute Library Pact Alliance Organization Organisation Corps Division Regiment
        Fleet Guard Guards Police Board Club Foundation Times Herald Tribune Post Gazette Journal Review Daily
        Cabinet Directory Convention Soviet Embassy Legation Museum Hospital Trust Corporation Duma Reichstag
        Cortes Diet""",
    "event": """
        War Wars Revolution Crisis Conference Treaty Famine Plan Leap Revolt Rebellion Rising Uprising Battle
        Siege Campaign Declaration Speech Split Movement Massacre Terror Purge Armistice Peace Truce Accord
        Agreement Act Bill Edict Reformation Renaissance Restoration Summit Program Programme Doctrine Charter
        Constitution Raid Expedition""",
    "place": """
        Bay Sea Ocean River Lake Mount Mountains Mountain Island Islands Street Square Bridge Palace Castle Fort
        Port Province County City Town Valley Gulf Strait Straits Cape Hill Hills Park Road Avenue Gate Station
        Desert Peninsula Europe Asia Africa Himalayas Alps Balkans Hemisphere""",
    "doctrine": """
        Leninism Marxism Communism Socialism Christianity Islam Buddhism Catholicism Titoism
        Stalinism Maoism Fascism Nazism Liberalism Puritanism Calvinism Judaism""",
}
_KIND = {word: kind for kind, names in _HEADS.items() for word in words(names)}
_OF = frozenset(
    words("""
        Party Republic Treaty Bay Battle Council Congress Kingdom House Department Bank Ministry Union League
        University Conference Pact Peace War Gulf Cape Isle Society Committee Army Siege Declaration Duke
        Duchess Earl Prince Princess King Queen Emperor Archbishop Bishop Court Church Province Strait Bureau
        Academy Institute Museum Board States Federation Commonwealth Empire Association Organization Bill
        Secretary President Chamber Act Confederation Lord Lords Commons Marquis Count Countess Knights Order
        College School Port Rock Convention Communist Communists""")
)
_PLACING = frozenset(words("in at to from near towards toward into through across around"))
EPITHETS = frozenset(words("Great Terrible Younger Elder Conqueror Confessor Pious Bold Good Wise"))
_DOES = re.compile(r"(?:had|has|was|did|would|could|might|said|made|took|went|came|knew|saw|\w{2,}ed)")
_FOLLOWERS = ("ist", "ists", "Communists", "ite", "ites")


def kind_of(name: str, before: Counter[str], behind: Counter[str], *, person: bool) -> str:
    """The kind of a name: by its last word, as a person known to speak or to bear a rank, or by the words around it.

    >>> kind_of("Boxer Rebellion", Counter(), Counter(), person=False)
    'event'
    >>> kind_of("Springfield", Counter({"in": 3}), Counter(), person=False)
    'place'
    """
    parts = name.split(" of ")[0].split()
    last = parts[-1]
    if last in _KIND and (len(name.split()) > 1 or last not in ("Act", "Post", "Office")):
        return _KIND[last]
    if last.endswith(("ism", "isms")):
        return "doctrine"
    if last in EPITHETS and "the" in parts:
        return "person"
    if last.endswith(_FOLLOWERS) or name.startswith("Sino-"):
        return "people"
    if person:
        return "person"
    if name.isupper() and len(name) > 2:
        return "institution"
    placed, uses = sum(before[word] for word in _PLACING), before.total()
    if (placed >= 2 and 2 * placed >= uses) or (placed and uses == 1 and len(parts) == 1):
        return "place"
    if before["the"] + before["a"] > uses / 3:
        return ""
    does = sum(count for word, count in behind.items() if _DOES.fullmatch(word))
    unknown = len(parts) in (2, 3) and not any(is_known(part.lower(), lang="en") for part in parts)
    if unknown or (does >= 2 and 12 * does >= uses and placed < does):
        return "person"
    return ""


def may_hold_of(part: str) -> bool:
    """Whether "of" after this part may go on with the name: Treaty (of Versailles), Bay (of Pigs)."""
    return part.split()[-1] in _OF
