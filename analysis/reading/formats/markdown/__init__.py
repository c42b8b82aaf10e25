"""Markdown, as its parsers read it, with the notes, line blocks and heads of its dialects."""
