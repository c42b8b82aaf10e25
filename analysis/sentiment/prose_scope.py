"""How far a negation and a governing word reach, for `lexicon="prose"`: the grammar behind `prose_rules`.

Without a parser: a scope stays in its clause, and what hangs on a noun or a preposition ends where a verb begins
("The attack without warning | was inexcusable"). Sources: Huddleston and Pullum 2002, chapter 9 (clausal and subclausal
negation); Horn 1989 (fronting, double denial).
"""

import re

from analysis.sentiment.prose_clauses import Sentences

SCOPE, GOVERNED = 6, 5  # words: how far a negation and a governing word reach
_PAST = re.compile(r"[a-z]{3,}ed$")
_NOUNLESS = {"", "a", "an", "the", "and", "or", "very", "so", "no", "any", "of", "in", "by", "with", "without"}
_DENIES_NO_MORE = {"than", "as"}  # "no better than", "never so good as" deny; "no better man" praises
_ABLE = {"could", "can", "couldn't", "can't", "cannot"}
_HIGHEST = {"never", "rarely", "seldom", "nowhere", "nothing", "nobody", "none", "no one", "few"}
_BE = {"was", "were", "been", "be", "is", "are", "being"}
_BETWEEN = {"and", "or", "who", "which", "that", "against", "by"}  # the verb is another's
_LINKS = {  # a noun governs what its preposition joins to it
    "ends": {"of", "in", "to", "on"},  # "decline in theft", "end of freedom"
    "fights": {"against", "on", "to"},  # "war on poverty"; "struggle for freedom" spoils nothing
    "cures": {"of", "for", "to", "from"},  # "prevention of war"
    "guards": {"from", "against"},  # "freedom from fear"; "defence of slavery" takes nothing away
    "assaults": {"of", "on", "to", "for", "in"},  # "threat to peace"
}
_OF_PRAISE, _OF_BLAME = ("ends", "fights", "assaults"), ("ends", "fights", "cures", "guards")
_FIGHTING, _FOUGHT = {"fight", "fights", "fighting", "fought"}, {"war", "wars", "battle", "battles"}
_FALLEN_ON = {"back", "upon", "on", "into", "under", "behind", "out", "to", "in"}
_COMPARED = re.compile(r"(better|worse|more|happier|less|.{2,}[^aeiou]ier|kinder|finer|nobler|wiser|greater|braver)$")


def ends_at_verb(s: Sentences, j: int, i: int) -> bool:
    """Whether a verb stands between j and i that a phrase at j does not reach beyond."""
    for k in range(j + 1, i + 1):
        if s.plays(k, "finite") and k < i:
            return True
        if k > j + 1 and (_PAST.match(s.words[k]) or s.plays(k, "pasts")):
            before = s.words[k - 1]
            if not (before in _NOUNLESS or before.endswith("ly") or s.plays(k - 1, "finite")):
                return True
    return False


def in_a_phrase(s: Sentences, j: int) -> bool:
    """Whether the negation at j belongs to a phrase and not to the verb of its clause."""
    word, before, after = s.acting[j], s.neighbour(j, -1), s.neighbour(j, 1)
    if word in ("without", "rather than", "instead of") or s.plays(j - 1, "prepositions"):
        return True
    if word == "not" and not s.plays(j - 1, "finite"):
        return after == "to" or after.endswith("ing")  # "not to act was shameful"
    if len(before) > 4 and before.endswith("ing") and not s.plays(j - 2, "finite"):
        return True  # "doing nothing would be fatal"
    return any(s.neighbour(j, -step) in ("who", "which", "whose") for step in (1, 2, 3))


def negations(s: Sentences, i: int) -> list[int]:
    """Where the negations stand that reach the word at i, those left out that deny nothing."""
    found = [j for j in s.before("negators", i, SCOPE) if not is_idle(s, j)]
    found = [j for j in found if not (in_a_phrase(s, j) and ends_at_verb(s, j, i)) and not _is_beside(s, j, i)]
    kept: list[int] = []
    for j in found:  # "neither … nor", "no … nor", "never, never" deny once
        if kept and (s.acting[j] in ("nor", s.acting[kept[-1]])):
            kept.pop()
        kept.append(j)
    return kept


def _is_beside(s: Sentences, j: int, i: int) -> bool:
    """Whether i stands in a phrase of time that the negation at j leaves alone: "he did not rest after his triumph"."""
    return any(j + 1 < k for k in s.before("adjuncts", i, i - j))


