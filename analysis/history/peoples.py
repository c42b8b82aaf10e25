"""Peoples and their states, and words that stand for a state when they name what its people do. English, of no text."""

from analysis.reading.english import words

# A state, and how its people and what is theirs are called. The noun and the adjective are one word where not told.
_PEOPLES = """
Afghanistan: Afghan Afghans; Albania: Albanian Albanians; Algeria: Algerian Algerians; Angola: Angolan Angolans;
Argentina: Argentine Argentines; Armenia: Armenian Armenians; Athens: Athenian Athenians;
Australia: Australian Australians; Austria: Austrian Austrians; Belgium: Belgian Belgians; Bolivia: Bolivian Bolivians;
Brazil: Brazilian Brazilians; Britain: British Britons; Bulgaria: Bulgarian Bulgarians; Burma: Burmese;
Cambodia: Cambodian Cambodians; Canada: Canadian Canadians; Carthage: Carthaginian Carthaginians;
Chile: Chilean Chileans; China: Chinese; Colombia: Colombian Colombians; Congo: Congolese; Corinth: Corinthian
Corinthians; Croatia: Croat Croats Croatian Croatians; Cuba: Cuban Cubans; Czechoslovakia: Czechoslovak Czechoslovaks
Czech Czechs; Denmark: Danish Danes; East Germany: East German East Germans; Egypt: Egyptian Egyptians;
England: English Englishmen; Estonia: Estonian Estonians; Ethiopia: Ethiopian Ethiopians; Europe: European Europeans;
Finland: Finnish Finns; France: French Frenchmen; Georgia: Georgian Georgians; Germany: German Germans;
Great Britain: British Britons; Greece: Greek Greeks; Holland: Dutch Dutchmen; Hungary: Hungarian Hungarians;
Iceland: Icelandic Icelanders; India: Indian Indians; Indonesia: Indonesian Indonesians; Iran: Iranian Iranians;
Iraq: Iraqi Iraqis; Ireland: Irish Irishmen; Israel: Israeli Israelis; Italy: Italian Italians; Japan: Japanese;
Jordan: Jordanian Jordanians; Kenya: Kenyan Kenyans; Korea: Korean Koreans; Laos: Laotian Laotians;
Latvia: Latvian Latvians; Lebanon: Lebanese; Libya: Libyan Libyans; Lithuania: Lithuanian Lithuanians;
Mexico: Mexican Mexicans; Mongolia: Mongolian Mongolians; Morocco: Moroccan Moroccans; Netherlands: Dutch Dutchmen;
Nigeria: Nigerian Nigerians; North Korea: North Korean North Koreans; North Vietnam: North Vietnamese;
Norway: Norwegian Norwegians; Pakistan: Pakistani Pakistanis; Persia: Persian Persians; Peru: Peruvian Peruvians;
Philippines: Philippine Filipinos; Poland: Polish Poles; Portugal: Portuguese; Prussia: Prussian Prussians;
Romania: Romanian Romanians; Rome: Roman Romans; Russia: Russian Russians; Scotland: Scottish Scots;
Serbia: Serbian Serbs; Slovakia: Slovak Slovaks; South Korea: South Korean South Koreans;
South Vietnam: South Vietnamese; Soviet Union: Soviet Soviets; Spain: Spanish Spaniards; Sparta: Spartan Spartans;
Sweden: Swedish Swedes; Switzerland: Swiss; Syria: Syrian Syrians; Taiwan: Taiwanese; Texas: Texan Texans;
Thailand: Thai Thais; Tibet: Tibetan Tibetans; Turkey: Turkish Turks; Ukraine: Ukrainian Ukrainians;
United Kingdom: British Britons; United States: American Americans; Venezuela: Venezuelan Venezuelans;
Vietnam: Vietnamese; Yugoslavia: Yugoslav Yugoslavs
"""


def _read(text: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for entry in " ".join(text.split()).split("; "):
        state, forms = entry.split(": ")
        first = state.split()[0] + " " if state.split()[0] in ("East", "North", "South") else ""
        parts = forms.replace(first, "").split() if first else forms.split()
        found[state] = tuple(first + part for part in parts)
    return found


PEOPLES = _read(_PEOPLES)
# Nouns that act for a state, party or people when its name or adjective stands before them: the Chinese leaders.
BODIES = frozenset(
    words("""
government leader leadership regime authority administration official ruler elite army navy fleet force troop soldier
delegation delegate negotiator diplomat diplomacy side party politburo cabinet ministry minister parliament command
commander general leaders rulers officials leadership state republic nation empire union people kremlin communist
communists representative spokesman wing faction majority minority""")
)
PLURAL_ONLY = frozenset(
    words("""
leader official ruler soldier delegate negotiator diplomat minister commander general representative communist troop""")
)
