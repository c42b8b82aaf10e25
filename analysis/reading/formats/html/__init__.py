"""Web pages and books made of them: elements to paragraphs, and the page around the text left out."""