def is_idle(s: Sentences, j: int) -> bool:
    """Whether the word at j denies nothing here: "not just a plan", "the little children", "a few"."""
    if s.acting[j] == "not" and s.neighbour(j, 1) == "just":
        return s.values[j + 1] == 0
    if s.acting[j] in ("hardly", "scarcely", "barely") and s.neighbour(j, 1) == "had":
        return True  # "hardly had he come when …" tells the time
    if s.acting[j] in ("little", "few"):
        return s.plays(j - 1, "determiners") or s.neighbour(j, 1) == ""
    return False


def is_highest(s: Sentences, j: int, i: int) -> bool:
    """Whether the negation at j says that nothing is more so: "never has she had so great", "no finer man"."""
    word, between = s.acting[j], s.words[j + 1 : i]
    compared = bool(_COMPARED.match(s.words[i])) or "more" in between
    after = s.neighbour(i, 1)
    if word in _HIGHEST or _is_fronted(s, j):
        so = ("so" in between or "such" in between or "as" in between) and after != "as"
        return so or (compared and "more than" not in " ".join(between))
    if word == "no":
        return compared and after not in _DENIES_NO_MORE and after != ""
    able = word in _ABLE or any(s.neighbour(j, -step) in _ABLE for step in (1, 2))
    return able and compared and after not in _DENIES_NO_MORE


def _is_fronted(s: Sentences, j: int) -> bool:
    """Whether the verb stands before its subject, as after "never", "seldom" or "hardly" at the head of a clause."""
    first = s.neighbour(j, -1) == ""
    return first and any(s.plays(j + step, "finite") for step in (1, 2))


def governors(s: Sentences, i: int) -> list[int]:
    """Where the words stand that take away, or spoil, what stands at i; in order."""
    role, nouns = ("spoilers", _OF_PRAISE) if s.values[i] > 0 else ("removers", _OF_BLAME)
    found = {j for j in s.before(role, i, GOVERNED) if _takes_object(s, j, i)}
    for noun in nouns:
        linking = _LINKS[noun]
        found |= {j for j in s.before(noun, i, GOVERNED) if {s.neighbour(j, 1), s.neighbour(j, 2)} & linking}
    return sorted(j for j in found if not ends_at_verb(s, j, i))


def _takes_object(s: Sentences, j: int, i: int) -> bool:
    """Whether the verb at j takes away what it governs: "ended in disaster" and "fought wars" do not."""
    idle = s.neighbour(j, 1) in {"in", "with", "up", "by", "as", "to"} or (
        s.words[i] in _FOUGHT and s.words[j] in _FIGHTING
    )
    set_against = s.words[j] in ("less", "fewer") and "more" in s.words[j + 1 : i]  # "less war and more freedom"
    return not set_against and (s.values[i] > 0 or not idle)


def is_governing(s: Sentences, j: int) -> bool:
    """Whether the governing word at j does what it says: not "failed to prevent", "did not undermine"."""
    return not [k for k in negations(s, j) if j - k <= 4] and not s.before("failing", j, 4)


def departures(s: Sentences, i: int) -> list[int]:
    """Where a verb after i says that it passed, was taken away or never came: "crime fell", "war was prevented"."""
    found = [k for k in s.after("passing", i, 4) if not _has_object(s, k)]
    for k in s.after("spoilers" if s.values[i] > 0 else "removers", i, 4):
        passive = any(s.neighbour(k, -step) in _BE for step in (1, 2))
        if s.words[k] in _FIGHTING and s.words[i] in _FOUGHT:
            continue
        if passive and (_PAST.match(s.words[k]) or s.plays(k, "pasts")):
            found.append(k)
    found += [k for k in s.after("arriving", i, 5) if not _has_object(s, k) and _is_denied_after(s, i, k)]
    return [k for k in found if not _BETWEEN & set(s.words[i + 1 : k])]


def has_gone(s: Sentences, i: int, k: int) -> bool:
    """Whether the verb of departure at k does what it says: not "the famine did not end"."""
    return s.plays(k, "arriving") or not _is_denied_after(s, i, k)


def _is_denied_after(s: Sentences, i: int, k: int) -> bool:
    return any(j > i for j in negations(s, k))


def _has_object(s: Sentences, k: int) -> bool:
    """Whether the verb at k acts on what follows it: "ended hopes", "ended the war"."""
    if s.neighbour(k, 1) in _FALLEN_ON and s.words[k] in ("fell", "falls", "fall"):
        return True
    return s.values[k + 1] != 0 or s.plays(k + 1, "determiners")
