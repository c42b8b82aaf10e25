"""What kind of thing a name names, by its words: heads of names, titles of office, states, given names."""

import re
from functools import cache
from importlib.resources import files

_HEADS = {
    "party": "Party Communists Bolsheviks Mensheviks Labour",
    "event": """War Wars Revolution Battle Treaty Treaties Crisis Conference Declaration Movement Campaign Massacre Rebellion
        Uprising Famine Depression Leap Reformation Renaissance Plan Speech Doctrine Accord Accords Agreement Compromise Purchase Proclamation
        Siege Raid Riot Riots Strike Plague Restoration Enlightenment Awakening Reconstruction Mutiny Armistice Blockade Olympics
        Holocaust Affair Scandal Trial Trials Convention Summit Deal Days Offensive Campaigns Exposition Incident Split""",
    "institution": """Congress Committee Council Ministry Department University College School Bank Court Senate House Army
        Navy Fleet Office Bureau Company Corporation Union League Association Society Church Academy Institute Institution
        Commission Agency Assembly Parliament Duma Soviet Government Press Times Tribune Herald Post Board Service Corps Guard Guards
        Command Staff Regiment Division Brigade Federation Organization Organisation Confederation Foundation Fund Cabinet
        Politburo Presidium Secretariat Comintern Cominform Bloc Pact Alliance Legislature Administration Hospital Museum
        Library Club Railroad Railway Trust Exchange Authority Directorate Tribunal Convention Legion Militia Police Observatory Expedition Brothers Affairs""",
    "work": "Act Bill Constitution Amendment Charter Covenant Code Bible Gospel Psalm Memoirs Report Manifesto Journal Gazette Dictionary",
    "place": """River Sea Ocean Island Islands Mountain Mountains Mount Street Avenue Road Bay Cape Gulf Strait Straits Lake Valley
        Peninsula Province County City Town Village Port Harbor Harbour Coast Point Pass Canal Park Square Palace Hall Bridge Hill Hills Fort
        Creek Falls Desert Plain Plains Range Channel Sound District Territory Territories States Republic Republics Empire
        Kingdom Station Castle Ridge Shelf Barrier Glacier Land Ice Wall Gate Place House Prison Square Heights Springs Landing Ferry Bluff Depot Archipelago Isthmus Basin""",
}
KIND_OF_HEAD = {word: kind for kind, words in reversed(_HEADS.items()) for word in words.split()}
# What a name may go on from: Bay of Pigs, Treaty of Versailles, Committee on Trade
HEADS_OF = frozenset(KIND_OF_HEAD) | frozenset(
    ["Cape", "Duchy", "Isle", "Siege", "Articles", "Bill", "Law", "Rights", "Daughters", "Sons", "Knights", "Order", "Peace", "Tower", "Rock", "Wealth", "Feast", "Era", "Age"]
)
OFFICES = frozenset(
    ["Minister", "Ministers", "Secretary", "President", "Vice-President", "Chairman", "Ambassador", "Premier", "Commissar", "Marshal", "General", "Governor", "Attorney", "Treasurer", "Director", "Deputy", "Representative", "Senator", "Congressman", "Commander", "Admiral", "Colonel", "Captain", "Major", "Lieutenant", "Sergeant", "Justice", "Judge", "Professor", "Doctor", "Envoy", "Consul", "Delegate", "Excellency", "Majesty", "Highness", "Lordship", "Honor", "Honour", "Chief", "Speaker", "Emperor", "Empress", "King", "Queen", "Prince", "Princess", "Tsar", "Czar", "Sultan", "Pope", "Bishop", "Archbishop", "Cardinal", "Duke", "Earl", "Count", "Lord", "Lady", "Sir", "Madam", "Mr", "Mrs", "Miss", "Ms", "Dr", "Sr", "Chancellor", "Prime", "Commissioner", "Postmaster-General", "Comrade", "Comrades", "Citizen", "Citizens", "Gentlemen", "Brother", "Sister", "Father", "Mother", "Uncle", "Aunt", "Papa", "Mamma", "Mama", "Master", "Gen", "Col", "Gov", "Capt", "Lt", "Prof", "Rev", "Hon"]
)
NO_FIRST_NAMES = frozenset(
    ["New", "Great", "Grand", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower", "Old", "Young", "Little", "Big", "San", "Santa", "Los", "Las", "Fort", "Port", "Saint", "St", "El", "La", "Le", "Mount", "Lake", "Cape", "Inner", "Outer", "Far", "Near", "Middle", "Black", "White", "Red", "Green", "Holy", "High", "Royal", "National", "International", "Federal", "Imperial", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Twentieth", "Nineteenth", "Supreme", "United", "American", "British", "Communist", "Socialist", "Democratic", "Republican", "Liberal", "Conservative", "Public", "General", "Free", "Social"]
)
EVENT_MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Bloody\sSunday|Black\s\w+day)\s"
    r"(?:Revolution|Days?|Movement|Uprising|Manifesto|Theses|War|Plot|Massacre|Rising)$"
)


@cache
def states() -> dict[str, tuple[str, str, str]]:
    """Every way to write a state, a people or a capital → (the one name, its kind, the state it belongs to).

    From `analysis/data/states.txt`, where its sources stand. A demonym is a name of its own ("Chinese" is a people, a
    language and an adjective), and so is a capital ("Moscow decided" is not counted as the Soviet Union).
    """
    found: dict[str, tuple[str, str, str]] = {}
    for line in _lines("states.txt"):
        told, demonyms, capitals = (
            [part.strip() for part in cell.split(",") if part.strip()] for cell in line.split("|")
        )
        state, _, other = told[0].partition(" = ")
        for way in (state, other, *told[1:]):
            found.setdefault(
                way, (state, "place" if (not demonyms and not capitals) or state in _CONTINENTS else "state", "")
            )
        for way in demonyms:
            found.setdefault(way, (demonyms[0], "group", state))
        for ways in (capital.split(" = ") for capital in capitals):
            for way in ways:
                found.setdefault(way, (ways[0], "place", state))
    found.pop("", None)
    return found


_CONTINENTS = ("Europe", "Africa", "Asia", "Latin America")


@cache
def given_names() -> frozenset[str]:
    """First names of people, common in English texts on history."""
    return frozenset(name for line in _lines("given_names.txt") for name in line.split())


def _lines(name: str) -> list[str]:
    text = files("analysis").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
