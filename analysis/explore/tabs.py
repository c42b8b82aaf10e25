"""The tabs Words, Tone, Topics: what the study's tables say, each row leading to its lines."""

import pandas as pd

from analysis.explore.asked import Asked
from analysis.explore.grids import Cell, Row, ask_button, grid, records, row_button
from analysis.explore.markup import Safe, button, sentence, tag
from analysis.explore.points import points_html
from analysis.knobs import WHOSE
from analysis.showing.headings import VERDICTS, show_value
from analysis.showing.tables import verdict_legend
from analysis.study import Study
from analysis.topics import find_passages, find_top_terms

TOPIC_COLUMNS = "topic share_target share_reference difference low high verdict share stability mark"
STRETCH = 200  # sentences of a document that are drawn as points: those farthest from neutral


def words_table(study: Study) -> pd.DataFrame:
    """`study.contrast`, the best verdicts first, without words of grammar below."""
    return study.contrast.by_verdict()


def words_html(study: Study, asked: Asked) -> Safe:
    """Every word and name, one side against the other; a click on a word shows its lines."""
    table = words_table(study)
    shown = study.written(table).assign(query=table["term"])
    columns = ["term", "n_target", "n_reference", "log_ratio", "low", "high", "reach_target", "reach_reference"]
    told = f"{study.names['target']} against {study.names['reference']}, {WHOSE[study.voice]}; names joined."
    cells: dict[str, Cell] = {"term": lambda row: ask_button(row["term"], row["query"])}
    main = grid(study, shown, [*columns, "verdict"], asked, caption=told, cells=cells | _ratio_cells(study))
    return tag("section", main, _legend())


def _ratio_cells(study: Study) -> dict[str, Cell]:
    """A word that one side lacks has no ratio: its cell says who has it, and its interval is a dash."""

    def tell(name: str) -> Cell:
        def cell(row: Row) -> str:
            if row["n_target"] and row["n_reference"]:
                return show_value(row[name], name, (), "times")
            return f"only {study.names['target' if row['n_target'] else 'reference']}" if name == "log_ratio" else "–"

        return cell

    return {name: tell(name) for name in ("log_ratio", "low", "high")}


def _legend() -> Safe:
    rows = [tag("li", f"{mark} {word}: {says}") for word, mark, says in verdict_legend().cells]
    return tag("details", tag("summary", "How sure is a row?"), tag("ul", rows))


def tone_table(study: Study) -> pd.DataFrame:
    """The scored sentences of the voice chosen, the most charged first, with their line."""
    scores = study.own_scores
    places = zip(scores["document"], scores["start"], strict=True)
    lines = pd.array([study.corpus[name].line_at(int(start)) for name, start in places], dtype="Int64")
    table = scores.assign(line=lines, text=[" ".join(words.split()) for words in scores["text"]])
    order = table["compound"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order, ["document", "line", "speaker", "compound", "text", "start", "end"]].reset_index(drop=True)


def tone_html(study: Study, asked: Asked) -> Safe:
    """The verdict on tone, each sentence as a point over its text, and the sentences, most charged first."""
    told: object = sentence("There is one text: nothing to compare its tone with.")
    if len(study.corpus) > 1:
        row = study.tone.table.iloc[0]
        told = sentence(
            f"Mean tone, names hidden: {study.names['target']} {row['mean_target']:+.2f}, {study.names['reference']} "
            f"{row['mean_reference']:+.2f} (-1 to +1). {VERDICTS[row['verdict']][1]}"
        )
    table = tone_table(study)
    drawn = pd.concat([part.head(STRETCH) for _, part in table.groupby("document", sort=False)], ignore_index=True)
    lengths = {name: len(document.text) for name, document in study.corpus.texts.items()}
    spread = points_html(drawn.assign(position=drawn["start"] / drawn["document"].map(lengths)), list(lengths))
    cells: dict[str, Cell] = {"text": lambda row: row_button(row, row["text"], 25)}
    columns = ["document", "line", "speaker", "compound", "text"]
    caption = f"Sentences of {WHOSE[study.voice]}, list “{_name(study)}”, the most charged first."
    return tag("section", told, spread, grid(study, table, columns, asked, caption=caption, cells=cells))


def _name(study: Study) -> str:
    return study.lexicon if isinstance(study.lexicon, str) else "your own"


def topics_html(study: Study, asked: Asked) -> Safe:
    """The topics, what each side spends on them, and the passages that hold most of the one chosen."""
    table = study.topic_contrast.table if len(study.corpus) > 1 else study.topics.quality
    numbers = sorted(table["topic"].tolist())
    topic = asked.topic if asked.topic in numbers else numbers[0]
    columns = [name for name in TOPIC_COLUMNS.split() if name in table]
    shown = study.written(table)
    cells: dict[str, Cell] = {"topic": lambda row: _topic_button(row, topic)}
    caption = "Topics over all voices; shares of the words. “do not interpret”: it does not hold still from run to run."
    return tag("section", grid(study, shown, columns, asked, caption=caption, cells=cells), _passages(study, topic))


def _topic_button(row: dict, chosen: int) -> Safe:
    return button(
        f"{row['topic']}: {row['name']}",
        "topic",
        class_="link",
        key=f"topic-{row['topic']}",
        data_value=row["topic"],
        aria_pressed="true" if row["topic"] == chosen else "false",
    )


def topic_passages(study: Study, topic: int) -> pd.DataFrame:
    """The eight segments that hold most of a topic."""
    found = find_passages(study.topics, study.corpus, n=8)
    return found[found["topic"] == topic].reset_index(drop=True)


def _passages(study: Study, topic: int) -> Safe:
    terms = find_top_terms(study.topics, n=12)
    words = terms.loc[terms["topic"] == topic, "term"]
    asks = [tag("li", ask_button(word)) for word in words]
    rows = [
        tag(
            "li", f"{row['document']}, line {row['first_line']}, {row['share']:.0%}: ", row_button(row, row["text"], 25)
        )
        for row in records(topic_passages(study, topic))
    ]
    head = tag("h3", f"Topic {topic}")
    return tag("section", head, tag("ul", asks, class_="inline"), tag("h4", "Where it is strongest"), tag("ol", rows))
